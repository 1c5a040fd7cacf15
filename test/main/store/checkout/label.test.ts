import { describe, expect, test } from 'vitest';
import { isHalfRead, measureLabel, readLabel } from '#main/store/checkout/label.ts';

const amountRule = { layout: '21PPPPPAAAAAC', verifyCheckDigit: true };
const weightRule = { layout: '22PPPPPWWWWWC', verifyCheckDigit: true };

describe('check digits', () => {
  test('EAN-8 96385074 and UPC-A 036000291452 are whole, a wrong digit at GTIN length is half read, other lengths are not judged', () => {
    expect(isHalfRead('96385074')).toBe(false);
    expect(isHalfRead('036000291452')).toBe(false);
    expect(isHalfRead('96385075')).toBe(true);
    expect(isHalfRead('12345')).toBe(false);
    expect(isHalfRead('ABCDEFGH')).toBe(false);
  });
});

describe('in-store labels', () => {
  test("a scale's own label 2112345015002: item 12345, 15.00 yuan", () => {
    expect(readLabel('2112345015002', [amountRule])).toEqual({ plu: '12345', weightMilli: undefined, amountMinor: 1500 });
  });

  test('the first rule that fits wins, and length, prefix and check digit must fit', () => {
    expect(readLabel('2200103003566', [amountRule, weightRule])).toEqual({ plu: '00103', weightMilli: 356, amountMinor: undefined });
    expect(readLabel('2112345015009', [amountRule])).toBeUndefined();
    expect(readLabel('211234501500', [amountRule])).toBeUndefined();
    expect(readLabel('6973012450313', [amountRule, weightRule])).toBeUndefined();
    expect(readLabel('21PPPPPAAAAAC', [amountRule])).toBeUndefined();
  });

  test('the check digit test can be switched off for scales that print a random one: 2100301003501', () => {
    expect(readLabel('2100301003501', [amountRule])).toBeUndefined();
    expect(readLabel('2100301003501', [{ ...amountRule, verifyCheckDigit: false }])).toMatchObject({ plu: '00301', amountMinor: 350 });
  });

  test('18 digits carry item, amount and weight', () => {
    const rule = { layout: '26PPPPPAAAAAWWWWWC', verifyCheckDigit: false };
    expect(readLabel('261234501500018750', [rule])).toEqual({ plu: '12345', amountMinor: 1500, weightMilli: 1875 });
  });

  test('the printed amount wins; the missing half is computed: 3.14 ÷ 8.80 = 0.357 kg, 0.356 kg × 8.80 = 3.13', () => {
    expect(measureLabel({ weightMilli: undefined, amountMinor: 314 }, 880)).toEqual({ quantityMilli: 357, amountMinor: 314 });
    expect(measureLabel({ weightMilli: 356, amountMinor: undefined }, 880)).toEqual({ quantityMilli: 356, amountMinor: 313 });
    expect(measureLabel({ weightMilli: 356, amountMinor: 314 }, 880)).toEqual({ quantityMilli: 356, amountMinor: 314 });
  });
});
