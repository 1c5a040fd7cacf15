import fc from 'fast-check';
import { expect, test } from 'vitest';
import { allocate } from '#main/store/promotion/allocate.ts';

test('10.00 over three equal lines: the first one gets the fen that is left', () => {
  expect(allocate(1000, [5000, 5000, 5000])).toEqual([334, 333, 333]);
});

test('the largest remainder gets the fen: 1.00 over 1, 2 and 4', () => {
  // 14.29, 28.57 and 57.14: 14 + 28 + 57 leave one, and .57 is the largest remainder
  expect(allocate(100, [1, 2, 4])).toEqual([14, 29, 57]);
});

test('a line that costs nothing gets nothing, and nothing is shared among such lines', () => {
  expect(allocate(7, [0, 10, 0])).toEqual([0, 7, 0]);
  expect(allocate(7, [0, 0])).toEqual([0, 0]);
});

test('the largest amounts are shared exactly, though their product is beyond 2^53', () => {
  // 999,999,998 halves of 999,999,999: 499,999,999 each
  expect(allocate(999_999_998, [999_999_999, 999_999_999])).toEqual([499_999_999, 499_999_999]);
});

test('shares add up to the fen and none is larger than its line', () => {
  const weights = fc.array(fc.integer({ min: 0, max: 99_999_999 }), { minLength: 1, maxLength: 10 });
  fc.assert(
    fc.property(weights, fc.integer({ min: 0, max: 10_000 }), (lines, basisPoints) => {
      const sum = lines.reduce((total, line) => total + line, 0);
      const total = Math.floor((sum * basisPoints) / 10_000);
      const shares = allocate(total, lines);
      expect(shares.reduce((all, share) => all + share, 0)).toBe(total);
      shares.forEach((share, index) => expect(share).toBeLessThanOrEqual(lines[index] ?? 0));
    }),
    { numRuns: 1000 },
  );
});
