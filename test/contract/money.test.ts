import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { divideHalfUp, formatYuan, formatYuanGrouped, MAX_AMOUNT_MINOR, parseYuan } from '#contract/money.ts';
import { formatQuantity, parseQuantity } from '#contract/quantity.ts';
import { changeInNotes, quickCashAmounts } from '#contract/tender.ts';

describe('yuan', () => {
  test.each([
    ['12', 1200],
    ['12.5', 1250],
    ['12.50', 1250],
    ['￥0.05', 5],
    [' 9999999.99 ', MAX_AMOUNT_MINOR],
    ['12.', 1200],
  ])('%j is %i fen', (text, fen) => expect(parseYuan(text)).toBe(fen));

  test.each(['', '.', '-1', '1.234', '1e3', '1,000', 'abc', '12元', '10000000', '１２', '0x10', '1 2'])('%j is no amount', (text) =>
    expect(parseYuan(text)).toBeUndefined(),
  );

  test('fen read back as they were written', () => {
    expect(formatYuan(100_200)).toBe('1002.00');
    expect(formatYuan(-5)).toBe('-0.05');
    expect(formatYuanGrouped(123_456_789)).toBe('1,234,567.89');
    expect(formatYuanGrouped(-100_000)).toBe('-1,000.00');
    fc.assert(
      fc.property(fc.integer({ min: 0, max: MAX_AMOUNT_MINOR }), (fen) => {
        expect(parseYuan(formatYuan(fen))).toBe(fen);
      }),
    );
  });

  test('halves round away from zero', () => {
    expect([divideHalfUp(5, 10), divideHalfUp(4, 10), divideHalfUp(-5, 10), divideHalfUp(15, 10), divideHalfUp(0, 7)]).toEqual([
      1, 0, -1, 2, 0,
    ]);
  });
});

describe('quantities', () => {
  test('thousandths read and written without needless zeros', () => {
    expect([formatQuantity(2000), formatQuantity(356), formatQuantity(1500), formatQuantity(-1050)]).toEqual([
      '2',
      '0.356',
      '1.5',
      '-1.05',
    ]);
    expect([parseQuantity('2'), parseQuantity('0.356'), parseQuantity('1.5')]).toEqual([2000, 356, 1500]);
  });

  test.each(['0', '-1', '0.0001', '100000', '', 'x', '1e2'])('%j is no quantity', (text) => expect(parseQuantity(text)).toBeUndefined());
});

describe('cash', () => {
  test('98.00 is handed back as 50, 20, 20, 5 and three of 1', () => {
    expect(changeInNotes(9800)).toEqual([
      [5000, 1],
      [2000, 2],
      [500, 1],
      [100, 3],
    ]);
    expect(changeInNotes(0)).toEqual([]);
  });

  test('the notes always sum to the change', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10_000_000 }), (changeMinor) => {
        expect(changeInNotes(changeMinor).reduce((sum, [note, count]) => sum + note * count, 0)).toBe(changeMinor);
      }),
    );
  });

  test('likely amounts: 1002 → 1010, 1050, 1100; 3.50 → 5, 10, 20; 100 → exact first, no repeats', () => {
    expect(quickCashAmounts(100_200)).toEqual([100_200, 101_000, 105_000, 110_000]);
    expect(quickCashAmounts(350)).toEqual([350, 500, 1000, 2000]);
    expect(quickCashAmounts(10_000)).toEqual([10_000, 20_000]);
  });
});
