import { existsSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { copyDatabase, copyLedger, isSound } from '#main/ledger/backup.ts';
import type { Ledger } from '#main/ledger/ledger.ts';
import { verifyLedger } from '#main/ledger/verify.ts';
import { openTestLedger, saleDraft, temporaryDirectory } from './fixtures.ts';

const directory = temporaryDirectory();
const file = join(directory.path, 'ledger.db');
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

describe('a copy of the ledger, while the station runs', () => {
  test('is one verified file that opens as a ledger and goes on', () => {
    const copy = join(directory.path, 'copy.db');
    const { report, epoch } = copyLedger(file, copy);
    expect(report).toMatchObject({ ok: true, entries: 4, head: ledger.head() });
    expect(epoch).toEqual({ epoch: 1, storeCode: 'S001', terminal: '01', firstSeq: 1 });
    const restored = openTestLedger(copy);
    expect(restored.commit(saleDraft()).entry.number).toBe(5);
    restored.close();
    expect(ledger.head().seq).toBe(4);
  });

  test('of a ledger that does not verify is refused', () => {
    const bad = join(directory.path, 'bad.db');
    ledger.db.prepare('VACUUM INTO ?').run(bad);
    const db = new Sqlite(bad);
    db.exec('DELETE FROM outbox WHERE seq = 2');
    db.close();
    expect(() => copyLedger(bad, join(directory.path, 'bad-copy.db'))).toThrow(expect.objectContaining({ code: 'ledger_failed' }));
    expect(verifyLedger(bad).finding).toMatchObject({ problem: 'outbox_missing', seq: 2 });
  });
});

test('any other database of the station is copied whole, and one that is missing or no database is refused', () => {
  const copy = join(directory.path, 'other.db');
  copyDatabase(file, copy);
  expect(isSound(copy)).toBe(true);
  expect(() => copyDatabase(join(directory.path, 'none.db'), join(directory.path, 'none-copy.db'))).toThrow(
    expect.objectContaining({ code: 'ledger_failed' }),
  );
  expect(existsSync(join(directory.path, 'none.db'))).toBe(false);
});

describe('a ledger opened with an epoch at least', () => {
  test('numbers anew from there, once: opened again it goes on', () => {
    const copy = join(directory.path, 'epoch.db');
    copyLedger(file, copy);
    const restored = openTestLedger(copy, { epochAtLeast: 5 });
    expect(restored.commit(saleDraft()).entry.receiptNumber).toBe('S001-01-5-000001');
    restored.close();
    const again = openTestLedger(copy, { epochAtLeast: 5 });
    expect(again.commit(saleDraft()).entry.receiptNumber).toBe('S001-01-5-000002');
    again.close();
    expect(verifyLedger(copy)).toMatchObject({ ok: true, entries: 6 });
  });
});
