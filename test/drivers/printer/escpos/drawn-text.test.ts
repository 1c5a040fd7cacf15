import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PaperItem } from '#contract/bench.ts';
import type { TextStyle } from '#contract/document.ts';
import { type Bitmap, createBitmap, isBlack } from '#drivers/printer/bitmap.ts';
import { drawText } from '#drivers/printer/font/draw-text.ts';
import { printerModelIds } from '#drivers/printer/models.ts';
import { hex } from './hex.ts';
import { drawsInLine, encode, type Line, model, paper } from './paper.ts';

/** The bytes of one text behind ESC @ and FS & (where the model has it). */
function body(text: string, modelId = 'generic-80', style?: TextStyle): string {
  const bytes = encode([{ type: 'text', text, ...(style ? { style } : {}) }], modelId);
  return hex(bytes.subarray(model(modelId).kanji.select ? 4 : 2));
}

describe('characters a printer lacks, byte for byte', () => {
  // ⎯ (U+23AF) is no GBK character. Unifont has row 9 of 16 black, which becomes rows 13 and 14 of 24: each of its 12 columns is 00 06 00.
  const column = '00 06 00 ';

  it('stand in the line as a picture, ESC * 33 with 12 columns of 24 dots', () => {
    expect(body('A⎯中')).toBe(`41 1b 2a 21 0c 00 ${column.repeat(12)}d6 d0 0a`);
  });

  it('that follow one another are one picture', () => {
    expect(body('⎯⎯')).toBe(`1b 2a 21 18 00 ${column.repeat(24)}0a`);
  });

  it('are as wide, underlined and inverted as their text', () => {
    expect(body('⎯', 'generic-80', { widthTimes: 2 })).toBe(`1d 21 10 1b 2a 21 18 00 ${column.repeat(24)}0a`);
    expect(body('⎯', 'generic-80', { underline: true })).toBe(`1b 2d 01 1c 2d 01 1b 2a 21 0c 00 ${'00 06 01 '.repeat(12)}0a`);
    expect(body('⎯', 'generic-80', { invert: true })).toBe(`1d 42 01 1b 2a 21 0c 00 ${'ff f9 ff '.repeat(12)}0a`);
  });

  it('make the whole line a picture where a picture cannot stand in a line: GS v 0 with 24 rows, then the gap to the next line', () => {
    const row = (bytes: string): string => `${bytes} `;
    const short = row('00 00').repeat(13) + row('ff f0').repeat(2) + row('00 00').repeat(9);
    expect(body('⎯', 'star-tsp100')).toBe(`1d 76 30 00 02 00 18 00 ${short}1b 4a 06`);
    // Twice as high: 48 rows.
    const tall = row('00 00').repeat(26) + row('ff f0').repeat(4) + row('00 00').repeat(18);
    expect(body('⎯', 'generic-80', { heightTimes: 2 })).toBe(`1d 21 01 1d 76 30 00 02 00 30 00 ${tall}1b 4a 06`);
  });
});

describe('code pages and Big5, byte for byte', () => {
  it('writes letters of Europe on their code page: ESC t 19 for 858, ESC t 0 for 437', () => {
    expect(body('Café €5', 'generic-80-western')).toBe('43 61 66 1b 74 13 82 20 d5 35 0a');
    expect(body('éΩé', 'generic-80-western')).toBe('1b 74 13 82 1b 74 00 ea 1b 74 13 82 0a');
  });

  it('leaves Chinese mode for a single byte and returns to it: FS . and FS &', () => {
    expect(body('中Ö中', 'epson-tm-t88v')).toBe('d6 d0 1c 2e 1b 74 13 99 1c 26 d6 d0 0a');
    expect(body('Ö1Ö', 'epson-tm-t88v')).toBe('1c 2e 1b 74 13 99 31 99 0a');
  });

  it('writes traditional Chinese in Big5', () => {
    expect(body('小滿￥', 'generic-80-big5')).toBe('a4 70 ba a1 a2 44 0a');
  });

  it('writes what GB18030 has in two or four bytes where the printer has it', () => {
    expect(body('㐂中', 'epson-tm-t70ii-ch')).toBe('81 39 ef 31 d6 d0 0a');
  });
});

/** Columns `from` up to `to` of a picture as text, to look it up by. */
function picture(bitmap: Bitmap, from: number, to: number): string {
  let dots = '';
  for (let y = 0; y < 24; y += 1) for (let x = from; x < to; x += 1) dots += isBlack(bitmap, x, y) ? '#' : '.';
  return dots;
}

/** Reads drawn characters of an alphabet by comparing them with the font, cell by cell. */
function reader(alphabet: readonly string[]): (bitmap: Bitmap) => string {
  const known = new Map(
    alphabet.flatMap((character) => {
      const drawn = drawText(character, { maxWidthDots: 24 });
      // A narrow letter that the printer has as a wide one stands in the middle of its cell.
      const wide = picture(drawn, (drawn.widthDots - 24) / 2, (drawn.widthDots + 24) / 2);
      return [
        [picture(drawn, 0, drawn.widthDots), character],
        [wide, character],
      ] as const;
    }),
  );
  const blank = picture(createBitmap(12, 24), 0, 12);
  // A lone dot that would begin a real-time command was made two dots wide.
  const find = (dots: string): string | undefined =>
    known.get(dots) ?? [...known].find(([key]) => key.length === dots.length && distance(key, dots) <= 2)?.[1];
  return (bitmap) => {
    let text = '';
    for (let x = 0; x < bitmap.widthDots;) {
      const wide = find(picture(bitmap, x, x + 24));
      const narrow = picture(bitmap, x, x + 12) === blank ? ' ' : find(picture(bitmap, x, x + 12));
      text += wide ?? narrow ?? '?';
      x += wide === undefined ? 12 : 24;
    }
    return text;
  };
}

function distance(one: string, other: string): number {
  let dots = 0;
  for (let index = 0; index < one.length; index += 1) if (one[index] !== other[index]) dots += 1;
  return dots;
}

function bitmapOf({ widthDots, heightDots, bitsBase64 }: { widthDots: number; heightDots: number; bitsBase64: string }): Bitmap {
  return { widthDots, widthBytes: Math.ceil(widthDots / 8), heightDots, bits: Buffer.from(bitsBase64, 'base64') };
}

describe('what a person reads', () => {
  const alphabet = Array.from('AbÖñžЖ9¥€😀🍼𠮷䶮中滿简한ありสр€#');
  const read = reader([...alphabet, '￥']);

  /** A line of text with its pictures in their places, or a line that is one picture. */
  function textOf(item: PaperItem): string {
    if (item.type === 'raster') return read(bitmapOf(item));
    if (item.type !== 'line') return '';
    const line: Line = item;
    const parts = [
      ...line.runs.map(({ column, text }) => ({ column, text })),
      ...(line.images ?? []).map((image) => ({ column: image.column, text: read(bitmapOf(image)) })),
    ];
    return parts
      .toSorted((one, other) => one.column - other.column)
      .map(({ text }) => text)
      .join('');
  }

  it('is every character of the text in its order on every model, drawn by the printer or by us', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...alphabet), { minLength: 1, maxLength: 60 }),
        fc.constantFrom(...printerModelIds()),
        (characters, modelId) => {
          const items = paper(encode([{ type: 'text', text: characters.join('') }], modelId), modelId);
          const kinds = new Set(items.map(({ type }) => type));
          if (drawsInLine(model(modelId))) expect([...kinds]).toEqual(['line']);
          const text = items.map(textOf).join('').trimEnd();
          expect(text.replaceAll('￥', '¥')).toBe(characters.join(''));
        },
      ),
      { numRuns: 300 },
    );
  });
});
