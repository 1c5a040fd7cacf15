import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { backupLedger } from '#main/ledger/backup.ts';
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
