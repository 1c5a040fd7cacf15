import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { gs1Date, parseElementString } from '#main/store/scan/gs1.ts';
import { anyElement, writeElementString } from './element-strings.ts';

const GS = '\u001d';
const read = (text: string): string | undefined =>
  parseElementString(text)
    ?.map(({ ai, value }) => `(${ai})${value}`)
    .join('');

describe('element strings', () => {
  test.each([
    ['GTIN, expiry and batch of the General Specifications', '01095060001343521719122010ABC123', '(01)09506000134352(17)191220(10)ABC123'],
    ['a batch that ends at GS', `010950600013435210ABC123${GS}17261231`, '(01)09506000134352(10)ABC123(17)261231'],
    ['serial and batch, a GS at the end', `010950600013435221A-1/2${GS}10B.2${GS}`, '(01)09506000134352(21)A-1/2(10)B.2'],
    ['a GS in front, as some scanners report FNC1', `${GS}0109506000134352`, '(01)09506000134352'],
    ['a GS after a field of fixed length', `0109506000134352${GS}17261231${GS}`, '(01)09506000134352(17)261231'],
    ['net weight and price', '0199506000134355310300125039220002498', '(01)99506000134355(3103)001250(3922)0002498'],
    ['price in a named currency', '01995060001343553932156250', '(01)99506000134355(3932)156250'],
    ['contents of a carton', '020950600013435237000024', '(02)09506000134352(37)000024'],
    ['SSCC', '00106141412345678908', '(00)106141412345678908'],
    ['identifiers of three and four digits', `2401234${GS}7003261231`, '(240)1234(7003)261231'],
    ['a location', '4109506000134352', '(410)9506000134352'],
    ['every sign of character set 82', `21!"%&'()*+,-./:;<=>?_${GS}10aZ`, `(21)!"%&'()*+,-./:;<=>?_(10)aZ`],
  ])('%s', (_what, text, elements) => {
    expect(read(text)).toBe(elements);
  });

  test.each([
    ['nothing', ''],
    ['only a GS', GS],
    ['two GS in a row', `10ABC${GS}${GS}21X`],
    ['a GS within a field of fixed length', `01095060${GS}00134352`],
    ['a GTIN cut short', '01095060001343'],
    ['a wrong check digit', '0109506000134353'],
    ['a wrong check digit of an SSCC', '00106141412345678909'],
    ['letters in a GTIN', '010950600013435A'],
    ['an empty batch', `010950600013435210${GS}21X`],
    ['a batch of 21 characters', `10${'A'.repeat(21)}`],
    ['a count of 9 digits', '37123456789'],
    ['a sign outside the character set', '10AB#C'],
    ['a space', '10AB C'],
    ['Chinese', '10批号'],
    ['an identifier that does not exist', '0509506000134352'],
    ['half an identifier', '01095060001343523'],
    ['an identifier of letters', '31A3001250'],
    ['six decimals', '3106001250'],
    ['the bracketed form for people', '(01)09506000134352'],
    ['full-width digits', '０１09506000134352'],
  ])('is refused whole: %s', (_what, text) => {
    expect(parseElementString(text)).toBeUndefined();
  });

  test('any fields written as a scanner sends them are read back, with or without a GS at the end', () => {
    fc.assert(
      fc.property(fc.array(anyElement, { minLength: 1, maxLength: 12 }), fc.boolean(), (elements, trailing) => {
        expect(parseElementString(writeElementString(elements) + (trailing ? GS : ''))).toEqual(elements);
      }),
    );
  });

  test('any string is read or refused, never thrown at, and what is read is the whole of it', () => {
    const pieces = fc.array(fc.oneof(fc.constantFrom('01', '10', '17', '3103', '392', GS, '09506000134352', '\u0000', ']C1'), fc.string()));
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          pieces.map((parts) => parts.join('')),
        ),
        (text) => {
          const elements = parseElementString(text);
          if (elements) expect(elements.map(({ ai, value }) => ai + value).join('')).toBe(text.replaceAll(GS, ''));
        },
      ),
      { numRuns: 2000 },
    );
  });
});

describe('dates, read on 2026-11-22', () => {
  test.each([
    ['261122', '2026-11-22'],
    ['270200', '2027-02-28'],
    ['280200', '2028-02-29'],
    ['261200', '2026-12-31'],
    ['280229', '2028-02-29'],
    ['760101', '2076-01-01'],
    ['770101', '1977-01-01'],
    ['991231', '1999-12-31'],
    ['000101', '2000-01-01'],
  ])('%s is %s', (value, date) => {
    expect(gs1Date(value, '2026-11-22')).toBe(date);
  });

  test('a year 50 or more behind is of the next century: 26 in 2076 is 2126, 27 is 2027', () => {
    expect(gs1Date('260101', '2076-06-01')).toBe('2126-01-01');
    expect(gs1Date('270101', '2076-06-01')).toBe('2027-01-01');
  });

  test.each(['270229', '261301', '260001', '261131', '261232', '2612', '26123', 'ABCDEF', ''])('%j does not exist', (value) => {
    expect(gs1Date(value, '2026-11-22')).toBeUndefined();
  });
});
