import type { PaperItem } from '#contract/bench.ts';
import type { PrinterModel } from '../models.ts';
import { type Align, ALIGNS } from './commands.ts';

const FONT_A_DOTS = 12;
const FONT_B_DOTS = 9;
const HAN_DOTS = 24;

type Line = Extract<PaperItem, { type: 'line' }>;
type Run = Line['runs'][number];
type Times = Pick<Run, 'widthTimes' | 'heightTimes'>;

/**
 * The line a printer is building, and the modes that decide how its next character looks. `column` of a run counts from where the line begins,
 * before the line is aligned as a whole.
 */
export class PaperLine {
  readonly #model: PrinterModel;
  #runs: Run[] = [];
  #dots = 0;
  #narrow: Times = { widthTimes: 1, heightTimes: 1 };
  #han: Times = { widthTimes: 1, heightTimes: 1 };
  #hanUnderline = false;
  align: Align = 'left';
  bold = false;
  underline = false;
  invert = false;
  fontB = false;

  constructor(model: PrinterModel) {
    this.#model = model;
  }

  get isEmpty(): boolean {
    return this.#runs.length === 0 && this.#dots === 0;
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
    this.#runs.push(this.#run(false));
  }

  get dots(): number {
    return this.#dots;
  }

  /** Draws one character; the lines that became full on the way. */
  draw(character: string, han: boolean): Line[] {
    const times = han ? this.#han : this.#narrow;
    const width = (han ? HAN_DOTS : this.fontB ? FONT_B_DOTS : FONT_A_DOTS) * times.widthTimes;
    const full = this.#dots > 0 && this.#dots + width > this.#model.widthDots ? [this.finish()] : [];
    const style = this.#run(han);
    const last = this.#runs.at(-1);
    if (last && sameStyle(last, style)) last.text += character;
    else this.#runs.push({ ...style, text: character });
    this.#dots += width;
    return full;
  }

  /** Takes the line off as printed. */
  finish(): Line {
    const line: Line = { type: 'line', align: this.align, runs: this.#runs.filter((run) => run.text !== '') };
    this.clear();
    return line;
  }

  clear(): void {
    this.#runs = [];
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

  #run(han: boolean): Run {
    return {
      text: '',
      column: this.#dots / FONT_A_DOTS,
      ...(han ? this.#han : this.#narrow),
      bold: this.bold,
      underline: han ? this.#hanUnderline : this.underline,
      invert: this.invert,
    };
  }
}

function sameStyle(one: Run, other: Run): boolean {
  return (
    one.widthTimes === other.widthTimes &&
    one.heightTimes === other.heightTimes &&
    one.bold === other.bold &&
    one.underline === other.underline &&
    one.invert === other.invert
  );
}
