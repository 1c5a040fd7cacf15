import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createLed8, encodeLed8, led8Number, LED8_DRAWER_PULSE } from '#drivers/display/led8.ts';
import { lookOf } from '#drivers/display/look.ts';

const standard = { lampOrder: 'before', lampCommand: 'esc-s' } as const;
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
const drawn = (scene: Parameters<typeof lookOf>[0]): readonly string[] =>
  createLed8(standard)
    .draw(lookOf(scene, 'ascii', 'WELCOME'))
    .map(hex);

describe('golden bytes of the LED8N manual', () => {
  test('init is 1B 40, the drawer socket 02 4D', () => {
    expect(hex(createLed8(standard).init)).toBe('1b40');
    expect(hex(LED8_DRAWER_PULSE)).toBe('024d');
  });

  test('12.50 is 1B 51 41 31 32 2E 35 30 0D, with its lamp before it', () => {
    expect(hex(encodeLed8('price', '12.50', standard))).toBe('1b73311b514131322e35300d');
  });

  test('lamps: 单价 31, 合计 32, 收款 33, 找零 34', () => {
    expect(hex(encodeLed8('total', '0', standard))).toBe('1b73321b5141300d');
    expect(hex(encodeLed8('paid', '0', standard))).toBe('1b73331b5141300d');
    expect(hex(encodeLed8('change', '0', standard))).toBe('1b73341b5141300d');
    expect(hex(encodeLed8('off', '0', standard))).toBe('1b73301b5141300d');
  });
});

describe('makers', () => {
  test('LED8N takes the lamp after the number', () => {
    expect(hex(encodeLed8('price', '12.50', { lampOrder: 'after', lampCommand: 'esc-s' }))).toBe('1b514131322e35300d1b7331');
  });

  test('some have 1B 71 n for the lamp, VFD8C the digit alone', () => {
    expect(hex(encodeLed8('total', '5', { lampOrder: 'before', lampCommand: 'esc-q' }))).toBe('1b71321b5141350d');
    expect(hex(encodeLed8('total', '5', { lampOrder: 'before', lampCommand: 'digit' }))).toBe('321b5141350d');
    expect(hex(encodeLed8('total', '5', { lampOrder: 'after', lampCommand: 'digit' }))).toBe('1b5141350d32');
  });

  test('brightness is 1F 58 n after init, and only where it is set', () => {
    expect(hex(createLed8({ ...standard, brightness: 4 }).init)).toBe('1b401f5804');
  });

  test('the lamp goes out in the same dialect', () => {
    const look = lookOf({ scene: 'idle' }, 'ascii', '');
    expect(createLed8({ lampOrder: 'after', lampCommand: 'esc-q' }).draw(look).map(hex)).toEqual(['1b71300c']);
    expect(createLed8({ lampOrder: 'after', lampCommand: 'digit' }).draw(look).map(hex)).toEqual(['300c']);
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

  test('any amount is at most eight digits and at most one dot', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), (amountMinor) => {
        expect(led8Number(amountMinor)).toMatch(/^-?\d+(\.\d\d)?$/);
        expect(led8Number(amountMinor).replace('.', '').length).toBeLessThanOrEqual(8);
      }),
    );
  });
});

describe('scenes', () => {
  const amounts = { totalMinor: 100_200, tenderedMinor: 110_000, changeMinor: 9800 };

  test('an item shows its unit price, total and pay the total', () => {
    expect(drawn({ scene: 'item', text: '奶粉', priceMinor: 29_800, quantityMilli: 2000, totalMinor: 59_600 })).toEqual([
      '1b73311b51413239382e30300d',
    ]);
    expect(drawn({ scene: 'total', totalMinor: 59_600 })).toEqual(['1b73321b51413539362e30300d']);
    expect(drawn({ scene: 'pay', totalMinor: 59_600 })).toEqual(['1b73321b51413539362e30300d']);
  });

  test('paid shows the money taken, change and thanks the change', () => {
    expect(drawn({ scene: 'paid', ...amounts })).toEqual(['1b73331b5141313130302e30300d']);
    expect(drawn({ scene: 'change', ...amounts })).toEqual(['1b73341b514139382e30300d']);
    expect(drawn({ scene: 'thanks', ...amounts })).toEqual(['1b73341b514139382e30300d']);
  });

  test('idle and closed put lamps and digits out', () => {
    expect(drawn({ scene: 'idle' })).toEqual(['1b73300c']);
    expect(drawn({ scene: 'closed' })).toEqual(['1b73300c']);
  });
});
