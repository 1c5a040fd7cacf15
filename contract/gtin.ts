/** The GS1 mod-10 check digit of the digits before it: from the right, weights 3, 1, 3, 1 … (GS1 General Specifications 7.9.1). */
export function checkDigit(digits: string): number {
  let sum = 0;
  for (let index = 0; index < digits.length; index += 1) {
    sum += Number(digits[digits.length - 1 - index]) * (index % 2 === 0 ? 3 : 1);
  }
  return (10 - (sum % 10)) % 10;
}

/** The last digit is the check digit of those before it. */
export function hasValidCheckDigit(digits: string): boolean {
  return checkDigit(digits.slice(0, -1)) === Number(digits.at(-1));
}

/** A code as long as a GTIN: 8, 12, 13 or 14 digits. */
export function hasGtinLength(code: string): boolean {
  return /^(?:\d{8}|\d{12,14})$/.test(code);
}

/** A GTIN of 8, 12, 13 or 14 digits whose check digit is right. */
export function isGtin(code: string): boolean {
  return hasGtinLength(code) && hasValidCheckDigit(code);
}
