import { FNC1 } from './code128.ts';

/** AIs whose length the first two digits tell; every other field ends with FNC1 unless it is the last. GS1 General Specifications 7.8.5. */
const FIXED_LENGTHS: Readonly<Record<string, number>> = {
  '00': 20,
  '01': 16,
  '02': 16,
  '03': 16,
  '04': 18,
  '11': 8,
  '12': 8,
  '13': 8,
  '14': 8,
  '15': 8,
  '16': 8,
  '17': 8,
  '18': 8,
  '19': 8,
  '20': 4,
  '31': 10,
  '32': 10,
  '33': 10,
  '34': 10,
  '35': 10,
  '36': 10,
  '41': 16,
};

/** "(01)06970031800297(10)A1" as a GS1-128 symbol carries it, FNC1 in front; undefined where it is no element string. */
export function gs1Content(text: string): string | undefined {
  if (!/^(\(\d{2,4}\)[!-'*-z]{1,90})+$/.test(text)) return undefined;
  const fields = Array.from(text.matchAll(/\((\d{2,4})\)([^(]+)/g), ([, ai = '', value = '']) => ai + value);
  let content = FNC1;
  for (const [index, field] of fields.entries()) {
    const fixed = FIXED_LENGTHS[field.slice(0, 2)];
    if (fixed !== undefined && field.length !== fixed) return undefined;
    content += field + (fixed === undefined && index < fields.length - 1 ? FNC1 : '');
  }
  // GS1-128 holds 48 characters at most.
  return content.length > 49 ? undefined : content;
}
