import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { temporaryDirectory } from '../ledger/fixtures.ts';
import { clockAt, makeTill, openTillLedger, sell } from './fixtures.ts';
import { runBackup } from '#main/backup/jobs.ts';
import { checkFiles, listSnapshots } from '#main/backup/manifest.ts';
import { readBackupState } from '#main/backup/state.ts';
import { saleDraft } from '../ledger/fixtures.ts';

let directory: ReturnType<typeof temporaryDirectory>;
let dataDir: string;
let stick: string;
beforeEach(() => {
  directory = temporaryDirectory();
  dataDir = join(directory.path, 'data');
  stick = join(directory.path, 'stick');
});
afterEach(() => directory.remove());

describe('a backup', () => {
  test('is a folder named after time and head with ledger, catalogue, settings and public keys, and without any secret', () => {
    const site = makeTill(dataDir, 3);
    const { folder, manifest } = runBackup(site, clockAt(0));
    // Entry 1 announces the key, entries 2 to 4 are the sales.
    expect(folder).toBe(join(dataDir, 'backups', '20261122T020000Z-4'));
    expect(readdirSync(folder).toSorted()).toEqual(['catalog.db', 'ledger.db', 'manifest.json', 'settings.json']);
    expect(manifest).toMatchObject({ v: 1, storeCode: 'S001', terminal: '01', epoch: 1, head: { seq: 4 }, keys: [{ seq: 1 }] });
    const secrets = [
      readFileSync(join(dataDir, 'pepper.key')),
      ...readdirSync(join(dataDir, 'ledger.db.keys')).map((name) => {
        const { sealed } = JSON.parse(readFileSync(join(dataDir, 'ledger.db.keys', name), 'utf8')) as { sealed: string };
        return Buffer.from(sealed, 'base64');
      }),
    ];
    expect(secrets).toHaveLength(2);
    for (const name of readdirSync(folder))
      for (const secret of secrets) expect(readFileSync(join(folder, name)).includes(secret)).toBe(false);
  });

  test('runs beside a station that holds the ledger open', () => {
    const site = makeTill(dataDir, 1);
    const ledger = openTillLedger(dataDir);
    ledger.commit(saleDraft({ lines: 1 }));
    expect(runBackup(site, clockAt(0)).manifest.head).toEqual(ledger.head());
    ledger.close();
  });

  test('of a damaged ledger leaves no folder, keeps the earlier one and says why', () => {
    const site = makeTill(dataDir, 1);
    runBackup(site, clockAt(0));
    writeFileSync(join(dataDir, 'ledger.db'), 'this is no database, and it is long enough to be looked at as one, is it not?'.repeat(20));
    expect(() => runBackup(site, clockAt(60))).toThrow(expect.objectContaining({ code: 'ledger_failed' }));
    expect(readdirSync(join(dataDir, 'backups')).toSorted()).toEqual(['20261122T020000Z-2', 'state.json']);
    expect(readBackupState(dataDir).problem).toMatchObject({ work: 'backup' });
  });

  test('removes what an interrupted one left behind, once nobody works on it any more', () => {
    const site = makeTill(dataDir, 1);
    const parts = ['20261121T000000Z.part', '20261121T010000Z.part'].map((name) => join(dataDir, 'backups', name));
    for (const part of parts) mkdirSync(part, { recursive: true });
    const twoHoursAgo = new Date(Date.now() - 2 * 3_600_000);
    utimesSync(parts[0] ?? '', twoHoursAgo, twoHoursAgo);
    runBackup(site, clockAt(0));
    expect(parts.map((part) => existsSync(part))).toEqual([false, true]);
  });

  test('on a disk without room takes the place of the oldest ones, never of the newest; where that is not enough nothing is given up', () => {
    const site = makeTill(dataDir, 1);
    for (const hours of [0, 1, 2]) runBackup(site, clockAt(hours * 60));
    const folders = (): string[] => readdirSync(join(dataDir, 'backups')).filter((name) => name !== 'state.json');
    // Room for one more once a single old one is gone.
    const oneGone = (): number => (folders().length > 2 ? 256 * 1024 * 1024 : 1e12);
    runBackup(site, clockAt(180), oneGone);
    expect(folders().toSorted()).toEqual(['20261122T030000Z-2', '20261122T040000Z-2', '20261122T050000Z-2']);
    expect(() => runBackup(site, clockAt(240), () => 0)).toThrow(expect.objectContaining({ code: 'backup_failed' }));
    expect(folders()).toHaveLength(3);
  });

  test('with a byte changed is noticed', () => {
    const snapshot = runBackup(makeTill(dataDir, 1), clockAt(0));
    appendFileSync(join(snapshot.folder, 'catalog.db'), 'x');
    expect(() => checkFiles(snapshot)).toThrow(expect.objectContaining({ code: 'backup_damaged' }));
  });

  test('whose manifest names a path of its own is not listed', () => {
    const { folder } = runBackup(makeTill(dataDir, 1), clockAt(0));
    const text = readFileSync(join(folder, 'manifest.json'), 'utf8');
    writeFileSync(join(folder, 'manifest.json'), text.replace('"catalog.db"', '"../../catalog.db"'));
    expect(listSnapshots(join(dataDir, 'backups'))).toEqual([]);
  });
});

describe('a second medium', () => {
  test('gets a copy that is read back, in a folder of its till; retention holds there as well', () => {
    mkdirSync(stick);
    const site = makeTill(dataDir, 1, [stick]);
    runBackup(site, clockAt(0));
    sell(dataDir, 1);
    runBackup(site, clockAt(10));
    expect(readdirSync(join(stick, 'guitai-S001-01'))).toEqual(['20261122T021000Z-3']);
    expect(readBackupState(dataDir).media).toEqual([{ path: stick, state: 'ok', atMs: clockAt(10)(), cause: '' }]);
  });

  test('that is not there is said, not made up, and does not keep the backup from being made', () => {
    const site = makeTill(dataDir, 1, [stick]);
    expect(runBackup(site, clockAt(0)).manifest.head.seq).toBe(2);
    expect(readBackupState(dataDir).media).toMatchObject([{ path: stick, state: 'absent' }]);
    expect(readdirSync(directory.path)).toEqual(['data']);
  });

  test('that cannot be written is said with its cause, and the next one gets its copy', () => {
    const second = join(directory.path, 'nas');
    mkdirSync(stick);
    mkdirSync(second);
    writeFileSync(join(stick, 'guitai-S001-01'), 'a file where the folder should be');
    runBackup(makeTill(dataDir, 1, [stick, second]), clockAt(0));
    expect(readBackupState(dataDir).media).toMatchObject([{ state: 'failed', cause: expect.stringContaining('EEXIST') }, { state: 'ok' }]);
    rmSync(stick, { recursive: true });
  });
});
