import { type Bitmap, createBitmap, fillDots } from '../printer/bitmap.ts';
import { drawPrice } from './figures.ts';
import type { LabelPrinterModel } from './models.ts';
import { type BarSymbology, type Matrix, QUIET_BARS, QUIET_MATRIX, readBars, readMatrix } from './symbols.ts';
import { drawLine, drawTextLines } from './text.ts';
import type { LabelDocument, LabelElement, LabelMedia } from '#contract/label.ts';
import { formatYuan } from '#contract/money.ts';

/** One thing in its place, in dots from the upper left corner. `dots` of a symbol are what the firmware draws from its data. */
export type LabelItem =
  | { readonly type: 'dots'; readonly x: number; readonly y: number; readonly dots: Bitmap }
  | {
      readonly type: 'barcode';
      readonly x: number;
      readonly y: number;
      readonly symbology: BarSymbology;
      readonly content: string;
      readonly moduleDots: number;
      readonly dots: Bitmap;
    }
  | {
      readonly type: 'qr';
      readonly x: number;
      readonly y: number;
      readonly content: string;
      readonly moduleDots: number;
      readonly dots: Bitmap;
    }
  | { readonly type: 'bar'; readonly x: number; readonly y: number; readonly width: number; readonly height: number }
  | {
      readonly type: 'box';
      readonly x: number;
      readonly y: number;
      readonly width: number;
      readonly height: number;
      readonly line: number;
    };

/** A label ready for any label printer of this resolution: white, then dots and symbols, then bars and boxes. */
export interface LabelLayout {
  /** Tenths of a millimetre, for printers that are told the size of the label. */
  readonly width: number;
  readonly height: number;
  readonly media: LabelMedia;
  readonly widthDots: number;
  readonly heightDots: number;
  readonly items: readonly LabelItem[];
}

/** A label that cannot be printed as it should be: nothing is cut silently. */
export class LabelMisfit extends Error {
  /** The words or the data that did not fit. */
  readonly what: string;
  constructor(what: string) {
    super(`does not fit on the label: ${what}`);
    this.name = 'LabelMisfit';
    this.what = what;
  }
}

/** 203 dpi printers have 8 dots a millimetre, 300 dpi ones 11.8 (TSPL manual, document conventions). */
const DOTS_PER_MM: Readonly<Record<LabelPrinterModel['dpi'], number>> = { 203: 8, 300: 300 / 25.4 };
/** The narrowest bar every scanner of a shop reads: 0.25 mm. */
const MIN_MODULE_MM = 0.25;
const MAX_BAR_DOTS = 4;

/**
 * Places every element of a label. Text that is too long ends in an ellipsis, a price becomes smaller, bars and modules too but never below 0.25 mm.
 * Rejects with LabelMisfit where that is not enough, where an element reaches over the edge, and where the label is wider than the head.
 */
export async function layoutLabel(document: LabelDocument, model: Pick<LabelPrinterModel, 'dpi' | 'widthDots'>): Promise<LabelLayout> {
  const toDots = (tenths: number): number => Math.round((tenths * DOTS_PER_MM[model.dpi]) / 10);
  const widthDots = toDots(document.width);
  if (widthDots > model.widthDots) throw new LabelMisfit(document.title);
  const placed: LabelItem[] = [];
  for (const element of document.elements) {
    if (element.x + element.width > document.width || element.y + element.height > document.height) throw new LabelMisfit(nameOf(element));
    const left = toDots(element.x);
    const top = toDots(element.y);
    const space: Space = { left, top, width: toDots(element.x + element.width) - left, height: toDots(element.y + element.height) - top };
    placed.push(...(await placeElement(element, space, toDots, Math.round(MIN_MODULE_MM * DOTS_PER_MM[model.dpi]))));
  }
  const { width, height, media } = document;
  const items = [...placed.filter((item) => !isDrawnOver(item)), ...placed.filter(isDrawnOver)];
  return { width, height, media, widthDots, heightDots: toDots(height), items };
}

/** The rectangle of an element in dots. */
interface Space {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

function isDrawnOver({ type }: LabelItem): boolean {
  return type === 'bar' || type === 'box';
}

function nameOf(element: LabelElement): string {
  if (element.type === 'text') return element.text;
  if (element.type === 'barcode' || element.type === 'matrix') return element.data.replaceAll('\u001d', ' ');
  return element.type === 'price' ? formatYuan(element.amountMinor) : element.type;
}

async function placeElement(
  element: LabelElement,
  space: Space,
  toDots: (tenths: number) => number,
  minModuleDots: number,
): Promise<readonly LabelItem[]> {
  const { left: x, top: y, width, height } = space;
  switch (element.type) {
    case 'bar':
      return [{ type: 'bar', x, y, width: Math.max(1, width), height: Math.max(1, height) }];
    case 'box':
      return [{ type: 'box', x, y, width, height, line: Math.max(1, toDots(element.line)) }];
    case 'text':
      return placeText(element, space);
    case 'price': {
      const dots = drawPrice(formatYuan(element.amountMinor), { heightDots: height, maxWidthDots: width, struck: element.struck ?? false });
      if (!dots) throw new LabelMisfit(nameOf(element));
      return [{ type: 'dots', x: aligned(space, dots.widthDots, element.align), y: y + height - dots.heightDots, dots }];
    }
    case 'barcode':
      return placeBars(element, space, toDots(element.digits ?? 0), minModuleDots);
    case 'matrix':
      return placeMatrix(element, space, minModuleDots);
  }
}

type Element<Type extends LabelElement['type']> = Extract<LabelElement, { type: Type }>;

function placeText(element: Element<'text'>, space: Space): readonly LabelItem[] {
  const lines = element.lines ?? 1;
  const drawn = drawTextLines(element.text, {
    maxWidthDots: space.width,
    heightDots: Math.floor(space.height / lines),
    lines,
    bold: element.bold ?? false,
  });
  return drawn.map((dots, index): LabelItem => ({
    type: 'dots',
    x: aligned(space, dots.widthDots, element.align),
    y: space.top + index * Math.floor(space.height / lines),
    dots,
  }));
}

function aligned(space: Space, widthDots: number, align: 'left' | 'center' | 'right' = 'left'): number {
  const free = space.width - widthDots;
  return space.left + (align === 'left' ? 0 : align === 'right' ? free : Math.floor(free / 2));
}

async function placeBars(
  element: Element<'barcode'>,
  space: Space,
  digitsDots: number,
  minModuleDots: number,
): Promise<readonly LabelItem[]> {
  const { symbology } = element;
  const read = await readBars(symbology, element.data);
  if (!read) throw new LabelMisfit(nameOf(element));
  const [quietLeft, quietRight] = QUIET_BARS[symbology];
  const modules = read.bars.reduce((sum, width) => sum + width, 0);
  const moduleDots = Math.min(MAX_BAR_DOTS, Math.floor(space.width / (modules + quietLeft + quietRight)));
  const heightDots = space.height - digitsDots;
  if (moduleDots < minModuleDots || heightDots < moduleDots) throw new LabelMisfit(nameOf(element));
  const free = space.width - (modules + quietLeft + quietRight) * moduleDots;
  const x = space.left + Math.floor(free / 2) + quietLeft * moduleDots;
  const dots = barDots(read.bars, moduleDots, heightDots);
  const bars: LabelItem = { type: 'barcode', x, y: space.top, symbology, content: read.content, moduleDots, dots };
  if (digitsDots === 0) return [bars];
  const digits = drawLine(read.content.replaceAll('\u001d', ' '), { maxWidthDots: space.width, heightDots: digitsDots });
  if (!digits) throw new LabelMisfit(nameOf(element));
  return [bars, { type: 'dots', x: aligned(space, digits.widthDots, 'center'), y: space.top + heightDots, dots: digits }];
}

async function placeMatrix(element: Element<'matrix'>, space: Space, minModuleDots: number): Promise<readonly LabelItem[]> {
  const { symbology, data } = element;
  const matrix = await readMatrix(symbology, data);
  const modules = (matrix?.length ?? 0) + 2 * QUIET_MATRIX[symbology];
  const moduleDots = Math.floor(Math.min(space.width, space.height) / modules);
  if (!matrix || moduleDots < minModuleDots) throw new LabelMisfit(nameOf(element));
  const dots = matrixDots(matrix, moduleDots);
  const x = aligned(space, dots.widthDots, 'center');
  const y = space.top + Math.floor((space.height - dots.heightDots) / 2);
  return [symbology === 'QR' ? { type: 'qr', x, y, content: data, moduleDots, dots } : { type: 'dots', x, y, dots }];
}

/** Bars as dots. */
export function barDots(bars: readonly number[], moduleDots: number, heightDots: number): Bitmap {
  const dots = createBitmap(bars.reduce((sum, width) => sum + width, 0) * moduleDots, heightDots);
  let left = 0;
  for (const [index, width] of bars.entries()) {
    if (index % 2 === 0) fillDots(dots, left * moduleDots, 0, width * moduleDots, heightDots);
    left += width;
  }
  return dots;
}

/** Modules as dots. */
export function matrixDots(matrix: Matrix, moduleDots: number): Bitmap {
  const dots = createBitmap((matrix[0]?.length ?? 0) * moduleDots, matrix.length * moduleDots);
  for (const [y, row] of matrix.entries()) {
    for (const [x, black] of row.entries()) if (black) fillDots(dots, x * moduleDots, y * moduleDots, moduleDots, moduleDots);
  }
  return dots;
}
