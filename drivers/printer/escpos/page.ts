import type { TextStyle } from '#contract/document.ts';
import { fourBytesOf, TWO_BYTE_FIRST, WIDE_FIRST } from '../charset-table.ts';
import { charsetOfModel, DRAWN_FIRST, GlyphBuffer, LETTER_DOTS, type TextSpan } from '../charset.ts';
import type { Line } from '../layout.ts';
import type { PrinterModel } from '../models.ts';
import { ByteWriter } from './byte-writer.ts';
import { ALIGNS, type Align, CANCEL_KANJI, ESC, FS, GS, INITIALIZE, LF, SELECT_KANJI } from './commands.ts';
import { drawSpans, writeColumns } from './drawn-text.ts';
import { writeRaster } from './raster.ts';

const SPACE = 0x20;
/** FS ! and FS W know single and double only. */
const MAX_FS_TIMES = 2;
const MAX_TIMES = 8;

/** Rows between two lines of text at the printer's own spacing of 30 dots. */
const LINE_GAP_DOTS = 6;

/** The modes of a printer that a style can change; a printer starts with all of them off. */
interface Modes {
  align: Align;
  fontB: boolean;
  bold: boolean;
  underline: boolean;
  invert: boolean;
  widthTimes: number;
  heightTimes: number;
}

const PLAIN: Readonly<Modes> = {
  align: 'left',
  fontB: false,
  bold: false,
  underline: false,
  invert: false,
  widthTimes: 1,
  heightTimes: 1,
};

/** A text and the column it begins in, in letters of the current size. */
interface PlacedSpan {
  readonly text: TextSpan;
  readonly from: number;
  /** Ends at the right edge of the paper. */
  readonly atEdge: boolean;
}

/** The bytes of a document, one after another: tracks the printer's modes and sends a command only where one changes. */
export class Page {
  readonly model: PrinterModel;
  readonly out: ByteWriter = new ByteWriter();
  readonly glyphs: GlyphBuffer;
  readonly #modes: Modes = { ...PLAIN };
  #kanji = false;
  #codePage: number | undefined;

  constructor(model: PrinterModel) {
    this.model = model;
    this.glyphs = new GlyphBuffer(charsetOfModel(model));
  }

  /** Begins a document; what was written before is forgotten. */
  begin(): void {
    this.out.clear();
    Object.assign(this.#modes, PLAIN);
    this.out.append(INITIALIZE);
    if (this.model.kanji.select) this.out.append(SELECT_KANJI);
    this.#kanji = this.model.charset !== 'none';
    this.#codePage = undefined;
  }

  /** Begins a block: its texts are measured in its font. */
  beginBlock(style?: TextStyle): void {
    this.glyphs.clear(style?.font);
  }

  /** Columns of a line in characters of this style. */
  columnsFor(style: TextStyle | undefined): number {
    const times = this.#times(style?.widthTimes);
    if (style?.font !== 'b') return Math.floor(this.model.columns.fontA / times);
    return Math.floor(this.model.widthDots / LETTER_DOTS.b / times);
  }

  /** Sets the modes for a block; `align` is the block's own, because rows and pairs align by columns. Call at the start of a line only. */
  style(style: TextStyle | undefined, align: Align): void {
    const modes = this.#modes;
    const { out } = this;
    const bold = style?.bold ?? false;
    const underline = style?.underline ?? false;
    const invert = style?.invert ?? false;
    const underlineChanged = modes.underline !== underline;
    const fontB = this.glyphs.font === 'b';
    if (modes.fontB !== fontB) out.append([ESC, 0x4d, Number(fontB)]);
    modes.fontB = fontB;
    if (modes.align !== align) out.append([ESC, 0x61, ALIGNS.indexOf(align)]);
    if (modes.bold !== bold) out.append([ESC, 0x45, Number(bold)]);
    if (modes.invert !== invert) out.append([GS, 0x42, Number(invert)]);
    if (underlineChanged) out.append([ESC, 0x2d, Number(underline)]);
    modes.align = align;
    modes.bold = bold;
    modes.invert = invert;
    modes.underline = underline;
    const sizeChanged = this.#size(this.#times(style?.widthTimes), this.#times(style?.heightTimes));
    if (this.model.kanji.size === 'gs-and-fs') {
      if (sizeChanged || underlineChanged) out.append([FS, 0x21, this.#fsPrintMode()]);
    } else if (underlineChanged) {
      out.append([FS, 0x2d, Number(underline)]);
    }
  }

  /** One line of text as it is, ended by LF. */
  line(text: TextSpan): void {
    if (this.glyphs.hasDrawn && this.#drawLine([{ text, from: 0, atEdge: false }])) return;
    this.#write(text);
    this.out.byte(LF);
  }

  /** One line of cells, ended by LF; nothing is sent after the last text. */
  row(line: Line, units: number): void {
    if (this.glyphs.hasDrawn && this.#drawLine(placedSpans(line, units))) return;
    const { cells, widths } = line;
    let start = 0;
    let used = 0;
    for (let index = 0; index < cells.length; index += 1) {
      const cell = cells[index];
      const end = start + (widths[index] ?? 0);
      if (cell && cell.text.columns > 0) {
        const from = cell.align === 'left' ? start : end - cell.text.columns;
        this.#gap(from, used, cell.align === 'right' && end === units);
        this.#write(cell.text);
        used = from + cell.text.columns;
      }
      start = end;
    }
    this.out.byte(LF);
  }

  /** A line of one ASCII character from edge to edge. */
  ruled(character: number): void {
    this.out.fill(character, this.model.columns.fontA);
    this.out.byte(LF);
  }

  /**
   * Blanks in the current size up to a column; before the text at the right edge also the narrow blanks that the size leaves over (42 columns,
   * width × 4). Font B, where a han is no whole number of letters, goes there by ESC $ in dots.
   */
  #gap(to: number, used: number, atEdge: boolean): void {
    const { fontB, widthTimes, heightTimes } = this.#modes;
    if (fontB) {
      const dots = Math.round(to * LETTER_DOTS.b * widthTimes);
      if (to > used) this.out.append([ESC, 0x24, dots & 0xff, dots >> 8]);
      return;
    }
    this.out.fill(SPACE, to - used);
    const over = this.model.columns.fontA % widthTimes;
    if (!atEdge || over === 0) return;
    this.#size(1, heightTimes);
    this.out.fill(SPACE, over);
    this.#size(widthTimes, heightTimes);
  }

  /**
   * Draws a whole line as a picture where it must be, with the gap to the next line that the printer would leave; false where the printer takes it
   * as text. Characters drawn by us stand in a line of text only at normal height, where the printer takes a picture in a line and has letters around it.
   */
  #drawLine(placed: readonly PlacedSpan[]): boolean {
    const { codes } = this.glyphs;
    const inLine = this.model.columnImage && this.model.charset !== 'none' && this.#modes.heightTimes === 1;
    if (inLine || !placed.some(({ text }) => codes.subarray(text.start, text.end).some((code) => code >= DRAWN_FIRST))) return false;
    const { widthTimes, heightTimes } = this.#modes;
    const cellDots = LETTER_DOTS[this.glyphs.font] * widthTimes;
    const over = (this.model.columns.fontA % widthTimes) * LETTER_DOTS.a;
    const spans = placed.map(({ text, from, atEdge }) => ({
      start: text.start,
      end: text.end,
      leftDots: Math.round(from * cellDots) + (atEdge && !this.#modes.fontB ? over : 0),
      widthDots: Math.round(text.columns * cellDots),
    }));
    const widthDots = spans.reduce((right, span) => Math.max(right, span.leftDots + span.widthDots), 1);
    const bitmap = drawSpans(this.glyphs, spans, Math.min(widthDots, this.model.widthDots), this.#modes);
    writeRaster(this.out, bitmap, this.model.raster.bandRows);
    if (heightTimes === 1) this.out.append([ESC, 0x4a, LINE_GAP_DOTS]);
    return true;
  }

  #times(times: number | undefined): number {
    return Math.min(times ?? 1, this.model.kanji.size === 'gs-and-fs' ? MAX_FS_TIMES : MAX_TIMES);
  }

  #size(widthTimes: number, heightTimes: number): boolean {
    const modes = this.#modes;
    if (modes.widthTimes === widthTimes && modes.heightTimes === heightTimes) return false;
    modes.widthTimes = widthTimes;
    modes.heightTimes = heightTimes;
    this.out.append([GS, 0x21, ((widthTimes - 1) << 4) | (heightTimes - 1)]);
    return true;
  }

  /** FS ! n: 04 double width, 08 double height, 80 underline, for han. */
  #fsPrintMode(): number {
    const { widthTimes, heightTimes, underline } = this.#modes;
    return (widthTimes === 2 ? 0x04 : 0) | (heightTimes === 2 ? 0x08 : 0) | (underline ? 0x80 : 0);
  }

  #write({ start, end }: TextSpan): void {
    let index = this.#writePlain(start, end);
    while (index < end) index = this.#writePlain(this.#writeOther(index, end), end);
  }

  /** ASCII and two-byte characters, nearly all of any text; the first glyph that is neither. */
  #writePlain(start: number, end: number): number {
    const { codes } = this.glyphs;
    const { out } = this;
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
  #writeOther(index: number, end: number): number {
    const code = this.glyphs.codes[index] ?? SPACE;
    if (code >= DRAWN_FIRST) return this.#writeDrawn(index, end);
    if (code < WIDE_FIRST) {
      this.#selectCodePage((code >> 8) - 1);
      this.out.byte(code & 0xff);
      return index + 1;
    }
    this.#selectKanji();
    if (code >= TWO_BYTE_FIRST) return index;
    const four = fourBytesOf(this.glyphs.charset, code);
    this.out.append([four >>> 24, (four >> 16) & 0xff, (four >> 8) & 0xff, four & 0xff]);
    return index + 1;
  }

  /** The characters drawn by us from `start` on as one picture in the line; where they end. */
  #writeDrawn(start: number, limit: number): number {
    const { codes, font } = this.glyphs;
    let end = start;
    let columns = 0;
    while (end < limit && (codes[end] ?? 0) >= DRAWN_FIRST) {
      columns += this.glyphs.widthOf(codes[end] ?? 0);
      end += 1;
    }
    const widthDots = Math.round(columns * LETTER_DOTS[font] * this.#modes.widthTimes);
    writeColumns(this.out, drawSpans(this.glyphs, [{ start, end, leftDots: 0 }], widthDots, this.#modes));
    return end;
  }

  #selectKanji(): void {
    if (this.#kanji) return;
    this.#kanji = true;
    this.out.append(SELECT_KANJI);
  }

  /** ESC t n, in single-byte mode: in Chinese mode a byte from 81 up begins a two-byte character. */
  #selectCodePage(place: number): void {
    if (this.#kanji) this.out.append(CANCEL_KANJI);
    this.#kanji = false;
    if (this.#codePage === place) return;
    this.#codePage = place;
    this.out.append([ESC, 0x74, this.model.codePages[place]?.number ?? 0]);
  }
}

/** Where the texts of a line of cells begin. */
function placedSpans({ cells, widths }: Line, units: number): readonly PlacedSpan[] {
  let end = 0;
  return cells.map(({ text, align }, index) => {
    const start = end;
    end += widths[index] ?? 0;
    return { text, from: align === 'left' ? start : end - text.columns, atEdge: align === 'right' && end === units };
  });
}
