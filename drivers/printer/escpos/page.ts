import type { TextStyle } from '#contract/document.ts';
import { charsetOfModel, DRAWN_FIRST, GlyphBuffer, LETTER_DOTS, type TextSpan } from '../charset.ts';
import type { Line } from '../layout.ts';
import type { PrinterModel } from '../models.ts';
import { ByteWriter } from './byte-writer.ts';
import { ALIGNS, type Align, ESC, FS, GS, INITIALIZE, LF } from './commands.ts';
import { drawSpans } from './drawn-text.ts';
import { writeRaster } from './raster.ts';
import { TextWriter } from './text-writer.ts';

const SPACE = 0x20;
/** FS ! and FS W know single and double only. */
const MAX_FS_TIMES = 2;
const MAX_TIMES = 8;

/** Rows between two lines: the printer's own spacing is 30 dots, its letters are 24. */
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

/** A text and the dot it begins at. */
export interface PlacedText {
  readonly text: TextSpan;
  readonly leftDots: number;
}

/** The bytes of a document, one after another: tracks the printer's modes and sends a command only where one changes. */
export class Page {
  readonly model: PrinterModel;
  readonly out: ByteWriter = new ByteWriter();
  readonly glyphs: GlyphBuffer;
  readonly #modes: Modes = { ...PLAIN };
  readonly #text: TextWriter;
  /** The style the modes were last set by; most lines have none at all. */
  #style: TextStyle | undefined;

  constructor(model: PrinterModel) {
    this.model = model;
    this.glyphs = new GlyphBuffer(charsetOfModel(model));
    this.#text = new TextWriter(model, this.out, this.glyphs);
  }

  /** Begins a document; what was written before is forgotten. */
  begin(): void {
    this.out.clear();
    Object.assign(this.#modes, PLAIN);
    this.#style = undefined;
    this.out.append(INITIALIZE);
    this.#text.begin();
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
    if (style === this.#style && align === modes.align) return;
    this.#style = style;
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
    if (this.glyphs.hasDrawn && this.#drawLine([{ text, leftDots: 0 }])) return;
    this.#text.write(text, this.#modes);
    this.out.byte(LF);
  }

  /** One line of cells, ended by LF; nothing is sent after the last text. */
  row(line: Line, units: number): void {
    if (this.glyphs.hasDrawn && this.#drawLine(this.#placed(line, units))) return;
    const { cells, widths } = line;
    let start = 0;
    let used = 0;
    for (let index = 0; index < cells.length; index += 1) {
      const cell = cells[index];
      const end = start + (widths[index] ?? 0);
      if (cell && cell.text.columns > 0) {
        const from = cell.align === 'left' ? start : end - cell.text.columns;
        this.#gap(from, used, cell.align === 'right' && end === units);
        this.#text.write(cell.text, this.#modes);
        used = from + cell.text.columns;
      }
      start = end;
    }
    this.out.byte(LF);
  }

  /** One line of texts, each at its dot by ESC $, ended by LF. They neither overlap nor reach beyond the paper: the caller sees to that. */
  positioned(texts: readonly PlacedText[]): void {
    if (this.glyphs.hasDrawn && this.#drawLine(texts)) return;
    for (const { text, leftDots } of texts) {
      if (leftDots > 0) this.#moveTo(leftDots);
      this.#text.write(text, this.#modes);
    }
    this.out.byte(LF);
  }

  /** ESC J n: feeds paper by dots. */
  feedDots(dots: number): void {
    this.out.append([ESC, 0x4a, Math.min(dots, 255)]);
  }

  /** Dots a text takes in the current size. */
  dotsOf(text: TextSpan): number {
    return Math.round(text.columns * this.letterDots);
  }

  /** Dots of one letter in the current font and size. */
  get letterDots(): number {
    return LETTER_DOTS[this.glyphs.font] * this.#modes.widthTimes;
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
      if (to > used) this.#moveTo(Math.round(to * this.letterDots));
      return;
    }
    this.out.fill(SPACE, to - used);
    const over = this.model.columns.fontA % widthTimes;
    if (!atEdge || over === 0) return;
    this.#size(1, heightTimes);
    this.out.fill(SPACE, over);
    this.#size(widthTimes, heightTimes);
  }

  /** ESC $ nL nH: where the next text begins, in dots from the left edge. */
  #moveTo(dots: number): void {
    this.out.append([ESC, 0x24, dots & 0xff, dots >> 8]);
  }

  /** Where the texts of a line of cells begin. */
  #placed({ cells, widths }: Line, units: number): readonly PlacedText[] {
    const over = this.#modes.fontB ? 0 : (this.model.columns.fontA % this.#modes.widthTimes) * LETTER_DOTS.a;
    let end = 0;
    return cells.map(({ text, align }, index) => {
      const start = end;
      end += widths[index] ?? 0;
      const from = align === 'left' ? start : end - text.columns;
      return { text, leftDots: Math.round(from * this.letterDots) + (align === 'right' && end === units ? over : 0) };
    });
  }

  /**
   * Draws a whole line as a picture where it must be, with the gap to the next line that the printer would leave; false where the printer takes it
   * as text. Characters drawn by us stand in a line of text only at normal height, where the printer takes a picture in a line and has letters around it.
   */
  #drawLine(placed: readonly PlacedText[]): boolean {
    const { codes } = this.glyphs;
    const { heightTimes } = this.#modes;
    const inLine = this.model.columnImage && this.model.charset !== 'none' && heightTimes === 1;
    if (inLine || !placed.some(({ text }) => codes.subarray(text.start, text.end).some((code) => code >= DRAWN_FIRST))) return false;
    const spans = placed.map(({ text, leftDots }) => ({ ...text, leftDots }));
    const widthDots = placed.reduce((right, { text, leftDots }) => Math.max(right, leftDots + this.dotsOf(text)), 1);
    const bitmap = drawSpans(this.glyphs, spans, Math.min(widthDots, this.model.widthDots), this.#modes);
    writeRaster(this.out, bitmap, this.model.raster.bandRows);
    this.feedDots(LINE_GAP_DOTS);
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
}
