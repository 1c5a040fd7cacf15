import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { newRequestId } from '#contract/ids.ts';
import type { ClosingFacts, Period } from '#main/ledger/closing.ts';
import type { EntryDraft } from '#main/ledger/entry.ts';
import type { Committed } from '#main/ledger/journal.ts';
import type { Ledger } from '#main/ledger/ledger.ts';
import { taxTotals, tenderTotals, totalsBetween, type Totals } from '#main/ledger/totals.ts';
import { verifyLedger } from '#main/ledger/verify.ts';
import { openTestLedger, saleDraft, START_MS, temporaryDirectory } from './fixtures.ts';

const directory = temporaryDirectory();
afterAll(() => directory.remove());
let files = 0;
let file = '';
let ledger: Ledger;
beforeEach(() => {
  file = join(directory.path, `closing-${(files += 1)}.db`);
  ledger = openTestLedger(file);
});

/** One line of 113.00 with 13.00 VAT. */
const sell = (): void => void ledger.commit(saleDraft({ lines: 1, priceMinor: 11_300 }));
const close = (period: Period, requestId = newRequestId(START_MS)): Committed =>
  ledger.closePeriod({ period, requestId, businessDate: '2026-11-22', tsMs: START_MS });
const factsOf = ({ entry }: Committed): ClosingFacts => entry.body as ClosingFacts;
const countOf = (totals: Totals, kind: string): number | undefined => totals.kinds.find((total) => total.kind === kind)?.count;

/** A sale of rice at 9 % and oil at 13 %: 109.00 + 113.00. */
const mixedSale = (): EntryDraft => ({
  ...saleDraft({ lines: 0 }),
  amountMinor: 22_200,
  body: () => ({
    lines: [
      { category: '粮油', amountMinor: 10_900 },
      { category: '粮油', amountMinor: 11_300 },
    ],
  }),
  postings: [
    { account: 'asset:cash', amountMinor: 20_000 },
    { account: 'asset:wechat', amountMinor: 2_200 },
    { account: 'revenue:900', amountMinor: -10_000 },
    { account: 'vat:900', amountMinor: -900 },
    { account: 'revenue:1300', amountMinor: -10_000 },
    { account: 'vat:1300', amountMinor: -1_300 },
  ],
});

describe('totals of a stretch', () => {
  test('take refunds off their category and count them apart from sales', () => {
    ledger.commit(mixedSale());
    const sold = [{ category: '饮料', amountMinor: 300 }];
    const lines = [{ category: '粮油', amountMinor: 10_900 }];
    const postings = [
      { account: 'asset:cash', amountMinor: -10_600 },
      { account: 'revenue:900', amountMinor: 10_900 },
      { account: 'revenue:900', amountMinor: -300 },
    ];
    ledger.commit({ ...mixedSale(), kind: 'refund.completed', amountMinor: -10_600, body: () => ({ lines, sold }), postings });
    expect(ledger.periodTotals(1, 2)).toMatchObject({
      kinds: [
        { kind: 'refund.completed', count: 1, amountMinor: -10_600 },
        { kind: 'sale.completed', count: 1, amountMinor: 22_200 },
      ],
      categories: [
        { category: '粮油', lines: 3, amountMinor: 11_300 },
        { category: '饮料', lines: 1, amountMinor: 300 },
      ],
    });
  });

  test('add up counts, accounts, categories, tenders and VAT by rate', () => {
    sell();
    ledger.commit(mixedSale());
    sell();
    expect(ledger.periodTotals(2, 3)).toEqual({
      fromSeq: 2,
      toSeq: 3,
      kinds: [{ kind: 'sale.completed', count: 2, amountMinor: 33_500 }],
      accounts: [
        { account: 'asset:cash', debitMinor: 31_300, creditMinor: 0 },
        { account: 'asset:wechat', debitMinor: 2_200, creditMinor: 0 },
        { account: 'revenue:1300', debitMinor: 0, creditMinor: 20_000 },
        { account: 'revenue:900', debitMinor: 0, creditMinor: 10_000 },
        { account: 'vat:1300', debitMinor: 0, creditMinor: 2_600 },
        { account: 'vat:900', debitMinor: 0, creditMinor: 900 },
      ],
      categories: [
        { category: '', lines: 1, amountMinor: 11_300 },
        { category: '粮油', lines: 2, amountMinor: 22_200 },
      ],
      tenders: [
        { account: 'asset:cash', amountMinor: 31_300 },
        { account: 'asset:wechat', amountMinor: 2_200 },
      ],
      taxes: [
        { rateBasisPoints: 900, netMinor: 10_000, taxMinor: 900 },
        { rateBasisPoints: 1300, netMinor: 20_000, taxMinor: 2_600 },
      ],
    });
  });

  test('go on with what was added since, also when asked beyond the end or for an earlier stretch', () => {
    sell();
    expect(countOf(ledger.periodTotals(1, 99), 'sale.completed')).toBe(1);
    sell();
    expect(countOf(ledger.periodTotals(1, 99), 'sale.completed')).toBe(2);
    sell();
    expect(countOf(ledger.periodTotals(1, 2), 'sale.completed')).toBe(2);
    expect(countOf(ledger.periodTotals(2, 3), 'sale.completed')).toBe(2);
    expect(ledger.periodTotals(4, 9).kinds).toEqual([]);
  });

  test('count a refund against its tender and its VAT', () => {
    const totals: Totals = {
      kinds: [],
      categories: [],
      accounts: [
        { account: 'asset:cash', debitMinor: 22_600, creditMinor: 11_300 },
        { account: 'revenue:1300', debitMinor: 10_000, creditMinor: 20_000 },
        { account: 'vat:1300', debitMinor: 1_300, creditMinor: 2_600 },
      ],
    };
    expect(tenderTotals(totals)).toEqual([{ account: 'asset:cash', amountMinor: 11_300 }]);
    expect(taxTotals(totals)).toEqual([{ rateBasisPoints: 1300, netMinor: 10_000, taxMinor: 1_300 }]);
  });
});

describe('a closing', () => {
  test('holds the totals since the one before and the perpetual ones, each kind of period numbered for itself', () => {
    sell(); // 1
    sell(); // 2
    const firstShift = factsOf(close('shift')); // 3
    sell(); // 4
    const secondShift = factsOf(close('shift')); // 5
    const day = factsOf(close('day')); // 6
    expect(firstShift).toMatchObject({ v: 1, period: 'shift', number: 1, totals: { fromSeq: 1, toSeq: 2 }, closed: { shift: 3 } });
    expect(secondShift).toMatchObject({
      number: 2,
      totals: {
        fromSeq: 3,
        toSeq: 4,
        kinds: [
          { kind: 'period.closed', count: 1, amountMinor: 0 },
          { kind: 'sale.completed', count: 1, amountMinor: 11_300 },
        ],
        tenders: [{ account: 'asset:cash', amountMinor: 11_300 }],
        taxes: [{ rateBasisPoints: 1300, netMinor: 10_000, taxMinor: 1_300 }],
      },
      perpetual: {
        kinds: [
          { kind: 'period.closed', count: 1, amountMinor: 0 },
          { kind: 'sale.completed', count: 3, amountMinor: 33_900 },
        ],
      },
      closed: { shift: 5 },
    });
    expect(day).toMatchObject({ period: 'day', number: 1, totals: { fromSeq: 1, toSeq: 5 }, closed: { shift: 5, day: 6 } });
    expect(countOf(day.totals, 'sale.completed')).toBe(3);
    ledger.close();
    expect(verifyLedger(file)).toMatchObject({ ok: true, entries: 6 });
  });

  test('is made once a request, takes no receipt number, and never resets the perpetual totals', () => {
    sell();
    const requestId = newRequestId(START_MS);
    const first = close('year', requestId);
    expect(close('year', requestId)).toMatchObject({ repeated: true, entry: { seq: first.entry.seq, number: null } });
    expect(() => close('day', requestId)).toThrow(expect.objectContaining({ code: 'request_conflict' }));
    ledger.close();
    ledger = openTestLedger(file, { storeCode: 'S002' });
    sell();
    const next = factsOf(close('year'));
    expect(next.number).toBe(2);
    expect(next.perpetual.kinds).toContainEqual({ kind: 'sale.completed', count: 2, amountMinor: 22_600 });
    ledger.close();
    expect(verifyLedger(file).ok).toBe(true);
  });

  test('holds what else it is told, and nothing told can stand for its own figures', () => {
    sell();
    const { entry } = ledger.closePeriod({
      period: 'shift',
      requestId: newRequestId(START_MS),
      businessDate: '2026-11-22',
      tsMs: START_MS,
      facts: { operator: { id: 7, name: '王芳' }, countedMinor: 11_200, number: 99 },
    });
    expect(entry.body).toMatchObject({ operator: { id: 7, name: '王芳' }, countedMinor: 11_200, number: 1 });
    ledger.close();
    expect(verifyLedger(file).ok).toBe(true);
  });

  test('of nothing is a closing too', () => {
    expect(factsOf(close('day'))).toMatchObject({
      number: 1,
      totals: { fromSeq: 1, toSeq: 0, kinds: [], tenders: [], taxes: [] },
      perpetual: { kinds: [], accounts: [], categories: [] },
    });
  });
});

test('whatever is sold and closed in whatever order, the periods of a kind add up to the perpetual totals', () => {
  const steps = fc.array(fc.constantFrom('sale' as const, 'shift' as const, 'day' as const, 'month' as const), {
    minLength: 1,
    maxLength: 25,
  });
  fc.assert(
    fc.property(steps, (list) => {
      file = join(directory.path, `closing-${(files += 1)}.db`);
      ledger = openTestLedger(file);
      const closed = { shift: 0, day: 0, month: 0 };
      const since = { shift: 0, day: 0, month: 0 };
      let sales = 0;
      for (const step of list) {
        if (step === 'sale') {
          sell();
          sales += 1;
          for (const period of ['shift', 'day', 'month'] as const) since[period] += 1;
          continue;
        }
        const facts = factsOf(close(step));
        closed[step] += 1;
        expect(facts.number).toBe(closed[step]);
        expect(countOf(facts.totals, 'sale.completed') ?? 0).toBe(since[step]);
        expect(countOf(facts.perpetual, 'sale.completed') ?? 0).toBe(sales);
        since[step] = 0;
      }
      ledger.close();
      expect(verifyLedger(file).finding).toBeUndefined();
    }),
    { numRuns: 15 },
  );
});

test('what moved between two states is what is told', () => {
  const before: Totals = {
    kinds: [{ kind: 'sale.completed', count: 2, amountMinor: 500 }],
    accounts: [{ account: 'asset:cash', debitMinor: 500, creditMinor: 100 }],
    categories: [{ category: '奶粉', lines: 2, amountMinor: 500 }],
  };
  const after: Totals = {
    kinds: [
      { kind: 'drawer.opened', count: 1, amountMinor: 0 },
      { kind: 'sale.completed', count: 2, amountMinor: 500 },
    ],
    accounts: [{ account: 'asset:cash', debitMinor: 500, creditMinor: 130 }],
    categories: [{ category: '奶粉', lines: 2, amountMinor: 500 }],
  };
  expect(totalsBetween(before, after)).toEqual({
    kinds: [{ kind: 'drawer.opened', count: 1, amountMinor: 0 }],
    accounts: [{ account: 'asset:cash', debitMinor: 0, creditMinor: 30 }],
    categories: [],
  });
});
