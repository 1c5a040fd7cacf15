import { checkDigit, hasValidCheckDigit } from '#contract/gtin.ts';

/** Digit patterns of number set A, 7 modules, 1 = bar (GS1 General Specifications, section 5.2). Set C is its inverse, set B the mirror of set C. */
const setA = ['0001101', '0011001', '0010011', '0111101', '0100011', '0110001', '0101111', '0111011', '0110111', '0001011'] as const;

/** Which sets the six left digits of an EAN-13 use, by its first digit (same section). */
const leftSets = ['AAAAAA', 'AABABB', 'AABBAB', 'AABBBA', 'ABAABB', 'ABBAAB', 'ABBBAA', 'ABABAB', 'ABABBA', 'ABBABA'] as const;

const GUARD = '101';
const CENTRE = '01010';

const invert = (modules: string): string => modules.replace(/[01]/g, (module) => (module === '1' ? '0' : '1'));

function digitModules(digit: string, set: string): string {
  const modules = setA[Number(digit)] ?? '';
  if (set === 'A') return modules;
  return set === 'C' ? invert(modules) : Array.from(invert(modules)).toReversed().join('');
}

/** `digits` with its check digit: added when missing, undefined when it is wrong or the length is not `length`. */
function checked(digits: string, length: number): string | undefined {
  if (!/^\d+$/.test(digits)) return undefined;
  if (digits.length === length - 1) return digits + String(checkDigit(digits));
  return digits.length === length && hasValidCheckDigit(digits) ? digits : undefined;
}

function halves(left: string, right: string, sets: string): string {
  const leftModules = Array.from(left, (digit, index) => digitModules(digit, sets[index] ?? 'A')).join('');
  const rightModules = Array.from(right, (digit) => digitModules(digit, 'C')).join('');
  return GUARD + leftModules + CENTRE + rightModules + GUARD;
}

/** EAN-13 as 95 modules, 1 = bar; undefined when the data is not 12 digits, or 13 with a right check digit. */
export function ean13Modules(data: string): string | undefined {
  const digits = checked(data, 13);
  if (digits === undefined) return undefined;
  return halves(digits.slice(1, 7), digits.slice(7), leftSets[Number(digits[0])] ?? 'AAAAAA');
}

/** UPC-A as 95 modules: an EAN-13 that starts with 0. */
export function upcaModules(data: string): string | undefined {
  const digits = checked(data, 12);
  return digits === undefined ? undefined : ean13Modules(`0${digits}`);
}

/** EAN-8 as 67 modules; undefined when the data is not 7 digits, or 8 with a right check digit. */
export function ean8Modules(data: string): string | undefined {
  const digits = checked(data, 8);
  return digits === undefined ? undefined : halves(digits.slice(0, 4), digits.slice(4), 'AAAA');
}
