import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  cashAmount,
  cashKeyOf,
  cashOf,
  emptyCash,
  pasteCash,
  typeCash,
  type CashKey,
  type CashText,
} from '#renderer/screens/checkout/cash-text.ts';

const type = (...keys: readonly CashKey[]): CashText => keys.reduce(typeCash, emptyCash);

test('an amount is typed digit by digit', () => {
  expect(type('1', '1', '00')).toEqual({ text: '1100', refusal: undefined });
  expect(cashAmount(type('1', '1', '00'))).toBe(110_000);
  expect(cashAmount(type('1', '2', '.', '5'))).toBe(1250);
  expect(cashAmount(type('.', '0', '5'))).toBe(5);
});

test('nothing typed is no amount, and zero is zero', () => {
  expect(cashAmount(emptyCash)).toBeUndefined();
  expect(cashAmount(type('0'))).toBe(0);
  expect(type('0', '00', '0').text).toBe('0');
  expect(type('0', '5').text).toBe('5');
});

test('a third decimal, a second point and an eighth digit are refused and leave the amount', () => {
  expect(type('1', '.', '2', '5', '7')).toEqual({ text: '1.25', refusal: 'decimals' });
  expect(type('1', '.', '2', '00')).toEqual({ text: '1.2', refusal: 'decimals' });
  expect(type('1', '.', '.')).toEqual({ text: '1.', refusal: 'decimals' });
  expect(type('1', '2', '3', '4', '5', '6', '7', '8')).toEqual({ text: '1234567', refusal: 'limit' });
});

test('backspace takes one away, clear takes all, and both forget a refusal', () => {
  expect(type('1', '.', '.', 'backspace')).toEqual({ text: '1', refusal: undefined });
  expect(type('1', '2', 'clear')).toEqual(emptyCash);
  expect(type('backspace')).toEqual(emptyCash);
});

test.each([
  ['¥1,234.50', { text: '1234.50', refusal: undefined }],
  ['100', { text: '100', refusal: undefined }],
  ['-5', { text: '8', refusal: 'negative' }],
  ['−5', { text: '8', refusal: 'negative' }],
  ['abc', { text: '8', refusal: 'character' }],
  ['1e9', { text: '8', refusal: 'character' }],
  ['0x10', { text: '8', refusal: 'character' }],
  ['1.999', { text: '8', refusal: 'decimals' }],
  ['1000000000', { text: '8', refusal: 'limit' }],
  ['', { text: '8', refusal: 'character' }],
])('pasting %j over 8 gives %j', (pasted, cash) => {
  expect(pasteCash(type('8'), pasted)).toEqual(cash);
});

test('a quick amount is typed as a person would', () => {
  expect(cashOf(110_000).text).toBe('1100');
  expect(cashOf(100_250).text).toBe('1002.50');
});

test('whatever keys are pressed, the amount stays one a till can take', () => {
  const keys = fc.array(fc.constantFrom<CashKey>('0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '00', '.', 'backspace', 'clear'), {
    maxLength: 60,
  });
  fc.assert(
    fc.property(keys, (pressed) => {
      const cash = pressed.reduce(typeCash, emptyCash);
      const amountMinor = cashAmount(cash);
      expect(cash.text === '' || amountMinor !== undefined).toBe(true);
      expect(amountMinor ?? 0).toBeLessThanOrEqual(999_999_999);
      expect(amountMinor ?? 0).toBeGreaterThanOrEqual(0);
    }),
  );
});

test('keys are understood with and without an input method', () => {
  const key = (pressed: string, code: string, shiftKey = false): ReturnType<typeof cashKeyOf> =>
    cashKeyOf({ key: pressed, code, shiftKey });
  expect(key('7', 'Digit7')).toBe('7');
  expect(key('Process', 'Digit7')).toBe('7');
  expect(key('Process', 'Numpad3')).toBe('3');
  expect(key('.', 'Period')).toBe('.');
  expect(key('。', 'Period')).toBe('.');
  expect(key('Backspace', 'Backspace')).toBe('backspace');
  expect(key('-', 'Minus')).toBe('negative');
  expect(key('a', 'KeyA')).toBe('character');
  expect(key('&', 'Digit7', true)).toBe('character');
  expect(key('Shift', 'ShiftLeft')).toBeUndefined();
  expect(key('+', 'NumpadAdd')).toBeUndefined();
});
