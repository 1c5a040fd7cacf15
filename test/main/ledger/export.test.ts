import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { backupLedger } from '#main/ledger/backup.ts';
import { exportLedger } from '#main/ledger/export.ts';
import type { Ledger } from '#main/ledger/ledger.ts';
import { verifyLedger } from '#main/ledger/verify.ts';
import { openTestLedger, saleDraft, START_MS, temporaryDirectory } from './fixtures.ts';

const directory = temporaryDirectory();
const file = join(directory.path, 'ledger.db');
const clock = (): number => START_MS;
let ledger: Ledger;
beforeAll(() => {
  ledger = openTestLedger(file);
  for (const businessDate of ['2026-11-20', '2026-11-21', '2026-11-21', '2026-11-22']) {
    ledger.commit(saleDraft({ lines: 1, priceMinor: 11_300, businessDate }));
  }
});
afterAll(() => {
  ledger.close();
  directory.remove();
});

describe('an export, while the station runs', () => {
  test('holds the entries of its dates with bytes that prove themselves, and a manifest that adds up', () => {
    const out = join(directory.path, 'exports');
    const { journal, manifest, summary } = exportLedger({ file, from: '2026-11-21', to: '2026-11-22', directory: out, clock });
    expect(readdirSync(out).toSorted()).toEqual(['journal-2026-11-21-2026-11-22.jsonl', 'journal-2026-11-21-2026-11-22.manifest.json']);
    const text = readFileSync(journal, 'utf8');
    const lines = text.trimEnd().split('\n');
    expect(lines).toHaveLength(3);
    for (const line of lines) {
      const { previous, hash } = JSON.parse(line) as { previous: string; hash: string };
      const body = line.slice(line.indexOf('"body":') + '"body":'.length, -1);
      expect(createHash('sha256').update(Buffer.from(previous, 'hex')).update(body).digest('hex')).toBe(hash);
    }
    expect(JSON.parse(readFileSync(manifest, 'utf8'))).toEqual(summary);
    expect(summary).toMatchObject({
      v: 1,
      entries: 3,
      bytes: Buffer.byteLength(text),
      sha256: createHash('sha256').update(text).digest('hex'),
      first: { seq: 2 },
      last: ledger.head(),
      head: ledger.head(),
      kinds: [{ kind: 'sale.completed', count: 3, amountMinor: 33_900, firstNumber: 2, lastNumber: 4 }],
      accounts: [
        { account: 'asset:cash', amountMinor: 33_900 },
        { account: 'revenue:1300', amountMinor: -30_000 },
        { account: 'vat:1300', amountMinor: -3_900 },
      ],
      createdAt: '2026-11-22T02:00:00.000Z',
    });
  });

  test('of dates without entries is empty and says so', () => {
    const { summary } = exportLedger({ file, from: '2027-01-01', to: '2027-01-02', directory: directory.path, clock });
    expect(summary).toMatchObject({ entries: 0, bytes: 0, first: null, last: null, kinds: [] });
  });

  test('stops at an entry that does not match its hash and leaves no file', () => {
    const bad = join(directory.path, 'bad.db');
    backupTo(bad);
    const db = new Sqlite(bad);
    db.exec(`DROP TRIGGER journal_no_update; UPDATE journal SET body = replace(body, '奶瓶', '奶粉') WHERE seq = 3`);
    db.close();
    const out = join(directory.path, 'none');
    expect(() => exportLedger({ file: bad, from: '2026-11-01', to: '2026-11-30', directory: out, clock })).toThrow(
      expect.objectContaining({ code: 'ledger_failed', details: expect.objectContaining({ cause: 'entry 3 does not match its hash' }) }),
    );
    expect(readdirSync(out)).toEqual([]);
  });
});

describe('a backup, while the station runs', () => {
  test('is one verified file named after time and head, that opens as a ledger and goes on', () => {
    const out = join(directory.path, 'backups');
    const { file: copy, report } = backupLedger({ file, directory: out, clock });
    expect(copy).toBe(join(out, 'ledger-20261122T020000Z-4.db'));
    expect(readdirSync(out)).toEqual(['ledger-20261122T020000Z-4.db']);
    expect(report).toMatchObject({ ok: true, entries: 4, head: ledger.head() });
    const restored = openTestLedger(copy);
    expect(restored.commit(saleDraft()).entry.number).toBe(5);
    restored.close();
    expect(ledger.head().seq).toBe(4);
  });

  test('of a ledger that does not verify is refused and leaves no file', () => {
    const bad = join(directory.path, 'bad2.db');
    backupTo(bad);
    const db = new Sqlite(bad);
    db.exec('DELETE FROM outbox WHERE seq = 2');
    db.close();
    const out = join(directory.path, 'bad-backups');
    expect(() => backupLedger({ file: bad, directory: out, clock })).toThrow(expect.objectContaining({ code: 'ledger_failed' }));
    expect(readdirSync(out)).toEqual([]);
    expect(verifyLedger(bad).finding).toMatchObject({ problem: 'outbox_missing', seq: 2 });
  });
});

function backupTo(target: string): void {
  ledger.db.prepare('VACUUM INTO ?').run(target);
  expect(existsSync(target)).toBe(true);
}
