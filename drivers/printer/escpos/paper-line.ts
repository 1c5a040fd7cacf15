import type { PaperItem } from '#contract/bench.ts';
import type { Bitmap } from '../bitmap.ts';
import type { PrinterModel } from '../models.ts';
import { type Align, ALIGNS } from './commands.ts';

const FONT_A_DOTS = 12;
const FONT_B_DOTS = 9;
const HAN_DOTS = 24;

/** Runs and pictures one line can hold; a stream that goes back and forth in one line forever draws no more of them. */
const MAX_PIECES = 1000;

/** How a printer looks a character up: ASCII, one byte of a code page, or several bytes. */
export type CharacterKind = 'letter' | 'page' | 'han';

type Line = Extract<PaperItem, { type: 'line' }>;
type Run = Line['runs'][number];
type Image = NonNullable<Line['images']>[number];
type Times = Pick<Run, 'widthTimes' | 'heightTimes'>;

/**
 * The line a printer is building, and the modes that decide how its next character looks. `column` of a run counts from where the line begins,
 * before the line is aligned as a whole.
 */
export class PaperLine {
  readonly #model: PrinterModel;
  #runs: Run[] = [];
  #images: Image[] = [];
  #dots = 0;
  #narrow: Times = { widthTimes: 1, heightTimes: 1 };
  #han: Times = { widthTimes: 1, heightTimes: 1 };
  #hanUnderline = false;
  #afterImage = false;
  align: Align = 'left';
  bold = false;
  underline = false;
  invert = false;
  fontB = false;

  constructor(model: PrinterModel) {
    this.#model = model;
  }

  get isEmpty(): boolean {
    return this.#runs.length === 0 && this.#images.length === 0 && this.#dots === 0;
  }

  /** ESC a: takes effect at the start of a line only. */
  alignBy(n: number): void {
    const align = ALIGNS[n % 0x30];
    if (align && this.isEmpty) this.align = align;
  }

  /** GS !: high nibble width − 1, low nibble height − 1; sizes han too, except on firmware that wants FS ! for them. */
  size(n: number): void {
    this.#narrow = { widthTimes: ((n >> 4) & 7) + 1, heightTimes: (n & 7) + 1 };
    if (this.#model.kanji.size === 'gs') this.#han = this.#narrow;
  }

  /** ESC !: 01 font B, 08 bold, 10 double height, 20 double width, 80 underline. */
  printMode(n: number): void {
    this.fontB = (n & 0x01) !== 0;
    this.bold = (n & 0x08) !== 0;
    this.underline = (n & 0x80) !== 0;
    this.size((n & 0x20 ? 0x10 : 0) | (n & 0x10 ? 0x01 : 0));
  }

  /** FS !: 04 double width, 08 double height, 80 underline, for han. */
  hanMode(n: number): void {
    this.#han = { widthTimes: n & 0x04 ? 2 : 1, heightTimes: n & 0x08 ? 2 : 1 };
    this.#hanUnderline = (n & 0x80) !== 0;
  }

  /** FS W: han four times as large, or not. */
  hanQuadruple(on: boolean): void {
    this.#han = on ? { widthTimes: 2, heightTimes: 2 } : { widthTimes: 1, heightTimes: 1 };
  }

  /** FS -: underline for han. */
  hanUnderline(on: boolean): void {
    this.#hanUnderline = on;
  }

  /** ESC $ (absolute) or ESC \ (relative) position in dots. */
  moveTo(dots: number): void {
    this.#dots = Math.max(0, Math.min(dots, this.#model.widthDots));
    if (this.#runs.length < MAX_PIECES) this.#runs.push(this.#run('letter'));
  }

  get dots(): number {
    return this.#dots;
  }

  /** Draws one character; the lines that became full on the way. */
  draw(character: string, kind: CharacterKind): Line[] {
    const times = kind === 'han' ? this.#han : this.#narrow;
    const width = (kind === 'han' ? HAN_DOTS : this.fontB ? FONT_B_DOTS : FONT_A_DOTS) * times.widthTimes;
    const full = this.#dots > 0 && this.#dots + width > this.#model.widthDots ? [this.finish()] : [];
    const style = this.#run(kind);
    const last = this.#runs.at(-1);
    // An image before it has its own place: the text goes on behind it.
    if (last && sameStyle(last, style) && !this.#afterImage) last.text += character;
    else if (this.#runs.length < MAX_PIECES) this.#runs.push({ ...style, text: character });
    this.#afterImage = false;
    this.#dots += width;
    return full;
  }

  /** A picture in the line, as far as it fits the paper. */
  drawImage(bitmap: Bitmap): void {
    if (bitmap.widthDots === 0 || this.#dots + bitmap.widthDots > this.#model.widthDots || this.#images.length >= MAX_PIECES) return;
    const { widthDots, heightDots, bits } = bitmap;
    this.#images.push({ column: this.#dots / FONT_A_DOTS, widthDots, heightDots, bitsBase64: Buffer.from(bits).toString('base64') });
    this.#afterImage = true;
    this.#dots += widthDots;
  }

  /** Takes the line off as printed. */
  finish(): Line {
    const runs = this.#runs.filter((run) => run.text !== '');
    const line: Line = { type: 'line', align: this.align, runs, ...(this.#images.length > 0 ? { images: this.#images } : {}) };
    this.clear();
    return line;
  }

  clear(): void {
    this.#runs = [];
    this.#images = [];
    this.#afterImage = false;
    this.#dots = 0;
  }

  /** ESC @. */
  reset(): void {
    this.clear();
    this.#narrow = { widthTimes: 1, heightTimes: 1 };
    this.#han = this.#narrow;
    this.#hanUnderline = false;
    this.align = 'left';
    this.bold = false;
    this.underline = false;
    this.invert = false;
    this.fontB = false;
  }

  #run(kind: CharacterKind): Run {
    const isHan = kind === 'han';
    return {
      text: '',
      column: this.#dots / FONT_A_DOTS,
      ...(isHan ? this.#han : this.#narrow),
      bold: this.bold,
      underline: isHan ? this.#hanUnderline : this.underline,
      invert: this.invert,
      ...(this.fontB ? { fontB: true } : {}),
      ...(kind === 'page' ? { narrow: true } : {}),
    };
  }
}

function sameStyle(one: Run, other: Run): boolean {
  return (
    one.widthTimes === other.widthTimes &&
    one.heightTimes === other.heightTimes &&
    one.bold === other.bold &&
    one.underline === other.underline &&
    one.invert === other.invert &&
    one.fontB === other.fontB &&
    one.narrow === other.narrow
  );
}
