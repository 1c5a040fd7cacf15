import fc from 'fast-check';
import type { LabelDocument, LabelElement } from '#contract/label.ts';

/** A 40 × 30 mm label with these elements. */
export function labelOf(...elements: LabelElement[]): LabelDocument {
  return { title: 'label', width: 400, height: 300, media: { type: 'gap', gap: 20 }, elements };
}

/** Text as people, catalogues and attackers write it. */
export const hostileText = fc.oneof(
  fc.string({ maxLength: 40 }),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom(
    '"\r\nPRINT 99,99\r\n',
    '奶粉"\\["]\u001b!R',
    '\u001b!?',
    '~!T',
    'CLS\r\n',
    '\u202e\u0000\u0007',
    '飞鹤 3段 (12-36月龄) 900g',
  ),
);

const place = { x: fc.integer({ min: 0, max: 100 }), y: fc.integer({ min: 0, max: 150 }) };

/** Labels whose every element fits, with hostile words. */
export const anyLabel: fc.Arbitrary<LabelDocument> = fc
  .array(
    fc.oneof(
      fc.record({
        ...place,
        type: fc.constant('text' as const),
        width: fc.integer({ min: 30, max: 300 }),
        height: fc.integer({ min: 60, max: 150 }),
        text: hostileText,
        lines: fc.integer({ min: 1, max: 3 }),
        bold: fc.boolean(),
        align: fc.constantFrom('left' as const, 'center' as const, 'right' as const),
      }),
      fc.record({
        ...place,
        type: fc.constant('price' as const),
        width: fc.constant(300),
        height: fc.integer({ min: 30, max: 120 }),
        amountMinor: fc.integer({ min: 0, max: 999_999_999 }),
        struck: fc.boolean(),
      }),
      fc.record({
        ...place,
        type: fc.constant('barcode' as const),
        width: fc.constant(300),
        height: fc.integer({ min: 40, max: 150 }),
        symbology: fc.constant('EAN13' as const),
        data: fc.constantFrom('6901234567892', '4006381333931'),
        digits: fc.constant(26),
      }),
      fc.record({
        ...place,
        type: fc.constant('matrix' as const),
        width: fc.constant(150),
        height: fc.constant(150),
        symbology: fc.constant('QR' as const),
        data: fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 14 }),
      }),
      fc.record({
        ...place,
        type: fc.constant('box' as const),
        width: fc.integer({ min: 20, max: 300 }),
        height: fc.integer({ min: 20, max: 150 }),
        line: fc.integer({ min: 1, max: 8 }),
      }),
      fc.record({
        ...place,
        type: fc.constant('bar' as const),
        width: fc.integer({ min: 1, max: 300 }),
        height: fc.integer({ min: 1, max: 100 }),
      }),
    ),
    { minLength: 1, maxLength: 5 },
  )
  .map((elements) => labelOf(...elements));
