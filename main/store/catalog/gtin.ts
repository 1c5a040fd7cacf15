import { hasValidCheckDigit, isGtin } from '#contract/gtin.ts';

/**
 * The form under which a barcode is looked up: UPC-A (12 digits) becomes EAN-13 with a leading 0, GTIN-14 with indicator 0 becomes the
 * EAN-13 inside it, and what a scanner or element string filled up with zeros becomes the EAN-8 it was: GS1 issues no EAN-13 of five
 * leading zeros, so that the two never collide. Everything else, and everything that is no GTIN, stays as it is.
 */
export function barcodeKey(code: string): string {
  if (!/^(?:\d{12}|0\d{12,13})$/.test(code) || !hasValidCheckDigit(code)) return code;
  const ean13 = code.padStart(14, '0').slice(1);
  return ean13.startsWith('00000') ? ean13.slice(5) : ean13;
}

/** The form under which the item number of a scale label is looked up: without the zeros that fill it up. */
export function pluKey(plu: string): string {
  return plu.replace(/^0+(?=\d)/, '');
}

/** The ways the digits of one barcode may be printed and typed: its key, and the 12 digits of a UPC-A. */
export function typedForms(code: string): readonly string[] {
  const key = barcodeKey(code);
  return key.length === 13 && key.startsWith('0') && isGtin(key) ? [key, key.slice(1)] : [key];
}
