import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addTender, checkWays, settleTenders, tenderPostings } from '#main/store/checkout/tenders.ts';
import { backTenders, sumOfTenders, type HandedTender, type TenderWay } from '#contract/tender.ts';

const cash = (amountMinor: number): HandedTender => ({ kind: 'cash', amountMinor });
const card = (amountMinor: number, lastFour = '1234'): HandedTender => ({ kind: 'card', amountMinor, lastFour });
const voucher = (amountMinor: number, valueMinor = amountMinor): HandedTender => ({
  kind: 'voucher',
  amountMinor,
  number: 'V1',
  valueMinor,
});
const hkd = (foreignMinor: number, amountMinor: number): HandedTender => ({
  kind: 'foreign',
  currency: 'HKD',
  foreignMinor,
  rate: '0.9123',
  amountMinor,
});
const WAYS: readonly TenderWay[] = [
  { kind: 'card', maxMinor: 100_000 },
  { kind: 'voucher', maxMinor: 20_000 },
  { kind: 'other', name: '商场卡', maxMinor: 5_000 },
];
const code = (expected: string): unknown => expect.objectContaining({ code: expected });

describe('settling a total of 100.00', () => {
  test.each([
    [[cash(10_000)], 10_000, 0],
    [[cash(20_000)], 20_000, 10_000],
    [[card(6_000), cash(5_000)], 11_000, 1_000],
    [[voucher(3_000, 5_000), card(7_000)], 10_000, 0],
    [[hkd(20_000, 18_246)], 18_246, 8_246],
  ] as const)('%j', (tenders, tenderedMinor, changeMinor) => {
    expect(settleTenders(10_000, tenders)).toEqual({ tenderedMinor, changeMinor });
  });

  test('what is not cash may not be more than is due, and nothing may be missing', () => {
    expect(() => settleTenders(10_000, [card(10_001)])).toThrow(code('tender_over'));
    expect(() => settleTenders(10_000, [card(6_000), voucher(5_000), cash(0)])).toThrow(code('tender_over'));
    expect(() => settleTenders(10_000, [card(9_999)])).toThrow(code('tender_short'));
    expect(() =>
      settleTenders(
        800,
        Array.from({ length: 9 }, () => cash(100)),
      ),
    ).toThrow(code('tenders_too_many'));
  });
});

describe('taking one part after another', () => {
  test('each within the limit of its way and what is still due', () => {
    expect(addTender(10_000, [], card(6_000), WAYS)).toEqual([card(6_000)]);
    expect(() => addTender(10_000, [card(6_000)], card(4_001), WAYS)).toThrow(code('tender_over'));
    expect(() => addTender(10_000, [card(6_000)], cash(4_001), WAYS)).toThrow(code('tender_over'));
    expect(() => addTender(100_000, [], { kind: 'other', name: '商场卡', amountMinor: 5_001 }, WAYS)).toThrow(code('tender_limit'));
    expect(() => addTender(10_000, [], { kind: 'other', name: '饭票', amountMinor: 100 }, WAYS)).toThrow(code('tender_unknown'));
  });

  test('the limit of a way is for all of it on one sale, and the refusal names what is still possible', () => {
    const mall = (amountMinor: number): HandedTender => ({ kind: 'other', name: '商场卡', amountMinor });
    const taken = addTender(100_000, [mall(3_000), card(6_000)], mall(1_500), WAYS);
    expect(() => addTender(100_000, taken, mall(501), WAYS)).toThrow(
      expect.objectContaining({ code: 'tender_limit', details: { max: '50.00', rest: '5.00' } }),
    );
    expect(addTender(100_000, taken, mall(500), WAYS)).toHaveLength(4);
    expect(() => checkWays([cash(100), mall(501)], taken, WAYS)).toThrow(code('tender_limit'));
    // A merged basket, or a shop that lowered its limit: what was charged is charged.
    expect(() => checkWays([cash(100)], [mall(4_000), mall(4_000)], WAYS)).not.toThrow();
  });

  test('foreign cash is worth the rate of the shop and no other', () => {
    const ways: readonly TenderWay[] = [{ kind: 'foreign', currency: 'HKD', rate: '0.9123', maxMinor: 20_000 }];
    expect(addTender(10_000, [], hkd(10_000, 9_123), ways)).toHaveLength(1);
    const refused = expect.objectContaining({ code: 'tender_rate', details: { rate: '0.9123', amount: '91.23' } }) as Error;
    expect(() => addTender(10_000, [], hkd(10_000, 9_124), ways)).toThrow(refused);
    expect(() => checkWays([{ ...hkd(10_000, 9_123), rate: '0.92' } as HandedTender], [], ways)).toThrow(refused);
    expect(() => addTender(10_000, [], hkd(10_000, 9_123), WAYS)).toThrow(code('tender_unknown'));
  });

  test('a voucher pays no more than it is worth, and once', () => {
    expect(() => addTender(10_000, [], voucher(5_001, 5_000), WAYS)).toThrow(code('voucher_value'));
    expect(() => addTender(10_000, [voucher(1_000)], voucher(1_000), WAYS)).toThrow(code('voucher_taken'));
  });
});

describe('the books', () => {
  test('each way has its account, and change is taken from the cash', () => {
    expect(tenderPostings([card(6_000), voucher(1_000), cash(5_000)], 2_000)).toEqual([
      { account: 'asset:card', amountMinor: 6_000 },
      { account: 'asset:voucher', amountMinor: 1_000 },
      { account: 'asset:cash', amountMinor: 3_000 },
    ]);
    expect(tenderPostings([hkd(20_000, 18_246)], 8_246)).toEqual([
      { account: 'asset:cash:hkd', amountMinor: 18_246 },
      { account: 'asset:cash', amountMinor: -8_246 },
    ]);
    expect(tenderPostings([card(6_000)], 0)).toEqual([{ account: 'asset:card', amountMinor: 6_000 }]);
    expect(tenderPostings([], 7_000, [card(6_000)])).toEqual([
      { account: 'asset:card', amountMinor: -6_000 },
      { account: 'asset:cash', amountMinor: -1_000 },
    ]);
  });
});

describe('a refund goes back the ways the sale was paid', () => {
  const paid = [card(6_000, '1111'), cash(3_000), card(2_000, '2222'), voucher(1_000)];

  test('to the cards first, each for no more than it was charged, and the rest in cash', () => {
    expect(backTenders(paid, [], 5_000)).toEqual([card(5_000, '1111')]);
    expect(backTenders(paid, [card(5_000, '1111')], 5_000)).toEqual([card(1_000, '1111'), card(2_000, '2222')]);
    expect(backTenders(paid, [card(6_000, '1111'), card(2_000, '2222')], 4_000)).toEqual([]);
  });

  test('in any parts every account comes back to nothing (1,000 cases)', () => {
    const tenders = fc.array(
      fc.oneof(
        fc.record({
          kind: fc.constant('card' as const),
          amountMinor: fc.integer({ min: 1, max: 50_000 }),
          lastFour: fc.constantFrom('1111', '2222'),
        }),
        fc.record({
          kind: fc.constant('other' as const),
          amountMinor: fc.integer({ min: 1, max: 50_000 }),
          name: fc.constantFrom('商场卡', '饭票'),
        }),
        fc.record({ kind: fc.constant('cash' as const), amountMinor: fc.integer({ min: 0, max: 50_000 }) }),
      ),
      { minLength: 1, maxLength: 7 },
    );
    fc.assert(
      fc.property(tenders, fc.array(fc.integer({ min: 1, max: 60_000 }), { maxLength: 8 }), (given, parts) => {
        const totalMinor = sumOfTenders(given);
        const sums = new Map<string, number>();
        const post = (postings: ReturnType<typeof tenderPostings>): void => {
          for (const { account, amountMinor } of postings) sums.set(account, (sums.get(account) ?? 0) + amountMinor);
        };
        post(tenderPostings(given, 0));
        let leftMinor = totalMinor;
        let returned: ReturnType<typeof backTenders> = [];
        for (const wanted of [...parts, totalMinor]) {
          const partMinor = Math.min(wanted, leftMinor);
          if (partMinor === 0) continue;
          const back = backTenders(given, returned, partMinor);
          expect(sumOfTenders(back)).toBeLessThanOrEqual(partMinor);
          post(tenderPostings([], partMinor, back));
          returned = [...returned, ...back];
          leftMinor -= partMinor;
        }
        expect([...sums].filter(([, amountMinor]) => amountMinor !== 0)).toEqual([]);
      }),
      { numRuns: 1000 },
    );
  });
});
