import { type Charset, charsetOf, type NativeCode, WIDE_FIRST } from './charset-table.ts';
import { glyphOf, NARROW_DOTS, WIDE_DOTS } from './font/glyphs.ts';
import type { PrinterModel } from './models.ts';
import { printable } from './printable.ts';

/** A glyph of a line: one the printer draws by itself, or a character of the glyph font that we draw (DRAWN_… + code point). */
export type GlyphCode = NativeCode;

/** Glyphs we draw, by the room they take: 12 dots, 24 dots, or none of their own (a mark over the one before). */
export const DRAWN_NARROW = 0x1000000;
export const DRAWN_WIDE = 0x2000000;
export const DRAWN_MARK = 0x4000000;
/** From here on a glyph is drawn by us. */
export const DRAWN_FIRST: number = DRAWN_NARROW;

/** Drawn in place of a character that even the glyph font lacks. */
const MISSING = '□';

/** A text in a glyph buffer: glyphs from `start` up to `end`, and the columns (letters of the font) they take at normal width. */
export interface TextSpan {
  readonly start: number;
  readonly end: number;
  readonly columns: number;
}

/** Dots of a letter of font A, 12 × 24, and font B, 9 × 17. Han are 24 × 24 beside either. */
export const LETTER_DOTS = { a: NARROW_DOTS, b: 9 } as const;
export type Font = keyof typeof LETTER_DOTS;

/** The characters a printer has of its own. */
export function charsetOfModel(model: Pick<PrinterModel, 'charset' | 'codePages'>): Charset {
  return charsetOf(
    model.charset,
    model.codePages.map(({ name }) => name),
  );
}

/** The character of a glyph. */
export function characterOfGlyph(charset: Charset, code: GlyphCode): string {
  if (code < 0x80) return String.fromCharCode(code);
  return code < DRAWN_FIRST ? charset.characterOf(code) : String.fromCodePoint(code & 0x1fffff);
}

/** Texts of one document block as glyphs, one after another; cleared before the next block. */
export class GlyphBuffer {
  readonly charset: Charset;
  codes: Uint32Array = new Uint32Array(512);
  /** True when a text since the last clear() holds a glyph that we must draw. */
  hasDrawn = false;
  font: Font = 'a';
  #length = 0;

  constructor(charset: Charset) {
    this.charset = charset;
  }

  clear(font: Font = 'a'): void {
    this.#length = 0;
    this.hasDrawn = false;
    this.font = font;
  }

  /** Columns one glyph takes. */
  widthOf(code: GlyphCode): number {
    if (code >= DRAWN_MARK) return 0;
    const isWide = code >= DRAWN_WIDE || (code >= WIDE_FIRST && code < DRAWN_FIRST);
    if (this.font === 'a') return isWide ? 2 : 1;
    if (isWide) return WIDE_DOTS / LETTER_DOTS.b;
    return code < DRAWN_FIRST ? 1 : NARROW_DOTS / LETTER_DOTS.b;
  }

  /** Adds a text, cleaned by printable(); what the printer has no glyph for is drawn by us. */
  append(text: string): TextSpan {
    this.#reserve(text.length);
    const { codes } = this;
    const table = this.charset.codes;
    const start = this.#length;
    let end = start;
    let wide = 0;
    for (let index = 0; index < text.length; index += 1) {
      const code = table[text.charCodeAt(index)] ?? 0;
      if (code === 0) return this.#appendCleaned(printable(text));
      codes[end] = code;
      end += 1;
      if (code >= WIDE_FIRST) wide += 1;
    }
    this.#length = end;
    // Whole numbers stay whole numbers: a fraction would make every column of every later line one.
    const columns = this.font === 'a' ? text.length + wide : text.length - wide + (wide * WIDE_DOTS) / LETTER_DOTS.b;
    return { start, end, columns };
  }

  #appendCleaned(text: string): TextSpan {
    this.#reserve(text.length);
    const { codes } = this;
    const start = this.#length;
    let end = start;
    for (const character of text) {
      const code = this.#codeOf(character);
      const before = codes[end - 1] ?? 0;
      // A mark is drawn over a character that is drawn as well.
      if (code >= DRAWN_MARK && end > start && before < DRAWN_FIRST) codes[end - 1] = drawn(this.charset.characterOf(before)) ?? before;
      codes[end] = code >= DRAWN_MARK && end === start ? code - DRAWN_MARK + DRAWN_NARROW : code;
      end += 1;
    }
    this.#length = end;
    let columns = 0;
    for (let index = start; index < end; index += 1) columns += this.widthOf(codes[index] ?? 0);
    return { start, end, columns };
  }

  #codeOf(character: string): GlyphCode {
    const native = character.length === 1 ? (this.charset.codes[character.charCodeAt(0)] ?? 0) : 0;
    if (native !== 0) return native;
    const own = drawn(character);
    if (own === undefined && character !== MISSING) return this.#codeOf(MISSING);
    this.hasDrawn = true;
    return own ?? 0x20;
  }

  #reserve(glyphs: number): void {
    const needed = this.#length + glyphs;
    if (needed <= this.codes.length) return;
    const larger = new Uint32Array(Math.max(needed, this.codes.length * 2));
    larger.set(this.codes);
    this.codes = larger;
  }
}

/** The code of a character of the glyph font. */
function drawn(character: string): GlyphCode | undefined {
  const codePoint = character.codePointAt(0) ?? 0;
  const glyph = glyphOf(codePoint);
  if (!glyph) return undefined;
  if (glyph.isMark) return DRAWN_MARK + codePoint;
  return (glyph.widthDots === WIDE_DOTS ? DRAWN_WIDE : DRAWN_NARROW) + codePoint;
}
