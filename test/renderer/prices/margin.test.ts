import { expect, test } from 'vitest';
import { marginPercent, warningOf } from '#renderer/screens/prices/margin.ts';

test('the margin is a share of the price, and unknown without a cost or a price', () => {
  expect(marginPercent(8_000, 6_000)).toBe(25);
  expect(marginPercent(9_000, 6_000)).toBe(33);
  expect(marginPercent(5_000, 6_000)).toBe(-20);
  expect(marginPercent(8_000, null)).toBeUndefined();
  expect(marginPercent(0, 6_000)).toBeUndefined();
});

test('a price below cost, or no lower than the article itself, is worth a second look', () => {
  const article = { baseMinor: 9_900, costMinor: 6_000 };
  expect(warningOf(5_999, article)).toBe('belowCost');
  expect(warningOf(6_000, article)).toBeUndefined();
  expect(warningOf(9_900, article)).toBe('notLower');
  expect(warningOf(null, article)).toBeUndefined();
  expect(warningOf(1, { baseMinor: null, costMinor: null })).toBeUndefined();
});
