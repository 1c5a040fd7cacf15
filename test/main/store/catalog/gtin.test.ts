import { describe, expect, it } from 'vitest';
import { checkDigit, isGtin } from '#contract/gtin.ts';
import { barcodeKey, typedForms } from '#main/store/catalog/gtin.ts';

describe('GTIN', () => {
  it('computes the mod-10 check digit from the right with weights 3 and 1', () => {
    expect(checkDigit('629104150021')).toBe(3);
    expect(checkDigit('211234501500')).toBe(2);
    expect(checkDigit('9638507')).toBe(4);
  });

  it('knows a GTIN of 8, 12, 13 and 14 digits by its check digit', () => {
    expect(['96385074', '036000291452', '6291041500213', '10614141000415'].map(isGtin)).toEqual([true, true, true, true]);
    expect(['96385075', '6291041500214', '629104150021', 'ABCDEFGH', ''].map(isGtin)).toEqual([false, false, false, false, false]);
  });

  it('looks up UPC-A, EAN-13 with a leading 0 and GTIN-14 with indicator 0 as one code', () => {
    expect(barcodeKey('036000291452')).toBe('0036000291452');
    expect(barcodeKey('0036000291452')).toBe('0036000291452');
    expect(barcodeKey('00036000291452')).toBe('0036000291452');
  });

  it('looks up an EAN-8 filled up to 12, 13 or 14 digits as the EAN-8 it is', () => {
    for (const code of ['96385074', '000096385074', '0000096385074', '00000096385074']) expect(barcodeKey(code)).toBe('96385074');
    expect(barcodeKey('0000096385075')).toBe('0000096385075');
    expect(barcodeKey('0000196385073')).toBe('0000196385073');
  });

  it('leaves EAN-8, cartons, wrong check digits and shop codes as they are', () => {
    for (const code of ['96385074', '10614141000415', '036000291453', '000512', 'ABC-1']) expect(barcodeKey(code)).toBe(code);
  });

  it('finds a UPC-A also by the twelve digits printed on it', () => {
    expect(typedForms('036000291452')).toEqual(['0036000291452', '036000291452']);
    expect(typedForms('6291041500213')).toEqual(['6291041500213']);
  });
});
