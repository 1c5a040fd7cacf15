import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ExchangeRate, foreignNeeded, foreignValue, formatForeign, parseForeign } from '#contract/currency.ts';

const HKD = { currency: 'HKD', rate: '0.9123' } as const;
const JPY = { currency: 'JPY', rate: '0.0473' } as const;

test('an amount is worth its rate, down to the fen', () => {
  expect(foreignValue(10_000, HKD)).toBe(9_123);
  // 99.99 × 0.9123 = 91.220877
  expect(foreignValue(9_999, HKD)).toBe(9_122);
  // 5000 yen × 0.0473 = 236.50; one yen is 4.73 fen
  expect(foreignValue(5_000, JPY)).toBe(23_650);
  expect(foreignValue(1, JPY)).toBe(4);
  expect(foreignValue(999_999_999, { currency: 'USD', rate: '9999.999999' })).toBe(9_999_999_989_000);
});

test('so much is needed of it: 129.00 is 141.41 Hong Kong dollars, or 2728 yen', () => {
  expect(foreignNeeded(12_900, HKD)).toBe(14_141);
  expect(foreignNeeded(12_900, JPY)).toBe(2_728);
  const rates = fc.constantFrom('0.9123', '7.1', '0.005301', '12').map((rate) => ({ currency: 'USD' as const, rate }));
  fc.assert(
    fc.property(rates, fc.integer({ min: 1, max: 99_999_999 }), (exchange, dueMinor) => {
      const needed = foreignNeeded(dueMinor, exchange);
      expect(foreignValue(needed, exchange)).toBeGreaterThanOrEqual(dueMinor);
      expect(foreignValue(needed - 1, exchange)).toBeLessThan(dueMinor);
    }),
  );
});

test('a currency without decimals has none when typed or told', () => {
  expect([parseForeign('100.5', 'HKD'), parseForeign('5000', 'JPY'), parseForeign('5000.', 'JPY')]).toEqual([10_050, 5_000, 5_000]);
  expect([parseForeign('5000.5', 'JPY'), parseForeign('', 'HKD'), parseForeign('1.234', 'HKD')]).toEqual([undefined, undefined, undefined]);
  expect([formatForeign(10_005, 'HKD'), formatForeign(5_000, 'JPY')]).toEqual(['100.05', '5000']);
});

test('a rate is a plain decimal above zero', () => {
  const wrong = ['0', '0.0', '-1', '1e3', '1.', '.5', '12345', '0.1234567', '1,5'];
  expect(wrong.filter((rate) => ExchangeRate.safeParse(rate).success)).toEqual([]);
  expect(['0.9123', '7', '0.000001', '9999.5'].every((rate) => ExchangeRate.safeParse(rate).success)).toBe(true);
});
