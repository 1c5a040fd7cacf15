import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openTestLedger, saleDraft, temporaryDirectory } from './fixtures.ts';

let directory: ReturnType<typeof temporaryDirectory>;
let file: string;
beforeEach(() => {
  directory = temporaryDirectory();
  file = join(directory.path, 'ledger.db');
  const ledger = openTestLedger(file);
  for (let count = 0; count < 5; count += 1) ledger.commit(saleDraft({ lines: 1 }));
  ledger.close();
});
afterEach(() => directory.remove());

/** As somebody with a database tool would: without the guards. */
function change(sql: string): void {
  const db = new Sqlite(file);
  db.exec(`DROP TRIGGER journal_no_update; ${sql}`);
  db.close();
}
const open = (): void => openTestLedger(file, { checkOnOpen: true }).close();

test('a ledger that is well opens', () => expect(open).not.toThrow());

test.each([1, 3, 5])('entry %i changed: it does not open, and says which entry', (seq) => {
  change(`UPDATE journal SET body = replace(body, '贝亲', '贝贝') WHERE seq = ${seq}`);
  expect(open).toThrow(expect.objectContaining({ code: 'ledger_damaged', details: { entry: seq, problem: 'changed' } }));
});

test('an index that lost its rows is noticed', () => {
  const db = new Sqlite(file);
  db.unsafeMode(true);
  db.exec(
    `PRAGMA writable_schema = 1; UPDATE sqlite_schema SET rootpage = (SELECT rootpage FROM sqlite_schema WHERE name = 'print_job') WHERE type = 'index' AND tbl_name = 'journal'`,
  );
  db.close();
  expect(open).toThrow(expect.objectContaining({ code: expect.stringMatching(/^ledger_(damaged|failed)$/) }));
});
