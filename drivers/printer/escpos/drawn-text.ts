import { type Bitmap, createBitmap, fillDots, isBlack } from '../bitmap.ts';
import { characterOfGlyph, type GlyphBuffer, LETTER_DOTS } from '../charset.ts';
import { drawGlyph } from '../font/draw-text.ts';
import { type Glyph, GLYPH_ROWS, glyphOf } from '../font/glyphs.ts';
import type { ByteWriter } from './byte-writer.ts';
import { ESC } from './commands.ts';
import { disarm } from './raster.ts';

/** How drawn text looks: the styles of a printer that the printer itself would apply to its own characters only. */
export interface Look {
  readonly bold: boolean;
  readonly underline: boolean;
  readonly invert: boolean;
  readonly widthTimes: number;
  readonly heightTimes: number;
}

/** Glyphs of a line and the dot they begin at. */
export interface DrawnSpan {
  readonly start: number;
  readonly end: number;
  readonly leftDots: number;
}

/** Glyphs as dots, one span after another, 24 rows times `heightTimes`. */
export function drawSpans(glyphs: GlyphBuffer, spans: readonly DrawnSpan[], widthDots: number, look: Look): Bitmap {
  const bitmap = createBitmap(widthDots, GLYPH_ROWS * look.heightTimes);
  for (const span of spans) drawSpan(bitmap, glyphs, span, look);
  return bitmap;
}

/** Every glyph in the middle of its cell; a mark in the middle of the cell before it. Bold is drawn twice, one dot apart, as print heads do it. */
function drawSpan(bitmap: Bitmap, glyphs: GlyphBuffer, { start, end, leftDots }: DrawnSpan, look: Look): void {
  const { widthTimes, heightTimes } = look;
  let left = leftDots;
  let cell = 0;
  for (let index = start; index < end; index += 1) {
    const code = glyphs.codes[index] ?? 0;
    const glyph = glyphOf(characterOfGlyph(glyphs.charset, code).codePointAt(0) ?? 0);
    const dots = Math.round(glyphs.widthOf(code) * LETTER_DOTS[glyphs.font] * widthTimes);
    if (dots > 0) cell = dots;
    const cellLeft = dots > 0 ? left : left - cell;
    if (glyph) drawInCell(bitmap, glyph, cellLeft, cell, look);
    left += dots;
  }
  if (look.underline) fillDots(bitmap, leftDots, (GLYPH_ROWS - 1) * heightTimes, left - leftDots, heightTimes);
  if (look.invert) invertColumns(bitmap, leftDots, left);
}

function drawInCell(bitmap: Bitmap, glyph: Glyph, cellLeft: number, cell: number, { bold, widthTimes, heightTimes }: Look): void {
  const room = Math.floor(cell / widthTimes);
  const left = cellLeft + Math.floor((Math.max(0, room - glyph.widthDots) * widthTimes) / 2);
  const fitted = glyph.widthDots > room ? condensed(glyph, room) : glyph;
  drawGlyph(bitmap, fitted, { left, top: 0, widthTimes, heightTimes });
  if (bold) drawGlyph(bitmap, fitted, { left: left + 1, top: 0, widthTimes, heightTimes });
}

/** A letter of 12 dots in a cell of font B, 9 dots: columns that fall together are both drawn. */
function condensed(glyph: Glyph, dots: number): Glyph {
  const rows = glyph.rows.map((row) => {
    let narrow = 0;
    for (let column = 0; column < glyph.widthDots; column += 1) {
      if ((row >> (23 - column)) & 1) narrow |= 1 << (23 - Math.floor((column * dots) / glyph.widthDots));
    }
    return narrow;
  });
  return { ...glyph, rows };
}

function invertColumns(bitmap: Bitmap, left: number, right: number): void {
  for (let y = 0; y < bitmap.heightDots; y += 1) {
    for (let x = left; x < Math.min(right, bitmap.widthDots); x += 1) {
      const index = y * bitmap.widthBytes + (x >> 3);
      bitmap.bits[index] = (bitmap.bits[index] ?? 0) ^ (0x80 >> (x & 7));
    }
  }
}

/** ESC * 33 nL nH d…: a bitmap of 24 rows in the running line, three bytes a column from the top, with no real-time command among them. */
export function writeColumns(out: ByteWriter, bitmap: Bitmap): void {
  const columns = new Uint8Array(bitmap.widthDots * 3);
  for (let x = 0; x < bitmap.widthDots; x += 1) {
    for (let y = 0; y < GLYPH_ROWS; y += 1) {
      if (isBlack(bitmap, x, y)) {
        const index = x * 3 + (y >> 3);
        columns[index] = (columns[index] ?? 0) | (0x80 >> (y & 7));
      }
    }
  }
  disarm(columns);
  out.append([ESC, 0x2a, 33, bitmap.widthDots & 0xff, bitmap.widthDots >> 8]);
  out.append(columns);
}
