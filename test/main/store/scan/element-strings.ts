import fc from 'fast-check';
import { checkDigit } from '#contract/gtin.ts';
import type { Gs1Element } from '#main/store/scan/gs1.ts';

const FIXED = /^(?:0[0-3]|1[1-7]|20|3[1-6]|41)/;

/** Writes elements as a scanner sends them: GS after every field of variable length but the last. */
export function writeElementString(elements: readonly Gs1Element[]): string {
  return elements.map(({ ai, value }, index) => `${ai}${value}${FIXED.test(ai) || index === elements.length - 1 ? '' : '\u001d'}`).join('');
}

const digits = (length: number): fc.Arbitrary<string> => fc.stringMatching(new RegExp(`^[0-9]{${length}}$`));
const checked = (length: number): fc.Arbitrary<string> => digits(length - 1).map((text) => `${text}${checkDigit(text)}`);
const upTo = (length: number): fc.Arbitrary<string> => fc.stringMatching(new RegExp(`^[0-9]{1,${length}}$`));
const text20 = fc.stringMatching(/^[!"%-/0-9:-?A-Z_a-z]{1,20}$/);
const date = fc
  .record({ year: fc.integer({ min: 0, max: 99 }), month: fc.integer({ min: 1, max: 12 }), day: fc.integer({ min: 0, max: 28 }) })
  .map(({ year, month, day }) => [year, month, day].map((part) => String(part).padStart(2, '0')).join(''));

function field(ai: string | fc.Arbitrary<string>, value: fc.Arbitrary<string>): fc.Arbitrary<Gs1Element> {
  return fc.record({ ai: typeof ai === 'string' ? fc.constant(ai) : ai, value });
}

/** Any field a shop may meet, well formed. */
export const anyElement: fc.Arbitrary<Gs1Element> = fc.oneof(
  field('00', checked(18)),
  field(fc.constantFrom('01', '02'), checked(14)),
  field(fc.constantFrom('10', '21', '22', '240', '250', '400', '91', '99'), text20),
  field(fc.constantFrom('11', '12', '13', '15', '16', '17'), date),
  field('20', digits(2)),
  field(fc.constantFrom('30', '37'), upTo(8)),
  field(fc.constantFrom('3100', '3103', '3105', '3202', '3561'), digits(6)),
  field(fc.constantFrom('3900', '3922'), upTo(15)),
  field(
    fc.constantFrom('3912', '3932'),
    upTo(15).map((amount) => `156${amount}`),
  ),
  field(fc.constantFrom('410', '414'), checked(13)),
  field(fc.constantFrom('7003', '8005', '8110'), upTo(10)),
);
