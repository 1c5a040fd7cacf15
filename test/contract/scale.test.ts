import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatWeight, gramsPerUnit, weightMilli, type Weight } from '#contract/scale.ts';

const weight = (value: number, decimals: number, unit: Weight['unit']): Weight => ({ value, decimals, unit });

test.each([
  ['0.355 kg, priced by the kilogram', weight(355, 3, 'kg'), 1000, 355],
  ['0.355 kg, priced by the jin', weight(355, 3, 'kg'), 500, 710],
  ['0.355 kg, priced by 100 g', weight(355, 3, 'kg'), 100, 3550],
  ['1.500 jin, priced by the kilogram', weight(1500, 3, 'jin'), 1000, 750],
  ['356 g, priced by the kilogram', weight(356, 0, 'g'), 1000, 356],
  // 1.25 × 453.59237 g = 566.9904625 g.
  ['1.25 lb, priced by the kilogram', weight(125, 2, 'lb'), 1000, 567],
  ['1 lb in thousandths of a gram', weight(1, 0, 'lb'), 1, 453_592],
  // 0.00049 and 0.0005 kg: half a gram rounds away from zero, less does not.
  ['0.00049 kg', weight(49, 5, 'kg'), 1000, 0],
  ['0.00050 kg', weight(50, 5, 'kg'), 1000, 1],
  ['-0.00050 kg', weight(-50, 5, 'kg'), 1000, -1],
])('%s is converted exactly and rounded once', (_name, from, unitGrams, expected) => {
  expect(weightMilli(from, unitGrams)).toBe(expected);
});

test('the largest weight of every unit is converted without losing a digit', () => {
  expect(weightMilli(weight(9_999_999, 0, 'kg'), 1)).toBe(9_999_999_000_000);
  expect(weightMilli(weight(9_999_999, 0, 'lb'), 1)).toBe(4_535_923_246_408);
});

test('thousandths of a kilogram come back as they were, whatever the scale says', () => {
  fc.assert(
    fc.property(fc.integer({ min: -9_999_999, max: 9_999_999 }), (grams) => {
      expect(weightMilli(weight(grams, 3, 'kg'), 1000)).toBe(grams === 0 ? 0 : grams);
    }),
  );
});

test.each([
  ['斤', 500],
  ['500G', 500],
  ['kg', 1000],
  ['公斤', 1000],
  ['', 1000],
])('goods by %s are priced by so many grams', (unit, grams) => {
  expect(gramsPerUnit(unit)).toBe(grams);
});

test.each([
  [weight(355, 3, 'kg'), '0.355'],
  [weight(-1200, 3, 'kg'), '-1.200'],
  [weight(12, 0, 'g'), '12'],
  [weight(0, 2, 'lb'), '0.00'],
  [weight(-5, 3, 'kg'), '-0.005'],
])('a weight is written with the digits of the scale', (from, text) => {
  expect(formatWeight(from)).toBe(text);
});
