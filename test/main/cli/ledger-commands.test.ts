import { copyFileSync, existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { run as backup } from '#main/cli/backup.ts';
import { run as exportJournal } from '#main/cli/ledger-export.ts';
import { run as restore } from '#main/cli/restore.ts';
import { run as status } from '#main/cli/status.ts';
import { run as verify } from '#main/cli/ledger-verify.ts';
import { openTestLedger, saleDraft, temporaryDirectory } from '../ledger/fixtures.ts';

const directory = temporaryDirectory();
const dataDir = join(directory.path, 'data');
beforeAll(() => {
  mkdirSync(dataDir);
  const ledger = openTestLedger(join(dataDir, 'ledger.db'));
  for (let index = 0; index < 3; index += 1) ledger.commit(saleDraft({ lines: 1, priceMinor: 11_300 }));
  ledger.close();
});
afterAll(() => directory.remove());

type Command = typeof verify;
async function call(command: Command, words: readonly string[] = [], data = dataDir): Promise<{ code: number; text: string }> {
  const lines: string[] = [];
  const code = await command({ dataDir: data, arguments: words, print: (line) => void lines.push(line) });
  return { code, text: lines.join('\n') };
}

describe('guitai ledger verify', () => {
  test('prints totals in yuan and says in both languages that all is well', async () => {
    const { code, text } = await call(verify);
    expect(code).toBe(0);
    expect(text).toContain('sale.completed: 3  339.00');
    expect(text).toContain('账本完好');
    expect(text).toContain('The ledger is sound');
  });

  test('names the first bad entry and exits with 1', async () => {
    const bad = join(directory.path, 'bad');
    mkdirSync(bad);
    const { code: copied } = await call(backup, [bad]);
    expect(copied).toBe(0);
    const [name = ''] = readdirSync(bad);
    const db = new Sqlite(join(bad, name, 'ledger.db'));
    db.exec('DELETE FROM outbox WHERE seq = 2');
    db.close();
    const { code, text } = await call(verify, [], join(bad, name));
    expect(code).toBe(1);
    expect(text).toContain('第一处在第 2 条（单号 S001-01-1-000002）：没有上传总部的登记');
    expect(text).toContain('first at entry 2 (receipt S001-01-1-000002): the row for head office is missing');
  });

  test('names every table that says something else than the journal, and exits with 1', async () => {
    const stolen = join(directory.path, 'stolen');
    mkdirSync(stolen);
    copyFileSync(join(dataDir, 'ledger.db'), join(stolen, 'ledger.db'));
    const db = new Sqlite(join(stolen, 'ledger.db'));
    db.exec('UPDATE stock SET on_hand_milli = -1000');
    db.close();
    const { code, text } = await call(verify, [], stolen);
    expect(code).toBe(1);
    expect(text).toContain('账本完好');
    expect(text).toContain('但有 1 处由账本推算的表与账本不符：\n');
    expect(text).toContain('  库存 SP000100：on_hand_milli 表里是 -1000，按账本是 -3000\n');
    expect(text).toContain('  Stock of SP000100: on_hand_milli is -1000 in its table, -3000 by the journal');
  });

  test('shows how far the witness saw, and says when there is none', async () => {
    expect((await call(verify)).text).toContain('witness: 第 3 条 entry 3');
    const alone = join(directory.path, 'alone');
    mkdirSync(alone);
    copyFileSync(join(dataDir, 'ledger.db'), join(alone, 'ledger.db'));
    const { code, text } = await call(verify, [], alone);
    expect(code).toBe(0);
    expect(text).toContain('没有见证文件');
    expect((await call(verify, ['--witness', join(dataDir, 'ledger.db.witness')], alone)).text).toContain('witness: 第 3 条 entry 3');
    expect(await call(verify, ['--wittness', 'x'])).toMatchObject({ code: 2, text: expect.stringContaining('--witness FILE') });
  });

  test('says that there is no ledger, and makes none', async () => {
    const empty = join(directory.path, 'nothing');
    mkdirSync(empty);
    expect(await call(verify, [], empty)).toMatchObject({ code: 1, text: expect.stringContaining('No ledger') });
    expect(readdirSync(empty)).toEqual([]);
  });
});

describe('guitai ledger export', () => {
  test('writes an archive with its own verifier', async () => {
    const { code, text } = await call(exportJournal, ['--from', '2026-11-22', '--to', '2026-11-22']);
    expect(code).toBe(0);
    expect(text).toContain('Exported 3 entries');
    expect(existsSync(join(dataDir, 'exports', 'ledger-2026-11-22-2026-11-22', 'verify.mjs'))).toBe(true);
  });

  test.each([
    [[], '--from'],
    [['--from', '2026-11-22'], '--to'],
    [['--from', '2026-02-30', '--to', '2026-03-01'], '2026-02-30'],
    [['--from', '22.11.2026', '--to', '2026-11-23'], '22.11.2026'],
    [['--from', '2026-11-23', '--to', '2026-11-22'], '2026-11-23'],
    [['--form', '2026-11-23'], '--from'],
  ])('refuses %j and says why', async (words, named) => {
    const { code, text } = await call(exportJournal, words);
    expect(code).toBe(2);
    expect(text).toContain(named);
  });
});

describe('guitai backup', () => {
  test('puts a verified copy into backups/', async () => {
    const { code, text } = await call(backup);
    expect(code).toBe(0);
    expect(text).toContain('Backed up and verified, 3 entries');
    expect(readdirSync(join(dataDir, 'backups'))).toEqual([expect.stringMatching(/^\d{8}T\d{6}Z-3$/), 'state.json']);
  });
});

describe('guitai restore', () => {
  test('puts the newest backup in place and says where the numbers go on and what was kept', async () => {
    const data = join(directory.path, 'restored');
    mkdirSync(data);
    copyFileSync(join(dataDir, 'ledger.db'), join(data, 'ledger.db'));
    await call(backup, [], data);
    const { code, text } = await call(restore, ['--from', 'latest'], data);
    expect(code).toBe(0);
    expect(text).toContain('从第 2 期重新编号');
    expect(text).toContain('numbers go on in epoch 2, no old number comes again');
    expect(text).toContain(join(data, 'evidence'));
    expect((await call(verify, [], data)).code).toBe(0);
  });

  test('is refused while the station runs, without a backup, and without --from', async () => {
    const data = join(directory.path, 'busy');
    mkdirSync(data);
    expect(await call(restore, ['--from', 'latest'], data)).toMatchObject({ code: 1, text: expect.stringContaining('没有可用的备份') });
    const station = openTestLedger(join(data, 'ledger.db'));
    await call(backup, [], data);
    expect(await call(restore, ['--from', 'latest'], data)).toMatchObject({ code: 1, text: expect.stringContaining('ledger is in use') });
    station.close();
    expect(await call(restore, [], data)).toMatchObject({ code: 2, text: expect.stringContaining('--from latest|FOLDER') });
  });
});

describe('guitai status', () => {
  test('says how old the newest backup is and that no restore was proven yet', async () => {
    const data = join(directory.path, 'status');
    mkdirSync(data);
    expect(await call(status, [], data)).toMatchObject({ code: 1, text: expect.stringContaining('没有备份 no backup') });
    openTestLedger(join(data, 'ledger.db')).close();
    await call(backup, [], data);
    const { code, text } = await call(status, [], data);
    expect(code).toBe(0);
    expect(text).toMatch(/newest backup: .*backups\/\d{8}T\d{6}Z-0 {2}\d{4}-/);
    expect(text).toContain('no restore proven yet');
  });
});
