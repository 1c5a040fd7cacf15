import { describe, expect, test } from 'vitest';
import { encodeLed8, led8, led8Number } from '#drivers/display/led8.ts';

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

describe('golden bytes of the LED8N manual', () => {
  test('init is 1B 40', () => {
    expect(hex(led8.init)).toBe('1b40');
  });

  test('12.50 is 1B 51 41 31 32 2E 35 30 0D, with its lamp before it', () => {
    expect(hex(encodeLed8('price', 1250))).toBe('1b73311b514131322e35300d');
  });

  test('lamps: 单价 31, 合计 32, 收款 33, 找零 34', () => {
    expect(hex(encodeLed8('total', 0))).toBe('1b73321b5141302e30300d');
    expect(hex(encodeLed8('paid', 0))).toBe('1b73331b5141302e30300d');
    expect(hex(encodeLed8('change', 0))).toBe('1b73341b5141302e30300d');
    expect(hex(encodeLed8('off', 0))).toBe('1b73301b5141302e30300d');
  });
});

describe('numbers', () => {
  test.each([
    [0, '0.00'],
    [5, '0.05'],
    [100_200, '1002.00'],
    [8_888_888, '88888.88'],
    [99_999_999, '999999.99'],
    [-1250, '-12.50'],
  ])('%i fen fit the eight cells as %s', (amountMinor, shown) => {
    expect(led8Number(amountMinor)).toBe(shown);
  });

  test.each([
    [100_000_000, '1000000'],
    [999_999_999, '9999999'],
    [-99_999_999, '-999999'],
    [9_999_999_999, '99999999'],
  ])('%i fen are too wide, so the cents go first: %s', (amountMinor, shown) => {
    expect(led8Number(amountMinor)).toBe(shown);
  });

  test('a number too wide even so is all nines and keeps its minus, never cut short', () => {
    expect(led8Number(10_000_000_000)).toBe('99999999');
    expect(led8Number(-1_000_000_000)).toBe('-9999999');
  });
});

describe('views', () => {
  test('an item shows its unit price, the total the total', () => {
    const item = { show: 'item', text: '奶粉', priceMinor: 29_800, quantityMilli: 2000, totalMinor: 59_600 } as const;
    expect(led8.encodeView(item).map(hex)).toEqual(['1b73311b51413239382e30300d']);
    expect(led8.encodeView({ show: 'total', totalMinor: 59_600 }).map(hex)).toEqual(['1b73321b51413539362e30300d']);
  });

  test('paid shows the money taken and then the change', () => {
    const view = { show: 'paid', totalMinor: 100_200, tenderedMinor: 110_000, changeMinor: 9800 } as const;
    expect(led8.encodeView(view).map(hex)).toEqual(['1b73331b5141313130302e30300d', '1b73341b514139382e30300d']);
  });

  test('idle puts lamps and digits out', () => {
    expect(led8.encodeView({ show: 'idle' }).map(hex)).toEqual(['1b73300c']);
  });
});
