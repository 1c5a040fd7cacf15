/** The GS1 mod-10 check digit of the digits before it: from the right, weights 3, 1, 3, 1 … (GS1 General Specifications 7.9.1). */
export function checkDigit(digits: string): number {
  let sum = 0;
  for (let index = 0; index < digits.length; index += 1) {
    sum += Number(digits[digits.length - 1 - index]) * (index % 2 === 0 ? 3 : 1);
  }
  return (10 - (sum % 10)) % 10;
}

/** A GTIN of 8, 12, 13 or 14 digits whose check digit is right. */
export function isGtin(code: string): boolean {
  return /^(?:\d{8}|\d{12,14})$/.test(code) && checkDigit(code.slice(0, -1)) === Number(code.at(-1));
}

/**
 * The form under which a barcode is looked up: UPC-A (12 digits) becomes EAN-13 with a leading 0, GTIN-14 with indicator 0 becomes the
 * EAN-13 inside it. EAN-8 and everything that is no GTIN stay as they are.
 */
export function barcodeKey(code: string): string {
  if (code.length === 12 && isGtin(code)) return `0${code}`;
  if (code.length === 14 && code.startsWith('0') && isGtin(code)) return code.slice(1);
  return code;
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
