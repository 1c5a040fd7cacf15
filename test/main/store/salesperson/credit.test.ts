import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { newLine } from '#main/store/checkout/basket.ts';
import { attributed, creditsBack, creditsOf, opposite, sumCredits } from '#main/store/salesperson/credit.ts';
import { refundableLines, returnedLines } from '#main/store/refund/returned.ts';
import type { BasketLine } from '#contract/basket.ts';
import type { ReturnedLine } from '#contract/refund.ts';
import { equalShares, NamedShares, type Credit, type SoldShare } from '#contract/salesperson.ts';
import { product } from '../checkout/products.ts';

const person = (id: number, shareBasisPoints: number): SoldShare => ({ person: { id, name: `P${id}` }, shareBasisPoints });
const line = (lineId: number, pieces: number, amountMinor: number, soldBy?: SoldShare[]): BasketLine => ({
  ...newLine(lineId, product({ id: lineId }), '', { quantityMilli: pieces * 1000, amountMinor, labelled: false }),
  ...(soldBy ? { soldBy } : {}),
});
const amounts = (credits: readonly Credit[]): readonly (readonly [number, number])[] =>
  credits.map(({ person: { id }, amountMinor }) => [id, amountMinor]);

describe('shares', () => {
  test('of a fen that cannot be split go to the larger remainder, of equal ones to the first', () => {
    expect(amounts(creditsOf([line(1, 1, 101, [person(1, 5000), person(2, 5000)])]))).toEqual([
      [1, 51],
      [2, 50],
    ]);
    expect(amounts(creditsOf([line(1, 1, 100, [person(1, 3333), person(2, 6667)])]))).toEqual([
      [1, 33],
      [2, 67],
    ]);
  });

  test('named for nobody, or for the whole once each, are well; anything else is refused', () => {
    const isWell = (shares: readonly (readonly [code: string, shareBasisPoints: number])[]): boolean =>
      NamedShares.safeParse(shares.map(([code, shareBasisPoints]) => ({ code, shareBasisPoints }))).success;
    const half = ['12', 5000] as const;
    expect([isWell([]), isWell([['12', 10_000]]), isWell([half, ['13', 5000]])]).toEqual([true, true, true]);
    expect([isWell([['12', 9999]]), isWell([half, half]), isWell([['12', 10_001]]), isWell([['x', 10_000]])]).toEqual([
      false,
      false,
      false,
      false,
    ]);
  });

  test('in equal parts are the whole', () => {
    expect([equalShares(1), equalShares(2), equalShares(3)]).toEqual([[10_000], [5000, 5000], [3334, 3333, 3333]]);
  });

  test('of the basket are those of lines that name nobody; a deposit is nobody’s', () => {
    const basket = [line(1, 1, 500), line(2, 1, 700, [person(2, 10_000)]), { ...line(3, 1, 100), depositOf: 1 }];
    expect(amounts(creditsOf(attributed(basket, [person(1, 10_000)])))).toEqual([
      [1, 500],
      [2, 700],
    ]);
  });
});

const soldBy = fc
  .array(fc.integer({ min: 1, max: 9999 }), { minLength: 0, maxLength: 4 })
  .map((cuts) => [0, ...new Set(cuts), 10_000].toSorted((a, b) => a - b))
  .map((cuts) => cuts.slice(1).map((cut, index) => person(index + 1, cut - (cuts[index] ?? 0))));
const sales = fc.array(fc.tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 0, max: 999_999 }), soldBy), {
  minLength: 1,
  maxLength: 5,
});

test('whatever the shares and the parts: a sale is credited whole, and once all of it came back everybody stands at zero', () => {
  fc.assert(
    fc.property(sales, fc.infiniteStream(fc.integer({ min: 1, max: 9 })), (rows, parts) => {
      const sold = rows.map(([pieces, amountMinor, people], index) => line(index + 1, pieces, amountMinor, people));
      const credits = creditsOf(sold);
      expect(credits.reduce((sum, { amountMinor }) => sum + amountMinor, 0)).toBe(
        rows.reduce((sum, [, amountMinor]) => sum + amountMinor, 0),
      );
      const refunds: { lines: ReturnedLine[] }[] = [];
      let left = credits;
      for (let turn = 0; turn < 100; turn += 1) {
        const refundable = refundableLines(sold, refunds);
        const open = refundable.find(({ line: { quantityMilli }, refundedMilli }) => refundedMilli < quantityMilli);
        if (!open) break;
        const leftMilli = open.line.quantityMilli - open.refundedMilli;
        const quantityMilli = Math.min(leftMilli, Number(parts.next().value) * 1000);
        const lines = returnedLines(refundable, [{ lineId: open.line.lineId, quantityMilli, place: 'shelf' }]);
        left = sumCredits([...left, ...opposite(creditsBack(refundable, lines))]);
        refunds.push({ lines });
      }
      expect(left.every(({ amountMinor }) => amountMinor === 0)).toBe(true);
    }),
    { numRuns: 500 },
  );
});
