import type { TextStyle } from '#contract/document.ts';
import { charsetOf, fourBytesOf, GlyphBuffer, type TextSpan } from '../charset.ts';
import type { Line } from '../layout.ts';
import type { PrinterModel } from '../models.ts';
import { ByteWriter } from './byte-writer.ts';
import { ALIGNS, type Align, ESC, FS, GS, INITIALIZE, LF, SELECT_KANJI } from './commands.ts';

const SPACE = 0x20;
/** FS ! and FS W know single and double only. */
const MAX_FS_TIMES = 2;
const MAX_TIMES = 8;

/** The modes of a printer that a style can change; a printer starts with all of them off. */
interface Modes {
  align: Align;
  bold: boolean;
  underline: boolean;
  invert: boolean;
  widthTimes: number;
  heightTimes: number;
}

const PLAIN: Readonly<Modes> = { align: 'left', bold: false, underline: false, invert: false, widthTimes: 1, heightTimes: 1 };

/** The bytes of a document, one after another: tracks the printer's modes and sends a command only where one changes. */
export class Page {
  readonly model: PrinterModel;
  readonly out: ByteWriter = new ByteWriter();
  readonly glyphs: GlyphBuffer;
  readonly #modes: Modes = { ...PLAIN };

  constructor(model: PrinterModel) {
    this.model = model;
    this.glyphs = new GlyphBuffer(charsetOf(model.charset));
  }

  /** Begins a document; what was written before is forgotten. */
  begin(): void {
    this.out.clear();
    Object.assign(this.#modes, PLAIN);
    this.out.append(INITIALIZE);
    if (this.model.kanji.select) this.out.append(SELECT_KANJI);
  }

  /** Columns of a line in characters of this style. */
  columnsFor(style: TextStyle | undefined): number {
    return Math.floor(this.model.columns.fontA / this.#times(style?.widthTimes));
  }

  /** Sets the modes for a block; `align` is the block's own, because rows and pairs align by columns. Call at the start of a line only. */
  style(style: TextStyle | undefined, align: Align): void {
    const modes = this.#modes;
    const { out } = this;
    const bold = style?.bold ?? false;
    const underline = style?.underline ?? false;
    const invert = style?.invert ?? false;
    const underlineChanged = modes.underline !== underline;
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
    this.#draw(text);
    this.out.byte(LF);
  }

  /** One line of cells, ended by LF; nothing is sent after the last text. */
  row({ cells, widths }: Line, units: number): void {
    let start = 0;
    let used = 0;
    for (let index = 0; index < cells.length; index += 1) {
      const cell = cells[index];
      const end = start + (widths[index] ?? 0);
      if (cell && cell.text.columns > 0) {
        const from = cell.align === 'left' ? start : end - cell.text.columns;
        this.#gap(from - used, cell.align === 'right' && end === units);
        this.#draw(cell.text);
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

  /** Blanks in the current size; before the text at the right edge also the narrow blanks that the size leaves over (42 columns, width × 4). */
  #gap(units: number, atRightEdge: boolean): void {
    const { widthTimes, heightTimes } = this.#modes;
    this.out.fill(SPACE, units);
    const over = this.model.columns.fontA % widthTimes;
    if (!atRightEdge || over === 0) return;
    this.#size(1, heightTimes);
    this.out.fill(SPACE, over);
    this.#size(widthTimes, heightTimes);
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

  #draw(text: TextSpan): void {
    const { codes, charset } = this.glyphs;
    const { out } = this;
    out.reserve((text.end - text.start) * 4);
    const { bytes } = out;
    let at = out.length;
    for (let index = text.start; index < text.end; index += 1) {
      const code = codes[index] ?? SPACE;
      if (code < 0x80) {
        bytes[at] = code;
        at += 1;
      } else if (code >= 0x8140) {
        bytes[at] = code >> 8;
        bytes[at + 1] = code & 0xff;
        at += 2;
      } else {
        const four = fourBytesOf(charset, code);
        bytes[at] = four >>> 24;
        bytes[at + 1] = (four >> 16) & 0xff;
        bytes[at + 2] = (four >> 8) & 0xff;
        bytes[at + 3] = four & 0xff;
        at += 4;
      }
    }
    out.length = at;
  }
}
