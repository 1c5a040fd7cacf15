import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { verifyLedger } from '#main/ledger/verify.ts';
import { openTestLedger, saleDraft, temporaryDirectory } from './fixtures.ts';
import { rechain, tamperWithCopy } from './tampering.ts';

const directory = temporaryDirectory();
afterAll(() => directory.remove());
const whole = join(directory.path, 'whole.db');
const file = join(directory.path, 'tampered.db');

beforeAll(() => {
  const ledger = openTestLedger(whole);
  for (let index = 0; index < 70; index += 1) {
    ledger.commit(saleDraft({ lines: 2, businessDate: index < 40 ? '2026-11-22' : '2026-11-23' }));
  }
  const [job] = ledger.printJobs.waiting('receiptPrinter', 1);
  ledger.printJobs.begin(job?.jobId ?? 0);
  ledger.printJobs.markOutcome(job?.jobId ?? 0, { result: 'printed', problem: 'none' });
  ledger.close();
});

const tamper = (change: (db: Sqlite.Database) => void): void => tamperWithCopy(whole, file, change);

const sql =
  (text: string) =>
  (db: Sqlite.Database): void =>
    void db.exec(text);

test('finds nothing in a ledger nobody touched, and adds it up', () => {
  tamper(() => undefined);
  expect(verifyLedger(file)).toMatchObject({
    ok: true,
    entries: 70,
    finding: undefined,
    kinds: [{ kind: 'sale.completed', count: 70, amountMinor: 1_582_000 }],
    accounts: [
      { account: 'asset:cash', amountMinor: 1_582_000 },
      { account: 'revenue:1300', amountMinor: -1_400_000 },
      { account: 'vat:1300', amountMinor: -182_000 },
    ],
  });
});

test('an empty ledger is sound', () => {
  const empty = join(directory.path, 'empty.db');
  openTestLedger(empty).close();
  openTestLedger(empty, { storeCode: 'S9' }).close();
  expect(verifyLedger(empty)).toMatchObject({ ok: true, entries: 0, head: { seq: 0, hash: '0'.repeat(64) } });
});

describe('names the first entry', () => {
  test.each([
    [
      'whose body was changed',
      'changed',
      12,
      sql(`UPDATE journal SET body = replace(body, '"amountMinor":22600', '"amountMinor":12600') WHERE seq IN (12, 30)`),
    ],
    ['whose hash was changed', 'changed', 12, sql(`UPDATE journal SET hash = zeroblob(32) WHERE seq = 12`)],
    ['that was removed', 'missing', 12, sql(`DELETE FROM journal WHERE seq = 12`)],
    ['of a removed range', 'missing', 1, sql(`DELETE FROM journal WHERE seq <= 3`)],
    [
      'that was put in another place',
      'reordered',
      12,
      sql(
        `UPDATE journal SET seq = 999 WHERE seq = 12; UPDATE journal SET seq = 12 WHERE seq = 13; UPDATE journal SET seq = 13 WHERE seq = 999`,
      ),
    ],
    ['whose columns say something else than its body', 'row_differs', 12, sql(`UPDATE journal SET amount_minor = 1 WHERE seq = 12`)],
    [
      'whose posting was changed',
      'postings_differ',
      12,
      sql(`UPDATE posting SET amount_minor = amount_minor + 1 WHERE seq = 12 AND account = 'asset:cash'`),
    ],
    ['whose posting was removed', 'postings_differ', 12, sql(`DELETE FROM posting WHERE seq = 12 AND account = 'vat:1300'`)],
    [
      'whose stock movement was changed',
      'movements_differ',
      12,
      sql(`UPDATE movement SET quantity_milli = -5 WHERE movement_id = 12 * 2048 + 1`),
    ],
    [
      'whose posting stands at another place',
      'postings_differ',
      12,
      sql(`UPDATE posting SET posting_id = posting_id + 1024 WHERE seq = 12 AND account = 'vat:1300'`),
    ],
    [
      'whose stock movement stands at another place',
      'movements_differ',
      12,
      sql(
        `UPDATE movement SET movement_id = movement_id + 1024 WHERE movement_id = (SELECT max(movement_id) FROM movement WHERE seq = 12)`,
      ),
    ],
    [
      'whose print job has another time',
      'print_jobs_differ',
      12,
      sql(`UPDATE print_job SET created_at_ms = created_at_ms + 1 WHERE document_seq = 12`),
    ],
    ['whose print job is gone', 'print_jobs_differ', 1, sql(`DELETE FROM print_job_settled`)],
    ['whose row for head office is gone', 'outbox_missing', 12, sql(`DELETE FROM outbox WHERE seq = 12`)],
    [
      'at which the index of dates is wrong',
      'date_differs',
      41,
      sql(`UPDATE date_run SET business_date = '2026-11-24' WHERE first_seq = 41`),
    ],
    ['at which a noted counter is wrong', 'counter_differs', 64, sql(`UPDATE counter SET number = 63`)],
    ['that was numbered under another name', 'name_differs', 1, sql(`UPDATE epoch SET store_code = 'S777'`)],
    ['that exists in the lines only', 'surplus_rows', 71, sql(`INSERT INTO movement VALUES(71 * 2048, 1, 'SP1', 1000, 'gift')`)],
    [
      'after the last when the guards were removed',
      'guard_missing',
      71,
      (db: Sqlite.Database) => db.exec('CREATE TRIGGER x_no_y AFTER INSERT ON outbox BEGIN SELECT 1; END'),
    ],
  ] as const)('%s', (_name, problem, seq, change) => {
    tamper(change);
    expect(verifyLedger(file).finding).toMatchObject({ problem, seq });
  });
});

describe('a chain computed anew is still caught', () => {
  const edit = (from: string, to: string) => (db: Sqlite.Database) => {
    db.prepare(`UPDATE journal SET body = replace(body, ?, ?) WHERE seq = 12`).run(from, to);
    rechain(db);
  };

  test('by the numbers', () => {
    tamper((db) => {
      db.exec(`UPDATE journal SET number = 99 WHERE seq = 12`);
      edit('"number":12', '"number":99')(db);
    });
    expect(verifyLedger(file).finding).toMatchObject({ problem: 'number_gap', seq: 12 });
  });

  test('by the books, when the postings no longer sum to zero', () => {
    tamper((db) => {
      db.exec(`UPDATE posting SET amount_minor = 22601 WHERE seq = 12 AND account = 'asset:cash'`);
      edit('["asset:cash",22600]', '["asset:cash",22601]')(db);
    });
    expect(verifyLedger(file).finding).toMatchObject({ problem: 'unbalanced', seq: 12, detail: 'sum 1' });
  });

  test('by the witness, when everything inside agrees', () => {
    tamper(edit('贝亲', '贝贝'));
    expect(verifyLedger(file).finding).toMatchObject({ problem: 'witness_differs', seq: 70 });
  });
});

test('the witness notices a lost tail', () => {
  tamper(
    sql(`DELETE FROM journal WHERE seq = 70; DELETE FROM posting WHERE seq = 70; DELETE FROM movement WHERE seq = 70;
         DELETE FROM print_job WHERE job_id / 16 = 70; DELETE FROM outbox WHERE seq = 70`),
  );
  expect(verifyLedger(file).finding).toMatchObject({ problem: 'witness_differs', seq: 70 });
  expect(() => openTestLedger(file)).toThrow(expect.objectContaining({ code: 'ledger_behind', details: { witness: 70, head: 69 } }));
});

test('a bit in the text that makes a table is found, though a connection that only reads does not look into it', () => {
  tamper(() => undefined);
  const bytes = readWhole(file);
  bytes[bytes.indexOf('CHECK(forgotten') + 'CHECK('.length]! ^= 2;
  writeFileSync(file, bytes);
  expect(verifyLedger(file).finding).toMatchObject({ problem: 'damaged', detail: expect.stringContaining('CHECK(dorgotten') });
});

test('damaged pages are a finding, not a crash', () => {
  tamper(() => undefined);
  const db = new Sqlite(file);
  const page = db.prepare(`SELECT rootpage FROM sqlite_schema WHERE name = 'movement'`).pluck().get() as number;
  db.close();
  const bytes = readWhole(file);
  bytes.fill(0xee, (page - 1) * 4096, page * 4096);
  writeFileSync(file, bytes);
  expect(verifyLedger(file).finding?.problem).toBe('damaged');
});

function readWhole(path: string): Buffer {
  const db = new Sqlite(path, { readonly: true });
  const bytes = db.serialize();
  db.close();
  return bytes;
}
