import fc from 'fast-check';
import { expect, test } from 'vitest';
import { drawLabel } from '#drivers/label/draw.ts';
import { layoutLabel } from '#drivers/label/layout.ts';
import { findLabelPrinterModel } from '#drivers/label/models.ts';
import { encodeTspl } from '#drivers/label/tspl.ts';
import { isBlack } from '#drivers/printer/bitmap.ts';
import { createTsplDecoder, type TsplEvent } from '#drivers/virtual/tspl-decode.ts';
import { anyLabel } from '../label/label-samples.ts';

const tsc = findLabelPrinterModel('tsc-203')!;

function decode(text: string): readonly TsplEvent[] {
  return createTsplDecoder(203).write(Buffer.from(text, 'latin1'));
}

/** Fills a bitmap with `#` and `.`. */
function picture(event: TsplEvent | undefined): readonly string[] {
  if (event?.type !== 'label') throw new Error('no label');
  const { label } = event;
  return Array.from({ length: label.heightDots }, (_, y) =>
    Array.from({ length: label.widthDots }, (__, x) => (isBlack(label, x, y) ? '#' : '.')).join(''),
  );
}

test('a picture of zeros is black, ones are white, and PRINT puts the label out', () => {
  const [label] = decode('SIZE 1 mm,0.5 mm\r\nCLS\r\nBITMAP 0,1,1,2,1,\u000f\u00aa\r\nPRINT 1,1\r\n');
  expect(picture(label)).toEqual(['........', '####....', '.#.#.#.#', '........']);
});

test('overwriting, adding and inverting pictures differ', () => {
  const twice = (mode: number): string =>
    `SIZE 1 mm,0.2 mm\r\nCLS\r\nBITMAP 0,0,1,1,1,\u000f\r\nBITMAP 0,0,1,1,${mode},\u0033\r\nPRINT 1\r\n`;
  expect(picture(decode(twice(0))[0])[0]).toBe('##..##..');
  expect(picture(decode(twice(1))[0])[0]).toBe('######..');
  expect(picture(decode(twice(2))[0])[0]).toBe('..####..');
});

test('bars and frames are drawn where they were asked for', () => {
  const [label] = decode('SIZE 1 mm,0.5 mm\r\nCLS\r\nBOX 0,0,7,3,1\r\nBAR 2,2,3,1\r\nPRINT 1,1\r\n');
  expect(picture(label)).toEqual(['########', '#......#', '#.###..#', '########']);
});

test('the status question is heard between commands, and what nobody knows is shown', () => {
  expect(decode('\u001b!?FORMFEED\r\nTEXT 1,2,"3",0,1,1,"\u00a1"\r\n')).toEqual([
    { type: 'status' },
    { type: 'unknown', text: 'FORMFEED' },
    { type: 'unknown', text: 'TEXT 1,2,"3",0,1,1,"·"' },
  ]);
});

/** Dots of a label that did not come out, and dots that came out besides. */
function compare(wanted: Uint8Array, found: Uint8Array): { readonly missing: number; readonly added: number } {
  expect(found).toHaveLength(wanted.length);
  const ones = (byte: number): number => byte.toString(2).replaceAll('0', '').length;
  let missing = 0;
  let added = 0;
  for (const [index, byte] of wanted.entries()) {
    const other = found[index] ?? 0;
    missing += ones(byte & ~other);
    added += ones(other & ~byte);
  }
  return { missing, added };
}

test('every label comes out of the decoder dot by dot as it was laid out, with nothing unknown, in any chunks', async () => {
  await fc.assert(
    fc.asyncProperty(anyLabel, fc.array(fc.integer({ min: 1, max: 900 }), { maxLength: 40 }), async (document, chunks) => {
      const layout = await layoutLabel(document, tsc);
      const bytes = encodeTspl(layout, tsc);
      const decoder = createTsplDecoder(203);
      const events: TsplEvent[] = [];
      let at = 0;
      for (const size of [...chunks, bytes.length]) {
        events.push(...decoder.write(bytes.subarray(at, at + size)));
        at += size;
      }
      expect(events).toHaveLength(1);
      const [event] = events;
      if (event?.type !== 'label') throw new Error('no label');
      const drawn = drawLabel(layout);
      expect(event.label.widthDots).toBe(drawn.widthDots);
      const { missing, added } = compare(drawn.bits, event.label.bits);
      expect(missing).toBe(0);
      // A lone white dot may have been blackened so that the picture holds no command (disarmTspl).
      expect(added).toBeLessThanOrEqual(2);
    }),
    { numRuns: 60 },
  );
});

test('random bytes neither throw nor pile up', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 3000 }), { maxLength: 8 }), (chunks) => {
      const decoder = createTsplDecoder(203);
      for (const chunk of chunks) decoder.write(chunk);
      decoder.write(Buffer.from(`${'x'.repeat(5000)}\r\n`));
      expect(decoder.write(Buffer.from('\r\nCLS\r\nPRINT 1,1\r\n')).at(-1)?.type).toBe('label');
    }),
    { numRuns: 200 },
  );
});
