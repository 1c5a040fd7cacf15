import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PrintBlock } from '#contract/document.ts';
import { characterOfGlyph, charsetOfModel, DRAWN_FIRST, GlyphBuffer } from '#drivers/printer/charset.ts';
import { createEscPosDecoder } from '#drivers/printer/escpos/decode.ts';
import { disarm } from '#drivers/printer/escpos/raster.ts';
import { printerModelIds } from '#drivers/printer/models.ts';
import { printable } from '#drivers/printer/printable.ts';
import { hex } from './hex.ts';
import { drawsInLine, encode, endColumnOf, type Line, linesOf, model, paper } from './paper.ts';

/** One block of every type with the text in every field that takes one. */
function everywhere(text: string): readonly PrintBlock[] {
  return [
    { type: 'text', text },
    { type: 'text', text, style: { align: 'center', bold: true, underline: true, invert: true, widthTimes: 3, heightTimes: 2 } },
    { type: 'pair', left: text, right: '1.00' },
    { type: 'pair', left: '合计', right: text },
    { type: 'table', cells: [{ text }, { text, columns: 8, align: 'right' }, { text, columns: 10, align: 'left' }] },
    { type: 'qr', data: `a${text}` },
    ...(['EAN13', 'EAN8', 'UPCA', 'CODE39', 'ITF', 'CODE128'] as const).map((symbology): PrintBlock => ({
      type: 'barcode',
      symbology,
      data: `1${text}`,
    })),
  ];
}

describe('control bytes in data', () => {
  it('reach no printer: the bytes are the same as without them, for 00–1F, 7F and 80–9F in every field of every block', () => {
    const clean = hex(encode(everywhere('甲乙')));
    const spaced = hex(encode(everywhere('甲 乙')));
    for (let code = 0; code < 0xa0; code += 1) {
      if (code >= 0x20 && code < 0x7f) continue;
      const isBreak = [0x09, 0x0a, 0x0b, 0x0c, 0x0d, 0x85].includes(code);
      const blocks = everywhere(`甲${String.fromCharCode(code)}乙`);
      // A barcode cannot carry han and is printed as text, so every field is covered by one comparison.
      expect(hex(encode(blocks))).toBe(isBreak ? spaced : clean);
    }
  });

  it('cannot smuggle a command through any field on any model', () => {
    const attacks = [
      '\x1bp\x00\x19\xfa',
      '\x10\x14\x01\x00\x01',
      '\x1dV\x00',
      '\x1b@',
      '\x10\x04\x01',
      '\x1c.',
      '\x1d(k',
      '{B\x10\x04',
      '{command:\\x1bp}',
    ];
    for (const modelId of printerModelIds()) {
      for (const attack of attacks) {
        const { items, requests } = createEscPosDecoder(model(modelId)).write(encode(everywhere(attack), modelId));
        expect(requests).toEqual([]);
        expect(items.filter((item) => item.type === 'unknown' || item.type === 'drawer' || item.type === 'cut')).toEqual([]);
      }
    }
  });
});

describe('names from the wild', () => {
  const names = [
    '🍼贝初👶🏻奶瓶',
    '\u202e价格\u202c 5折',
    '|{}~^"\\`_-=',
    '  两端有空格  ',
    '名'.repeat(200),
    'ALLEN\u200bSOLLY\u00a0T-Shirt',
    '𠮷野家 牛丼',
    'ю́ж',
    "Robert'); DROP TABLE sales;--",
    '%s%n${7*7}<b>',
  ];

  it.each(names)('prints %s with the amount in the last column and nothing unknown', (name) => {
    for (const modelId of printerModelIds()) {
      const blocks: readonly PrintBlock[] = [{ type: 'table', cells: [{ text: name }, { text: '12.00', columns: 10, align: 'right' }] }];
      const items = paper(encode(blocks, modelId), modelId).filter((item) => item.type !== 'feed');
      expect(items.every((item) => item.type === 'line' || (item.type === 'raster' && !drawsInLine(model(modelId))))).toBe(true);
      const last = items.at(-1);
      if (last?.type === 'line') expect(linesOf([last])[0]?.endsWith('12.00')).toBe(true);
      expect(last && endColumnOf(last)).toBe(model(modelId).columns.fontA);
    }
  });

  it('shows what the printer has no glyph for as a picture in its place, never a question mark', () => {
    const [line] = paper(encode([{ type: 'text', text: '🍼贝初𠮷！' }])) as Line[];
    expect(line?.runs.map(({ text, column }) => [text, column])).toEqual([
      ['贝初', 2],
      ['！', 8],
    ]);
    expect(line?.images?.map(({ column, widthDots, heightDots }) => [column, widthDots, heightDots])).toEqual([
      [0, 24, 24],
      [6, 24, 24],
    ]);
  });

  it('draws braces and tildes as they are', () => {
    expect(linesOf(paper(encode([{ type: 'text', text: '|{}~^"\\`_-=' }])))).toEqual(['|{}~^"\\`_-=']);
  });
});

describe('real-time commands in images', () => {
  it('widens the lone dot of a byte 10 that would begin one, and touches nothing else', () => {
    const dots = Uint8Array.of(0x10, 0x04, 0x10, 0x05, 0x10, 0x14, 0x10, 0x10, 0x04, 0x10, 0x03, 0x90, 0x04, 0x10);
    disarm(dots);
    expect(hex(dots)).toBe('18 04 18 05 18 14 10 18 04 10 03 90 04 10');
  });

  it('neither answer, recover nor open the drawer, whatever the dots', () => {
    const nasty = fc.constantFrom(0x10, 0x04, 0x05, 0x14, 0x01, 0x02, 0x00, 0x1b, 0x1d, 0x70);
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: 1, max: 40 }),
        fc.array(nasty, { minLength: 480, maxLength: 480 }),
        (widthBytes, rows, bytes) => {
          const bitsBase64 = Buffer.from(bytes.slice(0, widthBytes * rows)).toString('base64');
          const image = encode([{ type: 'image', widthDots: widthBytes * 8, heightDots: rows, bitsBase64 }], 'zjiang-pos-5890');
          const { items, requests } = createEscPosDecoder(model('zjiang-pos-5890')).write(image);
          expect(requests).toEqual([]);
          expect(items.every((item) => item.type === 'raster')).toBe(true);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('leave symbols drawn by us as they are: a module of two dots is never a lone dot', () => {
    for (let length = 1; length < 60; length += 7) {
      const items = paper(encode([{ type: 'qr', data: 'k'.repeat(length), moduleDots: 2 }], 'zjiang-pos-5890'), 'zjiang-pos-5890');
      for (const item of items) {
        if (item.type === 'raster') expect(Buffer.from(item.bitsBase64, 'base64').includes(0x10)).toBe(false);
      }
    }
  });
});

/** Every glyph of a text that the printer draws by itself, without blanks: what a person reads. */
function meant(source: string, modelId: string): string {
  const buffer = new GlyphBuffer(charsetOfModel(model(modelId)));
  const { start, end } = buffer.append(printable(source));
  return Array.from(buffer.codes.slice(start, end), (code) => (code < DRAWN_FIRST ? characterOfGlyph(buffer.charset, code) : ''))
    .join('')
    .replace(/[ \u3000]/g, '');
}

function textsOf(printed: PrintBlock): readonly string[] {
  if (printed.type === 'text') return [printed.text];
  if (printed.type === 'pair') return [printed.left, printed.right];
  return printed.type === 'table' ? printed.cells.map((cell) => cell.text) : [];
}

const sorted = (characters: string): string => Array.from(characters).toSorted().join('');

describe('random documents', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 40 }),
    fc.string({ unit: fc.constantFrom(...Array.from('棉绒拉裤XL 44片，￥12.50（含）é😀\u200b\x1b|{')), maxLength: 60 }),
  );
  const style = fc.record(
    {
      align: fc.constantFrom('left', 'center', 'right'),
      bold: fc.boolean(),
      underline: fc.boolean(),
      invert: fc.boolean(),
      widthTimes: fc.integer({ min: 1, max: 8 }),
      heightTimes: fc.integer({ min: 1, max: 8 }),
    },
    { requiredKeys: [] },
  );
  const block = fc.oneof(
    fc.record({ type: fc.constant('text' as const), text, style }),
    fc.record({ type: fc.constant('pair' as const), left: text, right: text, style }),
    fc.record({
      type: fc.constant('table' as const),
      cells: fc.array(
        fc.record({ text, columns: fc.integer({ min: 1, max: 64 }), align: fc.constantFrom('left', 'right') }, { requiredKeys: ['text'] }),
        { minLength: 1, maxLength: 8 },
      ),
      style,
    }),
  ) as fc.Arbitrary<PrintBlock>;

  it('reach paper whole: a person reads every character that was meant, within the paper, and nothing is unknown', () => {
    fc.assert(
      fc.property(fc.array(block, { maxLength: 6 }), fc.constantFrom(...printerModelIds()), (blocks, modelId) => {
        for (const one of blocks) {
          const items = paper(encode([one], modelId), modelId);
          const columns = model(modelId).columns.fontA;
          for (const item of items) expect(endColumnOf(item)).toBeLessThanOrEqual(columns);
          expect(items.filter((item) => item.type !== 'line' && item.type !== 'raster' && item.type !== 'feed')).toEqual([]);
          // A line that became a picture is read back by glyph-reading.test.ts.
          if (items.some((item) => item.type === 'raster')) continue;
          const read = linesOf(items)
            .join('')
            .replace(/[ \u3000]/g, '');
          const wanted = textsOf(one).map((source) => meant(source, modelId));
          // Cells stand side by side, so a wrapped cell mixes with its neighbours: the characters are compared, and for a lone text their order.
          if (one.type === 'text') expect(read).toBe(wanted.join(''));
          else expect(sorted(read)).toBe(sorted(wanted.join('')));
        }
        expect(linesOf(paper(encode(blocks, modelId), modelId))).toEqual(
          blocks.flatMap((one) => linesOf(paper(encode([one], modelId), modelId))),
        );
      }),
      { numRuns: 300 },
    );
  });
});
