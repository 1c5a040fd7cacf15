import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newRequestId } from '#contract/ids.ts';
import { exportLedger, type ArchiveManifest } from '#main/ledger/archive/export.ts';
import { keyFolder, openKeyStore } from '#main/ledger/key-store.ts';
import type { Ledger } from '#main/ledger/ledger.ts';
import { openTestLedger, saleDraft, START_MS, temporaryDirectory } from '../fixtures.ts';

// Entries: 1 key (22nd), 2 sale 1 on the 20th, 3–4 sales on the 21st, 5 a closing on the 21st, 6–8 sales on the 22nd, 9 a sale on the 21st.
const directory = temporaryDirectory();
const file = join(directory.path, 'ledger.db');
let ledger: Ledger;
beforeAll(() => {
  ledger = openTestLedger(file, { keys: openKeyStore(keyFolder(file)) });
  const sell = (businessDate: string): void => void ledger.commit(saleDraft({ lines: 1, priceMinor: 11_300, businessDate }));
  for (const date of ['2026-11-20', '2026-11-21', '2026-11-21']) sell(date);
  ledger.closePeriod({ period: 'day', requestId: newRequestId(START_MS), businessDate: '2026-11-21', tsMs: START_MS });
  for (const date of ['2026-11-22', '2026-11-22', '2026-11-22', '2026-11-21']) sell(date);
});
afterAll(() => {
  ledger.close();
  directory.remove();
});

function exportDates(from: string, to: string, out = 'exports', source = file): { folder: string; manifest: ArchiveManifest } {
  return exportLedger({
    file: source,
    from,
    to,
    directory: join(directory.path, out),
    program: '1.2.3',
    clock: () => START_MS,
    timeOf: (tsMs) => new Date(tsMs).toISOString().slice(0, 19).replace('T', ' '),
  });
}

describe('an archive, made while the station runs', () => {
  test('holds the entries of its dates, a manifest that adds up, its own verifier and tables', () => {
    const { folder, manifest } = exportDates('2026-11-21', '2026-11-22');
    expect(readdirSync(folder).toSorted()).toEqual([
      'accounts.xlsx',
      'journal.jsonl',
      'lines.csv',
      'manifest.json',
      'sales.csv',
      'verify.mjs',
    ]);
    const text = readFileSync(join(folder, 'journal.jsonl'), 'utf8');
    expect(text.trimEnd().split('\n')).toHaveLength(8);
    expect(JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'))).toEqual(manifest);
    expect(manifest).toMatchObject({
      v: 2,
      program: '1.2.3',
      createdAt: '2026-11-22T02:00:00.000Z',
      entries: 8,
      first: { seq: 1 },
      last: ledger.head(),
      head: ledger.head(),
      stretches: [
        { firstSeq: 1, lastSeq: 1 },
        { firstSeq: 3, lastSeq: 9 },
      ],
      keys: [{ keyId: ledger.read(1)?.body['keyId'], fromSeq: 1 }],
      kinds: [
        { kind: 'key.created', count: 1, amountMinor: 0, firstNumber: null, lastNumber: null },
        { kind: 'sale.completed', count: 6, amountMinor: 67_800, firstNumber: 2, lastNumber: 7 },
        { kind: 'period.closed', count: 1, amountMinor: 0, firstNumber: null, lastNumber: null },
      ],
      accounts: [
        { account: 'asset:cash', amountMinor: 67_800 },
        { account: 'revenue:1300', amountMinor: -60_000 },
        { account: 'vat:1300', amountMinor: -7_800 },
      ],
    });
    expect(manifest.files.map((each) => each.file)).toEqual(['journal.jsonl', 'sales.csv', 'lines.csv', 'accounts.xlsx']);
    expect(manifest.files[0]).toEqual({
      file: 'journal.jsonl',
      bytes: Buffer.byteLength(text),
      sha256: createHash('sha256').update(text).digest('hex'),
    });
  });

  test('takes the place of an older one of the same dates', () => {
    const { folder } = exportDates('2026-11-20', '2026-11-20');
    writeFileSync(join(folder, 'stray'), '');
    exportDates('2026-11-20', '2026-11-20');
    expect(existsSync(join(folder, 'stray'))).toBe(false);
  });

  test('stops at an entry that does not match its hash and leaves nothing', () => {
    const bad = join(directory.path, 'bad.db');
    ledger.db.prepare('VACUUM INTO ?').run(bad);
    const db = new Sqlite(bad);
    db.exec(`DROP TRIGGER journal_no_update; UPDATE journal SET body = replace(body, '奶瓶', '奶粉') WHERE seq = 4`);
    db.close();
    expect(() => exportDates('2026-11-01', '2026-11-30', 'none', bad)).toThrow(
      expect.objectContaining({ code: 'ledger_failed', details: expect.objectContaining({ cause: 'entry 4 does not match its hash' }) }),
    );
    expect(readdirSync(join(directory.path, 'none'))).toEqual([]);
  });
});

describe('verify.mjs', () => {
  const archive = join(directory.path, 'tampered');
  const journal = join(archive, 'journal.jsonl');
  const verify = (...words: string[]): { code: number | null; text: string } => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [join(archive, 'verify.mjs'), ...words], { encoding: 'utf8' });
    return { code: status, text: stdout + stderr };
  };
  /** Edits the lines of a fresh archive; the manifest's checksum of the journal is put right, as a forger would. */
  const tamper = (change: (lines: string[]) => string[] | void): void => {
    rmSync(archive, { recursive: true, force: true });
    cpSync(exportDates('2026-11-20', '2026-11-22').folder, archive, { recursive: true });
    const lines = readFileSync(journal, 'utf8').trimEnd().split('\n');
    const text = `${(change(lines) ?? lines).join('\n')}\n`;
    writeFileSync(journal, text);
    editManifest((manifest) => {
      Object.assign(manifest.files[0] ?? {}, { bytes: Buffer.byteLength(text), sha256: createHash('sha256').update(text).digest('hex') });
    });
  };
  const editManifest = (change: (manifest: ArchiveManifest) => void): void => {
    const manifest = JSON.parse(readFileSync(join(archive, 'manifest.json'), 'utf8')) as ArchiveManifest;
    change(manifest);
    writeFileSync(join(archive, 'manifest.json'), JSON.stringify(manifest));
  };
  /** Line n holds entry n: the archive begins with the first entry. */
  const edit = (seq: number, from: string | RegExp, to: string) => (lines: string[]) => {
    lines[seq - 1] = (lines[seq - 1] ?? '').replace(from, to);
  };
  /** Computes the hash of one line anew, and of all that follow, as who has no key can. */
  const rehash = (seq: number, lines: string[]): void => {
    for (let index = seq - 1; index < lines.length; index += 1) {
      const previous = /"hash":"([0-9a-f]+)"/.exec(lines[index - 1] ?? '')?.[1] ?? '';
      const line = (lines[index] ?? '').replace(/"previous":"[0-9a-f]+"/, `"previous":"${previous}"`);
      const body = line.slice(line.indexOf('"body":') + '"body":'.length, -1);
      const hash = createHash('sha256').update(Buffer.from(previous, 'hex')).update(body).digest('hex');
      lines[index] = line.replace(/"hash":"[0-9a-f]+"/, `"hash":"${hash}"`);
    }
  };

  test('finds an archive nobody touched sound and shows its key', () => {
    tamper(() => undefined);
    const { code, text } = verify();
    expect(text).toContain('存档完好 The archive is sound: 9 entries, 2026-11-20 – 2026-11-22, last 9');
    expect(text).toContain(`key ${ledger.read(1)?.body['keyId'] as string} 从第 1 条起 from entry 1`);
    expect(code).toBe(0);
  });

  test('is not led astray by names with line separators, quotes and braces in them', () => {
    const odd = join(directory.path, 'odd.db');
    const book = openTestLedger(odd, { keys: openKeyStore(keyFolder(odd)) });
    book.commit({ ...saleDraft({ lines: 0 }), body: () => ({ name: '奶瓶\u2028\u2029\u0085"}\n{"seq":9,\r😀' }), postings: [] });
    book.close();
    rmSync(archive, { recursive: true, force: true });
    cpSync(exportDates('2026-11-22', '2026-11-22', 'odd', odd).folder, archive, { recursive: true });
    expect(verify()).toMatchObject({ code: 0, text: expect.stringContaining('2 entries') });
  });

  test('also proves a part of the journal, and one without entries', () => {
    for (const date of ['2026-11-21', '2026-01-01']) {
      rmSync(archive, { recursive: true, force: true });
      cpSync(exportDates(date, date).folder, archive, { recursive: true });
      expect(verify()).toMatchObject({ code: 0 });
    }
  });

  test.each<[string, (lines: string[]) => string[] | void, string]>([
    ['changed', edit(4, '"amountMinor":11300', '"amountMinor":1300'), 'entry 4 单号 receipt S001-01-1-000003: 内容被改动过'],
    [
      'changed, with its hash computed anew',
      (lines) => (edit(4, '贝亲', '贝贝')(lines), rehash(4, lines)),
      'entry 4 单号 receipt S001-01-1-000003: 签名不对',
    ],
    ['removed', (lines) => lines.toSpliced(3, 1), 'entry 4: 这一条被删除 this entry was removed. the next one is 5'],
    ['removed at the end', (lines) => lines.slice(0, -2), 'entry 8: 这一条被删除'],
    [
      'put in',
      (lines) => lines.toSpliced(3, 0, (lines[6] ?? '').replace('"seq":7', '"seq":4')),
      'entry 4 单号 receipt S001-01-1-000005: 这里多出一条',
    ],
    ['put in twice', (lines) => lines.toSpliced(3, 0, lines[2] ?? ''), 'entry 4 单号 receipt S001-01-1-000002: 这里多出一条'],
    ['added at the end', (lines) => [...lines, lines[8] ?? ''], 'entry 10: 这里多出一条'],
    [
      'moved',
      (lines) => lines.toSpliced(3, 1).toSpliced(6, 0, lines[3] ?? ''),
      'entry 4: 顺序被调换 the order was changed. entry 5 stands here',
    ],
    [
      'stripped of its signature',
      edit(4, /"keyId":"[0-9a-f]+","sig":"[0-9a-f]+"/, '"keyId":null,"sig":null'),
      'entry 4 单号 receipt S001-01-1-000003: 没有签名',
    ],
    ['cut off', edit(4, /.{20}$/, ''), 'entry 4: 这一行读不懂'],
  ])('names the entry that was %s', (_name, change, expected) => {
    tamper(change);
    const { code, text } = verify();
    expect(text).toContain('存档有问题 The archive is NOT sound. 第一处 first: ');
    expect(text).toContain(expected);
    expect(code).toBe(1);
  });

  test('notices a manifest that says less, a table that was edited, and one that is gone', () => {
    tamper(() => undefined);
    editManifest((manifest) => Object.assign(manifest.kinds[1] ?? {}, { amountMinor: 1 }));
    expect(verify()).toMatchObject({ code: 1, text: expect.stringContaining('与清单不符 it does not agree with the manifest. kinds') });
    tamper(() => undefined);
    writeFileSync(join(archive, 'sales.csv'), 'nothing');
    expect(verify()).toMatchObject({
      code: 1,
      text: expect.stringContaining('a file is missing or does not agree with the manifest. sales.csv'),
    });
    rmSync(join(archive, 'sales.csv'));
    expect(verify()).toMatchObject({
      code: 1,
      text: expect.stringContaining('a file is missing or does not agree with the manifest. sales.csv'),
    });
  });

  test('tells of a key nobody vouched for, and of entries without signatures', () => {
    const lost = join(directory.path, 'lost.db');
    const sellOnce = (changes: Parameters<typeof openTestLedger>[1]): void => {
      const book = openTestLedger(lost, changes);
      book.commit(saleDraft({ lines: 1 }));
      book.close();
    };
    const noteOf = (): string => {
      rmSync(archive, { recursive: true, force: true });
      cpSync(exportDates('2026-11-22', '2026-11-22', 'lost', lost).folder, archive, { recursive: true });
      const { code, text } = verify();
      expect(code).toBe(0);
      return text.split('注意 note: ')[1]?.trim() ?? '';
    };
    sellOnce({});
    expect(noteOf()).toBe('这些记录没有签名 these entries carry no signatures');
    sellOnce({ keys: openKeyStore(keyFolder(lost)) });
    sellOnce({ keys: openKeyStore(keyFolder(lost)), storeCode: 'S002' });
    expect(noteOf()).toBe('');
    rmSync(keyFolder(lost), { recursive: true });
    sellOnce({ keys: openKeyStore(keyFolder(lost)), storeCode: 'S002' });
    expect(noteOf()).toMatch(/the key changed at entry 6 and the key before did not vouch for it$/);
  });

  test('does not let a key be left out of the manifest', () => {
    tamper((lines) => lines.map((line) => line.replace(/"keyId":"[0-9a-f]+","sig":"[0-9a-f]+"/, '"keyId":null,"sig":null')));
    editManifest((manifest) => Object.assign(manifest, { keys: [] }));
    expect(verify()).toMatchObject({ code: 1, text: expect.stringMatching(/entry 1: 与清单不符 .* key [0-9a-f]{16} is not listed/) });
  });

  test('accepts only the keys it is told to accept', () => {
    tamper(() => undefined);
    expect(verify('--key', ledger.read(1)?.body['keyId'] as string)).toMatchObject({ code: 0 });
    expect(verify('--key', '0123456789abcdef')).toMatchObject({ code: 1, text: expect.stringContaining('不是认可的密钥') });
  });

  test('says that it cannot read what is no archive', () => {
    tamper(() => undefined);
    expect(verify(directory.path)).toMatchObject({ code: 2, text: expect.stringContaining('读不了存档 The archive cannot be read') });
  });

  test('needs nothing but Node: it stands alone', () => {
    const source = readFileSync(join(exportDates('2026-11-20', '2026-11-22').folder, 'verify.mjs'), 'utf8');
    const imports = [...source.matchAll(/^import .* from '(.*)';$/gm)].map((match) => match[1]);
    expect(imports.filter((name) => !name?.startsWith('node:'))).toEqual([]);
    expect(execFileSync(process.execPath, ['--check', join(archive, 'verify.mjs')], { encoding: 'utf8' })).toBe('');
  });
});
