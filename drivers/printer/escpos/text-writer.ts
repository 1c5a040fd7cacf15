import { fourBytesOf, TWO_BYTE_FIRST, WIDE_FIRST } from '../charset-table.ts';
import { DRAWN_FIRST, type GlyphBuffer, LETTER_DOTS, type TextSpan } from '../charset.ts';
import type { PrinterModel } from '../models.ts';
import type { ByteWriter } from './byte-writer.ts';
import { CANCEL_KANJI, ESC, SELECT_KANJI } from './commands.ts';
import { drawSpans, type Look, writeColumns } from './drawn-text.ts';

const SPACE = 0x20;

/** Glyphs as bytes: keeps track of how the printer reads the next byte, and draws in the line what it has no glyph for. */
export class TextWriter {
  readonly #model: PrinterModel;
  readonly #out: ByteWriter;
  readonly #glyphs: GlyphBuffer;
  #kanji = false;
  /** Place of the code page in the model, undefined for the printer's own choice. */
  #codePage: number | undefined;

  constructor(model: PrinterModel, out: ByteWriter, glyphs: GlyphBuffer) {
    this.#model = model;
    this.#out = out;
    this.#glyphs = glyphs;
  }

  /** After ESC @: two-byte characters where the printer has them. */
  begin(): void {
    if (this.#model.kanji.select) this.#out.append(SELECT_KANJI);
    this.#kanji = this.#model.charset !== 'none';
    this.#codePage = undefined;
  }

  /** Adds the glyphs of a text; what is drawn looks like the text around it. */
  write({ start, end }: TextSpan, look: Look): void {
    let index = this.#writePlain(start, end);
    while (index < end) index = this.#writePlain(this.#writeOther(index, end, look), end);
  }

  /** ASCII and two-byte characters, nearly all of any text; the first glyph that is neither. */
  #writePlain(start: number, end: number): number {
    const { codes } = this.#glyphs;
    const out = this.#out;
    const twoByteFirst = this.#kanji ? TWO_BYTE_FIRST : DRAWN_FIRST;
    out.reserve((end - start) * 2);
    const { bytes } = out;
    let at = out.length;
    let index = start;
    for (; index < end; index += 1) {
      const code = codes[index] ?? SPACE;
      if (code < 0x80) {
        bytes[at] = code;
        at += 1;
      } else if (code >= twoByteFirst && code < DRAWN_FIRST) {
        bytes[at] = code >> 8;
        bytes[at + 1] = code & 0xff;
        at += 2;
      } else break;
    }
    out.length = at;
    return index;
  }

  /** A glyph that needs more than its two bytes: a picture, a code page, four bytes, or Chinese mode back on. Where the next one begins. */
  #writeOther(index: number, end: number, look: Look): number {
    const code = this.#glyphs.codes[index] ?? SPACE;
    if (code >= DRAWN_FIRST) return this.#writeDrawn(index, end, look);
    if (code < WIDE_FIRST) {
      this.#selectCodePage((code >> 8) - 1);
      this.#out.byte(code & 0xff);
      return index + 1;
    }
    this.#selectKanji();
    if (code >= TWO_BYTE_FIRST) return index;
    const four = fourBytesOf(this.#glyphs.charset, code);
    this.#out.append([four >>> 24, (four >> 16) & 0xff, (four >> 8) & 0xff, four & 0xff]);
    return index + 1;
  }

  /** The characters drawn by us from `start` on as one picture in the line; where they end. */
  #writeDrawn(start: number, limit: number, look: Look): number {
    const { codes, font } = this.#glyphs;
    let end = start;
    let columns = 0;
    while (end < limit && (codes[end] ?? 0) >= DRAWN_FIRST) {
      columns += this.#glyphs.widthOf(codes[end] ?? 0);
      end += 1;
    }
    const widthDots = Math.round(columns * LETTER_DOTS[font] * look.widthTimes);
    writeColumns(this.#out, drawSpans(this.#glyphs, [{ start, end, leftDots: 0 }], widthDots, look));
    return end;
  }

  #selectKanji(): void {
    if (this.#kanji) return;
    this.#kanji = true;
    this.#out.append(SELECT_KANJI);
  }

  /** ESC t n, in single-byte mode: in Chinese mode a byte from 81 up begins a two-byte character. */
  #selectCodePage(place: number): void {
    if (this.#kanji) this.#out.append(CANCEL_KANJI);
    this.#kanji = false;
    if (this.#codePage === place) return;
    this.#codePage = place;
    this.#out.append([ESC, 0x74, this.#model.codePages[place]?.number ?? 0]);
  }
}
