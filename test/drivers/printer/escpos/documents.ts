import * as fc from 'fast-check';
import type { PrintBlock } from '#contract/document.ts';

/** Text from the wild: any code point, and what receipts hold mixed with what must never reach a printer. */
export const anyText: fc.Arbitrary<string> = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.string({
    unit: fc.constantFrom(...Array.from('棉绒拉裤XL 44片，￥12.50（含）éÖ€😀𠮷한ก\u0e34滿\u200b\x1b\x10\x14\x01|{')),
    maxLength: 40,
  }),
);

const style = fc.record(
  {
    align: fc.constantFrom('left', 'center', 'right'),
    font: fc.constantFrom('a', 'b'),
    bold: fc.boolean(),
    underline: fc.boolean(),
    invert: fc.boolean(),
    widthTimes: fc.integer({ min: 1, max: 8 }),
    heightTimes: fc.integer({ min: 1, max: 8 }),
  },
  { requiredKeys: [] },
);
const align = fc.constantFrom('left', 'center', 'right');
/** Dots that are likely to form real-time commands. */
const nastyByte = fc.constantFrom(0x10, 0x04, 0x05, 0x14, 0x01, 0x02, 0x00, 0x1b, 0x1d, 0x70, 0xff);
const bytes = (length: number): fc.Arbitrary<string> =>
  fc.array(nastyByte, { minLength: length, maxLength: length }).map((values) => Buffer.from(values).toString('base64'));
const anyData = fc.string({ unit: fc.constantFrom(...Array.from('0123456789AZaz-{ \t(10)单\x10\x04\x14')), minLength: 1, maxLength: 60 });

/** Any block a document may hold. */
export const anyBlock = fc.oneof(
  fc.record({ type: fc.constant('text'), text: anyText, style }),
  fc.record({ type: fc.constant('pair'), left: anyText, right: anyText, style }),
  fc.record({
    type: fc.constant('table'),
    cells: fc.array(
      fc.record(
        { text: anyText, columns: fc.integer({ min: 1, max: 64 }), align: fc.constantFrom('left', 'right') },
        { requiredKeys: ['text'] },
      ),
      { minLength: 1, maxLength: 8 },
    ),
    style,
  }),
  fc.record({
    type: fc.constant('positioned'),
    texts: fc.array(fc.record({ leftDots: fc.integer({ min: 0, max: 1023 }), text: anyText }), { minLength: 1, maxLength: 8 }),
    style,
  }),
  fc.record({ type: fc.constant('rule'), line: fc.constantFrom('dashed', 'double') }),
  fc.record({ type: fc.constant('qr'), data: anyData, moduleDots: fc.integer({ min: 2, max: 16 }) }),
  fc.record({ type: fc.constant('pdf417'), data: anyData, moduleDots: fc.integer({ min: 2, max: 8 }) }),
  fc.record({
    type: fc.constant('barcode'),
    symbology: fc.constantFrom('EAN13', 'EAN8', 'UPCA', 'CODE39', 'ITF', 'CODE128', 'GS1_128'),
    data: fc.oneof(
      anyData,
      fc.string({ unit: fc.constantFrom(...Array.from('0123456789')), minLength: 1, maxLength: 20 }),
      fc.constant('(01)06970031800297(10)16041620'),
    ),
    heightDots: fc.integer({ min: 20, max: 255 }),
  }),
  fc.record({
    type: fc.constant('image'),
    widthDots: fc.integer({ min: 1, max: 1024 }),
    heightDots: fc.integer({ min: 1, max: 60 }),
    bitsBase64: bytes(300),
    align,
  }),
  fc.record({
    type: fc.constant('grey-image'),
    widthDots: fc.integer({ min: 1, max: 200 }),
    heightDots: fc.integer({ min: 1, max: 40 }),
    pixelsBase64: bytes(300),
    align,
  }),
  fc.record({ type: fc.constant('logo'), number: fc.integer({ min: 1, max: 9 }), align }),
  fc.record({ type: fc.constant('buzzer'), times: fc.integer({ min: 1, max: 9 }) }),
  fc.record({ type: fc.constant('feed'), lines: fc.integer({ min: 1, max: 20 }) }),
  fc.record({ type: fc.constant('cut') }),
) as fc.Arbitrary<PrintBlock>;
