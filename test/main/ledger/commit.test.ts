import { createHash } from 'node:crypto';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { newRequestId } from '#contract/ids.ts';
import type { EntryDraft } from '#main/ledger/entry.ts';
import type { Ledger } from '#main/ledger/ledger.ts';
import { verifyLedger } from '#main/ledger/verify.ts';
import { openTestLedger, saleDraft, START_MS, temporaryDirectory } from './fixtures.ts';

const directory = temporaryDirectory();
const opened: Ledger[] = [];
let file = '';
let ledger: Ledger;
let files = 0;
beforeEach(() => {
  file = join(directory.path, `commit-${(files += 1)}.db`);
  ledger = openTestLedger(file);
  opened.push(ledger);
});
afterAll(() => {
  for (const each of opened) if (each.db.open) each.close();
  directory.remove();
});

const reopen = (changes: Parameters<typeof openTestLedger>[1] = {}): void => {
  ledger.close();
  ledger = openTestLedger(file, changes);
  opened.push(ledger);
};
const rows = (table: string): unknown => ledger.db.prepare(`SELECT count(*) FROM ${table}`).pluck().get();
const drawerDraft = (): EntryDraft => ({
  ...saleDraft({ lines: 0 }),
  kind: 'drawer.opened',
  numbered: false,
  body: () => ({ reason: '换零' }),
  postings: [],
  printJobs: [],
});

describe('a commit', () => {
  test('writes entry, postings, movements, print job and outbox row and returns what it wrote', () => {
    const draft = saleDraft({ lines: 2, priceMinor: 11_300 });
    const { entry, repeated, printJobIds } = ledger.commit(draft);
    expect(repeated).toBe(false);
    expect(entry).toMatchObject({ seq: 1, number: 1, receiptNumber: 'S001-01-1-000001', kind: 'sale.completed', amountMinor: 22_600 });
    expect(ledger.read(1)).toEqual(entry);
    expect(ledger.accountBalances()).toEqual([
      { account: 'asset:cash', amountMinor: 22_600 },
      { account: 'revenue:1300', amountMinor: -20_000 },
      { account: 'vat:1300', amountMinor: -2_600 },
    ]);
    expect(ledger.stockBalances()).toEqual([
      { sku: 'SP000100', quantityMilli: -1000 },
      { sku: 'SP000101', quantityMilli: -1000 },
    ]);
    expect(ledger.printJobs.get(printJobIds[0] ?? 0)).toMatchObject({ seq: 1, documentSeq: 1, copy: 0, state: 'queued', attempts: 0 });
    expect(ledger.db.prepare('SELECT seq FROM outbox').pluck().all()).toEqual([1]);
  });

  test('chains SHA-256(previous hash ‖ body) from 32 zero bytes', () => {
    ledger.commit(saleDraft());
    ledger.commit(saleDraft());
    const bodies = ledger.db.prepare<[], string>('SELECT body FROM journal ORDER BY seq').pluck().all();
    let hash = Buffer.alloc(32);
    for (const body of bodies) hash = createHash('sha256').update(hash).update(body).digest();
    expect(ledger.head()).toEqual({ seq: 2, hash: hash.toString('hex') });
    expect(ledger.read(2)?.hash).toBe(hash.toString('hex'));
  });

  test('tells the body which number it got', () => {
    const { entry } = ledger.commit({ ...saleDraft(), body: ({ seq, number, receiptNumber }) => ({ seq, number, receiptNumber }) });
    expect(entry.body).toEqual({ seq: 1, number: 1, receiptNumber: 'S001-01-1-000001' });
  });

  test('keeps lone surrogates, emoji and control characters of a name readable', () => {
    const name = '奶瓶😀\u001b@\u202e\ud83d"\\';
    ledger.commit({ ...drawerDraft(), body: () => ({ name }) });
    reopen();
    expect(ledger.read(1)?.body).toEqual({ name });
    expect(verifyLedger(file).ok).toBe(true);
  });

  test('repeated with the same id and content returns the stored entry and writes nothing', () => {
    const draft = saleDraft();
    const first = ledger.commit(draft);
    ledger.commit(saleDraft());
    const again = ledger.commit(draft);
    expect(again.repeated).toBe(true);
    expect(again.entry).toEqual(first.entry);
    expect(again.printJobIds).toEqual(first.printJobIds);
    expect(ledger.head().seq).toBe(2);
    reopen();
    expect(ledger.commit(draft)).toMatchObject({ repeated: true, entry: { seq: 1 } });
    expect(ledger.findByRequest(draft.requestId)?.seq).toBe(1);
  });

  test('with a known id and other content is refused, and the next sale takes the next number', () => {
    const draft = saleDraft();
    ledger.commit(draft);
    const other = saleDraft({ requestId: draft.requestId, priceMinor: 100 });
    expect(() => ledger.commit(other)).toThrow(expect.objectContaining({ code: 'request_conflict' }));
    expect(ledger.commit(saleDraft()).entry.receiptNumber).toBe('S001-01-1-000002');
    expect(rows('posting')).toBe(6);
  });

  test('rolls everything back when its body or a joined write throws', () => {
    const broken = (): never => {
      throw new Error('no');
    };
    expect(() => ledger.commit({ ...saleDraft(), body: broken })).toThrow('no');
    expect(() => ledger.commit({ ...saleDraft(), inTransaction: broken })).toThrow('no');
    expect(() => ledger.commit({ ...saleDraft(), body: () => ({ rate: 0.13 }) })).toThrow('not a safe integer: 0.13');
    for (const table of ['journal', 'posting', 'movement', 'print_job', 'outbox', 'date_run'])
      expect([table, rows(table)]).toEqual([table, 0]);
    expect(ledger.commit(saleDraft()).entry).toMatchObject({ seq: 1, number: 1 });
  });

  test('does not join another transaction, whose end would decide about the head', () => {
    expect(() => ledger.write(() => ledger.commit(saleDraft()))).toThrow('a transaction of its own');
    expect(() => ledger.commit({ ...saleDraft(), inTransaction: () => void ledger.commit(saleDraft()) })).toThrow(
      'a transaction of its own',
    );
    expect(ledger.commit(saleDraft()).entry.seq).toBe(1);
  });

  test('carries further writes along', () => {
    const save = ledger.db.prepare(`INSERT INTO basket(till, basket_id, revision, phase, next_line_id) VALUES('station', ?, 1, 'paid', 1)`);
    ledger.commit({ ...saleDraft(), inTransaction: ({ receiptNumber }) => void save.run(receiptNumber) });
    expect(ledger.db.prepare('SELECT basket_id FROM basket').pluck().get()).toBe('S001-01-1-000001');
  });
});

describe('numbers', () => {
  test('have no gap over many commits, refusals, other kinds and restarts', () => {
    let sales = 0;
    for (let round = 0; round < 4; round += 1) {
      for (let index = 0; index < 45; index += 1) {
        if (index % 7 === 3) ledger.commit(drawerDraft());
        if (index % 11 === 5)
          expect(() => ledger.commit({ ...saleDraft(), postings: [{ account: 'asset:cash', amountMinor: 1 }] })).toThrow();
        expect(ledger.commit(saleDraft({ lines: 1 })).entry.number).toBe((sales += 1));
      }
      reopen();
    }
    expect(sales).toBe(180);
    expect(verifyLedger(file)).toMatchObject({ ok: true, entries: 204 });
  });

  test('start again in a new epoch when the store code changes, so that no number has two meanings', () => {
    ledger.commit(saleDraft());
    reopen({ storeCode: 'S002' });
    expect(ledger.commit(saleDraft()).entry.receiptNumber).toBe('S002-01-2-000001');
    reopen({ storeCode: 'S001' });
    expect(ledger.commit(saleDraft()).entry.receiptNumber).toBe('S001-01-3-000001');
    reopen();
    expect(ledger.commit(saleDraft()).entry.receiptNumber).toBe('S001-01-3-000002');
    expect(verifyLedger(file).ok).toBe(true);
  });
});

describe('the books', () => {
  test('accept postings that sum to zero and refuse all others', () => {
    const amounts = fc.array(fc.integer({ min: -1_000_000_000, max: 1_000_000_000 }), { maxLength: 6 });
    fc.assert(
      fc.property(amounts, fc.boolean(), (given, balanced) => {
        const sum = given.reduce((total, amount) => total + amount, 0);
        const list = balanced ? [...given, -sum] : given;
        const isZero = list.reduce((total, amount) => total + amount, 0) === 0;
        const draft = { ...drawerDraft(), postings: list.map((amountMinor, index) => ({ account: `asset:a${index}`, amountMinor })) };
        const before = ledger.head().seq;
        if (isZero) expect(ledger.commit(draft).entry.seq).toBe(before + 1);
        else expect(() => ledger.commit(draft)).toThrow('postings do not balance');
        expect(ledger.head().seq).toBe(isZero ? before + 1 : before);
      }),
    );
    const total = ledger.accountBalances().reduce((sum, { amountMinor }) => sum + amountMinor, 0);
    expect(total).toBe(0);
    expect(verifyLedger(file).ok).toBe(true);
  });

  test.each([
    [
      'a fraction of a fen',
      {
        postings: [
          { account: 'asset:cash', amountMinor: 0.5 },
          { account: 'vat:1300', amountMinor: -0.5 },
        ],
      },
    ],
    ['an account without a class', { postings: [{ account: 'cash', amountMinor: 0 }] }],
    ['a fraction of a thousandth', { movements: [{ productId: 1, sku: 'A', quantityMilli: 0.1, reason: 'sale' }] }],
    ['a request id that is no UUID', { requestId: 'once' }],
    ['a business date that is no date', { businessDate: '22.11.2026' }],
    ['a time with fractions', { tsMs: 1.5 }],
    ['a content hash of the wrong length', { requestHash: 'abc' }],
  ] satisfies [string, Partial<EntryDraft>][])('refuse %s', (_name, change) => {
    expect(() => ledger.commit({ ...saleDraft(), ...change })).toThrow(RangeError);
    expect(ledger.head().seq).toBe(0);
  });

  test.each(['journal', 'posting', 'movement', 'epoch', 'date_run'])('refuse UPDATE, DELETE and REPLACE on %s', (table) => {
    ledger.commit(saleDraft());
    const { db } = ledger;
    const columns = (db.pragma(`table_info(${table})`) as { name: string }[]).map((column) => column.name);
    const key = columns[0] ?? '';
    expect(() => db.exec(`UPDATE ${table} SET ${columns[1]} = ${columns[1]}`)).toThrow(`${table} is append-only`);
    expect(() => db.exec(`DELETE FROM ${table}`)).toThrow(`${table} is append-only`);
    const list = columns.join(', ');
    expect(() => db.exec(`INSERT OR REPLACE INTO ${table}(${list}) SELECT ${list} FROM ${table} ORDER BY ${key} LIMIT 1`)).toThrow(
      `${table} is append-only`,
    );
  });
});

describe('reading a day', () => {
  beforeEach(() => {
    for (const [businessDate, priceMinor] of [
      ['2026-11-21', 100],
      ['2026-11-22', 200],
      ['2026-11-22', 300],
      ['2026-11-21', 400],
      ['2026-11-22', 500],
    ] as const) {
      ledger.commit(saleDraft({ lines: 1, businessDate, priceMinor }));
      ledger.commit({ ...drawerDraft(), businessDate });
    }
  });
  const day = { kind: 'sale.completed', businessDate: '2026-11-22' } as const;

  test('lists one kind newest first, page by page, also when the clock went back for a while', () => {
    expect(ledger.list({ ...day, limit: 2 }).map((entry) => entry.seq)).toEqual([9, 5]);
    expect(ledger.list({ ...day, limit: 2, beforeSeq: 5 }).map((entry) => entry.seq)).toEqual([3]);
    expect(ledger.list({ ...day, businessDate: '2026-11-21', limit: 9 }).map((entry) => entry.seq)).toEqual([7, 1]);
    expect(ledger.list({ ...day, businessDate: '2026-11-20', limit: 9 })).toEqual([]);
  });

  test('lists only what matches', () => {
    expect(ledger.list({ ...day, limit: 1, matches: (entry) => entry.amountMinor === 200 }).map((entry) => entry.seq)).toEqual([3]);
  });

  test('counts and sums', () => {
    expect(ledger.totals('sale.completed', '2026-11-22')).toEqual({ count: 3, amountMinor: 1000 });
    expect(ledger.totals('drawer.opened', '2026-11-22')).toEqual({ count: 3, amountMinor: 0 });
    expect(ledger.totals('sale.completed', '2026-11-23')).toEqual({ count: 0, amountMinor: 0 });
    ledger.commit(saleDraft({ lines: 1, priceMinor: 7 }));
    ledger.commit(saleDraft({ lines: 1, priceMinor: 9, businessDate: '2026-11-23' }));
    expect(ledger.totals('sale.completed', '2026-11-22')).toEqual({ count: 4, amountMinor: 1007 });
    expect(ledger.totals('sale.completed', '2026-11-23')).toEqual({ count: 1, amountMinor: 9 });
  });

  test('pages over more entries than one read takes', () => {
    for (let index = 0; index < 120; index += 1) ledger.commit(saleDraft({ lines: 1 }));
    expect(ledger.list({ ...day, limit: 500 })).toHaveLength(123);
    expect(ledger.last('drawer.opened')?.seq).toBe(10);
  });
});

test('a full disk rolls the sale back and selling goes on once there is space', () => {
  ledger.commit(saleDraft());
  const pages = ledger.db.pragma('page_count', { simple: true }) as number;
  ledger.db.pragma(`max_page_count = ${pages + 3}`);
  const refused = saleDraft();
  let sold = 1;
  expect(() => {
    for (; sold < 50; sold += 1) ledger.commit(sold === 1 ? refused : saleDraft());
  }).toThrow(expect.objectContaining({ code: 'ledger_full' }));
  expect(ledger.head().seq).toBe(sold);
  expect(() => ledger.write(() => ledger.db.exec('CREATE TABLE big AS SELECT zeroblob(100000) AS data'))).toThrow(
    expect.objectContaining({ code: 'ledger_full' }),
  );
  ledger.db.pragma('max_page_count = 1000000');
  expect(ledger.commit(saleDraft()).entry.number).toBe(sold + 1);
  expect(verifyLedger(file)).toMatchObject({ ok: true, entries: sold + 1 });
});

test('ids of one millisecond and ids of a clock set back are all accepted', () => {
  for (const tsMs of [START_MS, START_MS, START_MS - 86_400_000, START_MS + 5]) ledger.commit(saleDraft({ requestId: newRequestId(tsMs) }));
  expect(verifyLedger(file)).toMatchObject({ ok: true, entries: 4 });
});
