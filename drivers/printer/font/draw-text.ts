import { type Bitmap, createBitmap, fillDots } from '../bitmap.ts';
import { printable } from '../printable.ts';
import { type Glyph, GLYPH_ROWS, glyphOf } from './glyphs.ts';

/** Drawn for a character that even the font lacks: □. */
const MISSING = 0x25a1;

/** A glyph and where it begins in its line, in dots of normal size. */
interface PlacedGlyph {
  readonly glyph: Glyph;
  readonly leftDots: number;
}

export interface DrawOptions {
  /** Characters that would reach beyond are left off whole. */
  readonly maxWidthDots: number;
  /** Multiples of the normal character, 1 by default. */
  readonly widthTimes?: number;
  readonly heightTimes?: number;
}

/**
 * One line of text, cleaned by printable(), as dots: 24 rows times `heightTimes`, as wide as its characters (12 dots narrow, 24 wide, times
 * `widthTimes`); without any character one dot wide.
 */
export function drawText(text: string, options: DrawOptions): Bitmap {
  const { widthTimes = 1, heightTimes = 1 } = options;
  const placed = placeGlyphs(printable(text), Math.floor(options.maxWidthDots / widthTimes));
  const width = placed.reduce((end, { glyph, leftDots }) => Math.max(end, leftDots + glyph.widthDots), 0);
  const bitmap = createBitmap(Math.max(1, width * widthTimes), GLYPH_ROWS * heightTimes);
  for (const { glyph, leftDots } of placed) drawGlyph(bitmap, glyph, { left: leftDots * widthTimes, top: 0, widthTimes, heightTimes });
  return bitmap;
}

/** Dots a line of text takes at normal size. */
export function textWidthDots(text: string): number {
  return placeGlyphs(printable(text), Number.MAX_SAFE_INTEGER).reduce(
    (end, { glyph, leftDots }) => Math.max(end, leftDots + glyph.widthDots),
    0,
  );
}

/** Characters side by side; a mark stands over the middle of the one before it. */
function placeGlyphs(text: string, maxWidthDots: number): readonly PlacedGlyph[] {
  const placed: PlacedGlyph[] = [];
  let end = 0;
  let baseDots = 0;
  for (const character of text) {
    const glyph = glyphOf(character.codePointAt(0) ?? MISSING) ?? glyphOf(MISSING);
    if (!glyph) continue;
    if (glyph.isMark && end > 0) {
      placed.push({ glyph, leftDots: end - (baseDots + glyph.widthDots) / 2 });
      continue;
    }
    if (end + glyph.widthDots > maxWidthDots) break;
    placed.push({ glyph, leftDots: end });
    end += glyph.widthDots;
    baseDots = glyph.widthDots;
  }
  return placed;
}

/** Where and how large a glyph is drawn, in dots. */
export interface GlyphPlace {
  readonly left: number;
  readonly top: number;
  readonly widthTimes: number;
  readonly heightTimes: number;
}

/** Blackens the dots of a glyph. */
export function drawGlyph(bitmap: Bitmap, glyph: Glyph, { left, top, widthTimes, heightTimes }: GlyphPlace): void {
  for (const [row, dots] of glyph.rows.entries()) {
    for (let column = 0; column < glyph.widthDots; column += 1) {
      if ((dots >> (23 - column)) & 1) {
        fillDots(bitmap, left + column * widthTimes, top + row * heightTimes, widthTimes, heightTimes);
      }
    }
  }
}
