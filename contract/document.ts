import { z } from 'zod';

/** What a receipt or ticket says, independent of any printer. Text is hostile until the encoder has cleaned it. */
export const TextStyle = z.strictObject({
  align: z.enum(['left', 'center', 'right']).optional(),
  /** B is smaller: 9 dots a letter where A has 12. Ideographs stay as large as they are. */
  font: z.enum(['a', 'b']).optional(),
  bold: z.boolean().optional(),
  underline: z.boolean().optional(),
  invert: z.boolean().optional(),
  /** Multiples of the normal character, 1 to 8. */
  widthTimes: z.int().min(1).max(8).optional(),
  heightTimes: z.int().min(1).max(8).optional(),
});
export type TextStyle = z.infer<typeof TextStyle>;

const Text = z.string().max(2000);

/** A cell of a table row. `columns` is its width in narrow characters; exactly one cell of a row may leave it out and takes the rest. */
export const TableCell = z.strictObject({
  text: Text,
  columns: z.int().min(1).max(64).optional(),
  align: z.enum(['left', 'right']).optional(),
});

export const PrintBlock = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('text'), text: Text, style: TextStyle.optional() }),
  /** Left and right text on one line; the left one wraps, the right one never does. */
  z.strictObject({ type: z.literal('pair'), left: Text, right: Text, style: TextStyle.optional() }),
  z.strictObject({ type: z.literal('table'), cells: z.array(TableCell).min(1).max(8), style: TextStyle.optional() }),
  z.strictObject({ type: z.literal('rule'), line: z.enum(['dashed', 'double']).optional() }),
  z.strictObject({ type: z.literal('qr'), data: z.string().min(1).max(1000), moduleDots: z.int().min(2).max(16).optional() }),
  z.strictObject({ type: z.literal('pdf417'), data: z.string().min(1).max(500), moduleDots: z.int().min(2).max(8).optional() }),
  z.strictObject({
    type: z.literal('barcode'),
    /** GS1_128 takes an element string in brackets: (01)06970031800297(10)A1. */
    symbology: z.enum(['EAN13', 'EAN8', 'UPCA', 'CODE39', 'ITF', 'CODE128', 'GS1_128']),
    data: z.string().min(1).max(80),
    heightDots: z.int().min(20).max(255).optional(),
  }),
  /** 1 bit a pixel, rows padded to whole bytes, most significant bit left, 1 = black. */
  z.strictObject({
    type: z.literal('image'),
    widthDots: z.int().min(1).max(1024),
    heightDots: z.int().min(1).max(4096),
    bitsBase64: z.string().max(1_000_000),
    align: z.enum(['left', 'center', 'right']).optional(),
  }),
  /** 8 bits a pixel, 0 = black, 255 = white, rows without padding: a photo or a picture with shades, printed as dots. */
  z.strictObject({
    type: z.literal('grey-image'),
    widthDots: z.int().min(1).max(1024),
    heightDots: z.int().min(1).max(2048),
    pixelsBase64: z.string().max(1_500_000),
    align: z.enum(['left', 'center', 'right']).optional(),
  }),
  /** A picture stored in the printer; a printer without one prints nothing. */
  z.strictObject({
    type: z.literal('logo'),
    number: z.int().min(1).max(9),
    align: z.enum(['left', 'center', 'right']).optional(),
  }),
  /** Sounds the printer's buzzer; a printer without one stays silent. */
  z.strictObject({ type: z.literal('buzzer'), times: z.int().min(1).max(9) }),
  /** Texts of one line, each beginning at a dot from the left edge. A text that does not fit its place goes on below, nothing is overprinted. */
  z.strictObject({
    type: z.literal('positioned'),
    texts: z
      .array(z.strictObject({ leftDots: z.int().min(0).max(1023), text: Text }))
      .min(1)
      .max(8),
    style: TextStyle.optional(),
  }),
  z.strictObject({ type: z.literal('feed'), lines: z.int().min(1).max(20) }),
  z.strictObject({ type: z.literal('cut') }),
]);
export type PrintBlock = z.infer<typeof PrintBlock>;

export const PrintDocument = z.strictObject({ title: z.string().max(100), blocks: z.array(PrintBlock).max(8000) });
export type PrintDocument = z.infer<typeof PrintDocument>;
