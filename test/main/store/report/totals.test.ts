import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { JsonObject } from '#main/ledger/canonical.ts';
import type { EntryKind, JournalEntry, Posting } from '#main/ledger/entry.ts';
import { createReportTally, type Figures } from '#main/store/report/totals.ts';

let seq = 0;

function entry(kind: EntryKind, body: JsonObject, postings: readonly Posting[] = [], amountMinor = 0): JournalEntry {
  seq += 1;
  return {
    seq,
    number: null,
    receiptNumber: null,
    kind,
    requestId: '',
    requestHash: '',
    businessDate: '2026-11-22',
    tsMs: 1_000 + seq,
    amountMinor,
    body,
    postings,
    movements: [],
    printJobs: [],
    hash: '',
  };
}

interface Line {
  readonly category: string;
  readonly netMinor: number;
  readonly taxMinor: number;
  readonly rate: number;
}
const WANG = { id: 3, name: '王芳' };

/** Money against revenue and VAT; `sign` −1 gives it back. */
function turnover(lines: readonly Line[], tender: string, sign: 1 | -1): Posting[] {
  const totalMinor = lines.reduce((sum, { netMinor, taxMinor }) => sum + netMinor + taxMinor, 0);
  return [
    { account: `asset:${tender}`, amountMinor: sign * totalMinor },
    ...lines.flatMap(({ netMinor, taxMinor, rate }) => [
      { account: `revenue:${rate}`, amountMinor: -sign * netMinor },
      { account: `vat:${rate}`, amountMinor: -sign * taxMinor },
    ]),
  ];
}

const sale = (lines: readonly Line[], tender = 'cash', operator?: typeof WANG): JournalEntry =>
  entry(
    'sale.completed',
    {
      lines: lines.map(({ category, netMinor, taxMinor }) => ({ category, amountMinor: netMinor + taxMinor })),
      ...(operator ? { operator } : {}),
    },
    turnover(lines, tender, 1),
  );
const refund = (lines: readonly Line[], tender = 'cash', basis = 'receipt'): JournalEntry =>
  entry(
    'refund.completed',
    { basis, lines: lines.map(({ category, netMinor, taxMinor }) => ({ category, amountMinor: netMinor + taxMinor })) },
    turnover(lines, tender, -1),
  );

function figuresOf(entries: readonly JournalEntry[]): Figures {
  const tally = createReportTally();
  for (const one of entries) tally.add(one);
  return tally.figures();
}

const RICE: Line = { category: '粮油', netMinor: 10_000, taxMinor: 900, rate: 900 };
const TOY: Line = { category: '玩具', netMinor: 5_000, taxMinor: 650, rate: 1300 };

describe('a report', () => {
  test('adds up sales, refunds, tenders, VAT by rate in the order of rates, categories, people, moves, openings and copies', () => {
    const figures = figuresOf([
      entry('shift.opened', { floatMinor: 20_000 }),
      sale([RICE, TOY], 'cash', WANG),
      sale([TOY], 'wechat'),
      refund([RICE], 'cash', 'void'),
      entry('cash.moved', { kind: 'paid_in', reason: '' }, [{ account: 'asset:cash', amountMinor: 500 }], 500),
      entry('cash.moved', { kind: 'paid_in', reason: '' }, [{ account: 'asset:cash', amountMinor: 250 }], 250),
      entry('drawer.ordered', { reason: '' }),
      entry('receipt.copied', {}),
      entry('receipt.copied', {}),
    ]);
    expect(figures).toEqual({
      sales: { count: 2, amountMinor: 22_200 },
      refunds: { count: 1, amountMinor: 10_900 },
      voids: { count: 1, amountMinor: 10_900 },
      tenders: [
        { tender: 'cash', amountMinor: 5_650 },
        { tender: 'wechat', amountMinor: 5_650 },
      ],
      taxes: [
        { rateBasisPoints: 900, netMinor: 0, taxMinor: 0 },
        { rateBasisPoints: 1300, netMinor: 10_000, taxMinor: 1_300 },
      ],
      categories: [
        { category: '玩具', lines: 2, amountMinor: 11_300 },
        { category: '粮油', lines: 2, amountMinor: 0 },
      ],
      discounts: [],
      operators: [
        { operator: { id: 0, name: '' }, sales: { count: 1, amountMinor: 5_650 }, refunds: { count: 1, amountMinor: 10_900 } },
        { operator: WANG, sales: { count: 1, amountMinor: 16_550 }, refunds: { count: 0, amountMinor: 0 } },
      ],
      salespeople: [],
      deposits: {
        received: { count: 0, amountMinor: 0 },
        settled: { count: 0, amountMinor: 0 },
        returned: { count: 0, amountMinor: 0 },
        keptMinor: 0,
      },
      moves: [{ kind: 'paid_in', count: 2, amountMinor: 750 }],
      drawerOpenings: 1,
      copies: 2,
      cash: {
        floatMinor: 20_000,
        salesMinor: 16_550,
        refundsMinor: 10_900,
        movedMinor: 750,
        depositsMinor: 0,
        expectedMinor: 26_400,
        countedMinor: null,
        differenceMinor: null,
        counts: 0,
      },
      shifts: [],
    });
  });

  test('says what was taken off prices by source, less what came back of it', () => {
    const off = (source: string, amountMinor: number) => ({ source, amountMinor, label: { zh: '优惠', en: 'Offer' } });
    const { discounts } = figuresOf([
      entry('sale.completed', {
        lines: [
          { amountMinor: 0, discounts: [off('promotion', 6_450), off('sale', 300)] },
          { amountMinor: 0, discounts: [off('promotion', 50)] },
        ],
      }),
      entry('refund.completed', {
        lines: [{ amountMinor: 0, discounts: [off('promotion', 3_225), off('sale', 150)] }],
        sold: [{ amountMinor: 0, discounts: [off('manual', 1_000)] }],
      }),
    ]);
    expect(discounts).toEqual([
      { source: 'manual', amountMinor: 1_000 },
      { source: 'promotion', amountMinor: 3_275 },
      { source: 'sale', amountMinor: 150 },
    ]);
  });

  test('says what each person sold, less what of it came back, however the tills were manned', () => {
    const credit = (id: number, amountMinor: number) => ({ person: { id, name: `P${id}` }, amountMinor });
    const { salespeople } = figuresOf([
      entry('sale.completed', { lines: [], credits: [credit(2, 7_740), credit(1, 5_160)] }),
      entry('sale.completed', { lines: [] }),
      entry('refund.completed', { lines: [], credits: [credit(2, -7_740)] }),
    ]);
    expect(salespeople).toEqual([
      { person: { id: 1, name: 'P1' }, count: 1, amountMinor: 5_160 },
      { person: { id: 2, name: 'P2' }, count: 2, amountMinor: 0 },
    ]);
  });

  test('of nothing is all zeros, with no drawer', () => {
    expect(figuresOf([])).toMatchObject({ sales: { count: 0, amountMinor: 0 }, tenders: [], cash: null, shifts: [] });
  });

  test('does not change the one handed out before', () => {
    const tally = createReportTally();
    tally.add(sale([RICE]));
    const before = tally.figures();
    tally.add(sale([RICE]));
    expect(before.sales).toEqual({ count: 1, amountMinor: 10_900 });
    expect(before.operators[0]?.sales).toEqual({ count: 1, amountMinor: 10_900 });
  });
});

test('whatever was sold and given back: tenders, VAT and people all add up to sales less refunds, and cash is float + sales − refunds + moves', () => {
  const line = fc.record({
    category: fc.constantFrom('', '奶粉', '玩具'),
    netMinor: fc.integer({ min: 0, max: 1_000_000 }),
    taxMinor: fc.integer({ min: 0, max: 130_000 }),
    rate: fc.constantFrom(0, 900, 1300),
  });
  const step = fc.record({
    kind: fc.constantFrom('sale' as const, 'refund' as const, 'move' as const),
    lines: fc.array(line, { minLength: 1, maxLength: 4 }),
    tender: fc.constantFrom('cash', 'wechat'),
    byWang: fc.boolean(),
    movedMinor: fc.integer({ min: -500_000, max: 500_000 }),
  });
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 100_000 }), fc.array(step, { maxLength: 30 }), (floatMinor, steps) => {
      let netMinor = 0;
      let cashMinor = floatMinor;
      const entries = [entry('shift.opened', { floatMinor })];
      for (const { kind, lines, tender, byWang, movedMinor } of steps) {
        const totalMinor = lines.reduce((sum, one) => sum + one.netMinor + one.taxMinor, 0);
        if (kind === 'move') {
          cashMinor += movedMinor;
          const [from, to] = [movedMinor, -movedMinor];
          const postings = [
            { account: 'asset:cash', amountMinor: from },
            { account: 'asset:safe', amountMinor: to },
          ];
          entries.push(entry('cash.moved', { kind: 'safe_drop', reason: '' }, postings, Math.abs(movedMinor)));
          continue;
        }
        const sign = kind === 'sale' ? 1 : -1;
        netMinor += sign * totalMinor;
        if (tender === 'cash') cashMinor += sign * totalMinor;
        entries.push(kind === 'sale' ? sale(lines, tender, byWang ? WANG : undefined) : refund(lines, tender));
      }
      const figures = figuresOf(entries);
      const sum = (amounts: readonly number[]): number => amounts.reduce((total, amount) => total + amount, 0);
      expect(figures.sales.amountMinor - figures.refunds.amountMinor).toBe(netMinor);
      expect(sum(figures.tenders.map(({ amountMinor }) => amountMinor))).toBe(netMinor);
      expect(sum(figures.taxes.map((tax) => tax.netMinor + tax.taxMinor))).toBe(netMinor);
      expect(sum(figures.operators.map(({ sales, refunds }) => sales.amountMinor - refunds.amountMinor))).toBe(netMinor);
      expect(sum(figures.categories.map(({ amountMinor }) => amountMinor))).toBe(netMinor);
      expect(figures.cash?.expectedMinor).toBe(cashMinor);
    }),
  );
});
