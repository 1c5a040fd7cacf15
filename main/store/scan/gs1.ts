import { hasValidCheckDigit } from '#contract/gtin.ts';

/** FNC1 within a symbol arrives as GS; it ends a field of variable length. */
export const GROUP_SEPARATOR = '\u001d';

/** One field of a GS1 code: application identifier and value, the value in the format its identifier asks for. */
export interface Gs1Element {
  readonly ai: string;
  readonly value: string;
}

/** How many digits an application identifier has, by its first two (GS1 General Specifications 3.2). */
const AI_DIGITS: ReadonlyMap<string, number> = new Map([
  ...many(['00', '01', '02', '03', '10', '11', '12', '13', '15', '16', '17', '20', '21', '22', '30', '37'], 2),
  ...many(['90', '91', '92', '93', '94', '95', '96', '97', '98', '99'], 2),
  ...many(['23', '24', '25', '40', '41', '42', '71'], 3),
  ...many(['31', '32', '33', '34', '35', '36', '39', '43', '70', '72', '80', '81', '82'], 4),
]);

/** Lengths of the values that end without a separator, by the first two digits (GS1 General Specifications 7.8.5). */
const FIXED_LENGTHS: ReadonlyMap<string, number> = new Map([
  ['00', 18],
  ...many(['01', '02', '03'], 14),
  ...many(['11', '12', '13', '15', '16', '17', '31', '32', '33', '34', '35', '36'], 6),
  ['20', 2],
  ['41', 13],
]);

/** Values whose last digit is a check digit: SSCC, GTIN, GLN. */
const CHECKED = /^(?:0[0-3]|41\d)$/;

const DECIMALS_TO_FIVE = /^3[1-6]\d[0-5]$/;
const MEASURE = /^3[1-6]/;

/** Character set 82 (GS1 General Specifications 7.11); fields of no use to a till may also hold the # of set 39. */
const TEXT_OF_20 = /^[!"%-/0-9:-?A-Z_a-z]{1,20}$/;
const TEXT_OF_90 = /^[!-#%-/0-9:-?A-Z_a-z]{1,90}$/;
const FORMATS: ReadonlyMap<string, RegExp> = new Map([
  ...many(['10', '21', '22'], TEXT_OF_20),
  ...many(['30', '37'], /^\d{1,8}$/),
  ...many(['390', '392'], /^\d{1,15}$/),
  ...many(['391', '393'], /^\d{4,18}$/),
]);

/** The element if there is such an identifier and the value has its format and check digit; dates are judged by `gs1Date`. */
export function gs1Element(ai: string, value: string): Gs1Element | undefined {
  const prefix = ai.slice(0, 2);
  if (!/^\d+$/.test(ai) || AI_DIGITS.get(prefix) !== ai.length) return undefined;
  if (MEASURE.test(ai) && !DECIMALS_TO_FIVE.test(ai)) return undefined;
  return fits(ai, prefix, value) ? { ai, value } : undefined;
}

/**
 * Reads a GS1 element string as a scanner sends it: no identifier in front, GS between fields, one at either end allowed. Undefined when
 * any part of it is wrong: half an element string is no article.
 */
export function parseElementString(text: string): readonly Gs1Element[] | undefined {
  const elements: Gs1Element[] = [];
  let at = text.startsWith(GROUP_SEPARATOR) ? 1 : 0;
  while (at < text.length) {
    const prefix = text.slice(at, at + 2);
    const valueAt = at + (AI_DIGITS.get(prefix) ?? 0);
    const length = FIXED_LENGTHS.get(prefix);
    const end = length === undefined ? endOfField(text, valueAt) : valueAt + length;
    const element = gs1Element(text.slice(at, valueAt), text.slice(valueAt, end));
    if (!element) return undefined;
    elements.push(element);
    at = text[end] === GROUP_SEPARATOR ? end + 1 : end;
  }
  return elements.length === 0 ? undefined : elements;
}

/**
 * YYMMDD → YYYY-MM-DD; undefined for a day that does not exist. Day 00 is the last of the month; the century is the one that brings the
 * year nearest: 51 or more years ahead is the last century, 50 or more behind the next (GS1 General Specifications 7.12).
 */
export function gs1Date(value: string, today: string): string | undefined {
  const [, yy = '', month = '', dd = ''] = /^(\d\d)(0[1-9]|1[0-2])(\d\d)$/.exec(value) ?? [];
  if (yy === '') return undefined;
  const thisYear = Number(today.slice(0, 4));
  const ahead = Number(yy) - (thisYear % 100);
  const century = Math.floor(thisYear / 100) + (ahead >= 51 ? -1 : ahead <= -50 ? 1 : 0);
  const year = century * 100 + Number(yy);
  const lastDay = new Date(Date.UTC(year, Number(month), 0)).getUTCDate();
  const day = dd === '00' ? lastDay : Number(dd);
  return day <= lastDay ? `${year}-${month}-${String(day).padStart(2, '0')}` : undefined;
}

function fits(ai: string, prefix: string, value: string): boolean {
  const length = FIXED_LENGTHS.get(prefix);
  if (length !== undefined) return value.length === length && /^\d+$/.test(value) && (!CHECKED.test(ai) || hasValidCheckDigit(value));
  return (FORMATS.get(prefix) ?? FORMATS.get(ai.slice(0, 3)) ?? TEXT_OF_90).test(value);
}

function endOfField(text: string, from: number): number {
  const separator = text.indexOf(GROUP_SEPARATOR, from);
  return separator < 0 ? text.length : separator;
}

function many<Value>(keys: readonly string[], value: Value): (readonly [string, Value])[] {
  return keys.map((key) => [key, value]);
}
