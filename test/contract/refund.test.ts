import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cumulativeShare, returnedShare } from '#contract/refund.ts';

test('three for 10.00 come back one by one for 3.33, 3.34 and 3.33', () => {
  expect([0, 1, 2].map((before) => cumulativeShare(1000, before, before + 1, 3))).toEqual([333, 334, 333]);
});

test('one fen over seven pieces comes back with the fourth', () => {
  expect([0, 1, 2, 3, 4, 5, 6].map((before) => cumulativeShare(1, before, before + 1, 7))).toEqual([0, 0, 0, 1, 0, 0, 0]);
});

test('the largest amount over the largest quantity is shared exactly, though their product is beyond 2^53', () => {
  // 999,999,999 × 49,999,500 ÷ 99,999,000 = 499,999,999.5, a half, which goes up
  expect(cumulativeShare(999_999_999, 0, 49_999_500, 99_999_000)).toBe(500_000_000);
  expect(cumulativeShare(999_999_999, 49_999_500, 99_999_000, 99_999_000)).toBe(499_999_999);
});

test('0.356 kg of rice for 3.13 with 0.26 VAT: 0.100 kg and then the rest', () => {
  const line = { amountMinor: 313, taxMinor: 26, quantityMilli: 356 };
  // 313 × 100 ÷ 356 = 87.92; 26 × 88 ÷ 313 = 7.31
  expect(returnedShare(line, 0, 100)).toEqual({ amountMinor: 88, taxMinor: 7 });
  expect(returnedShare(line, 100, 256)).toEqual({ amountMinor: 225, taxMinor: 19 });
});

test('goods given away for nothing come back for nothing', () => {
  expect(returnedShare({ amountMinor: 0, taxMinor: 0, quantityMilli: 3000 }, 0, 1000)).toEqual({ amountMinor: 0, taxMinor: 0 });
});

test('whatever the parts, they add up to the line, none is below zero and no VAT is more than its amount', () => {
  const line = fc.record({
    amountMinor: fc.integer({ min: 0, max: 999_999_999 }),
    taxPercent: fc.integer({ min: 0, max: 50 }),
    cuts: fc.array(fc.integer({ min: 1, max: 99_998_999 }), { maxLength: 12 }),
  });
  fc.assert(
    fc.property(line, ({ amountMinor, taxPercent, cuts }) => {
      const quantityMilli = 99_999_000;
      const whole = { amountMinor, taxMinor: Math.floor((amountMinor * taxPercent) / 100), quantityMilli };
      const marks = [0, ...cuts.toSorted((a, b) => a - b), quantityMilli];
      const parts = marks.slice(1).map((mark, index) => returnedShare(whole, marks[index] ?? 0, mark - (marks[index] ?? 0)));
      expect(parts.reduce((sum, part) => sum + part.amountMinor, 0)).toBe(whole.amountMinor);
      expect(parts.reduce((sum, part) => sum + part.taxMinor, 0)).toBe(whole.taxMinor);
      for (const part of parts) expect(0 <= part.taxMinor && part.taxMinor <= part.amountMinor).toBe(true);
    }),
    { numRuns: 1000 },
  );
});
