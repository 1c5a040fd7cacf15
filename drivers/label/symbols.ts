import { encode as encodeQrMatrix } from 'uqr';
import { barcodeContent, eanBars } from '../printer/escpos/barcode.ts';
import { type Bars, code128Bars, code128Symbols } from '../printer/escpos/code128.ts';
import type { LabelElement } from '#contract/label.ts';

type Element<Type extends LabelElement['type']> = Extract<LabelElement, { type: Type }>;
export type BarSymbology = Element<'barcode'>['symbology'];
export type MatrixSymbology = Element<'matrix'>['symbology'];

/** Black modules of a square symbol, row by row, without quiet zone. */
export type Matrix = readonly (readonly boolean[])[];

/** FNC1 between two fields of an element string. */
const GROUP_SEPARATOR = '\u001d';

/** White modules left and right (GS1 General Specifications 5.2.3.4 and 5.4.2, ISO/IEC 15417). */
export const QUIET_BARS: Readonly<Record<BarSymbology, readonly [left: number, right: number]>> = {
  EAN13: [11, 7],
  EAN8: [7, 7],
  UPCA: [9, 9],
  CODE128: [10, 10],
  GS1_128: [10, 10],
};

/** White modules all around (ISO/IEC 18004, ISO/IEC 16022). */
export const QUIET_MATRIX: Readonly<Record<MatrixSymbology, number>> = { QR: 4, GS1_QR: 4, GS1_DATAMATRIX: 1 };

/** What the symbol carries, with its check digit, and its bars; undefined when it cannot carry the data. */
export async function readBars(
  symbology: BarSymbology,
  data: string,
): Promise<{ readonly content: string; readonly bars: Bars } | undefined> {
  if (symbology === 'GS1_128') {
    const bars = isElementString(data) ? await drawnBars(data) : undefined;
    return bars && { content: data, bars };
  }
  const content = barcodeContent(symbology, data);
  if (content === undefined) return undefined;
  return { content, bars: symbology === 'CODE128' ? code128Bars(code128Symbols(content)) : eanBars(content) };
}

/** The modules of a square symbol, undefined when it cannot carry the data. */
export async function readMatrix(symbology: MatrixSymbology, data: string): Promise<Matrix | undefined> {
  if (symbology === 'QR') return qrMatrix(data);
  if (!isElementString(data)) return undefined;
  return symbology === 'GS1_DATAMATRIX' ? drawnMatrix('datamatrix', data) : drawnMatrix('qrcode', data);
}

/** QR, model 2, level M, in the smallest version that holds the data. */
export function qrMatrix(data: string): Matrix | undefined {
  try {
    return encodeQrMatrix([...new TextEncoder().encode(data)], { ecc: 'M', border: 0, boostEcc: false }).data;
  } catch {
    // No QR symbol is large enough.
    return undefined;
  }
}

/** Printable ASCII with GS between fields: what FNC1 symbols of GS1 are made of. */
function isElementString(data: string): boolean {
  return data.split(GROUP_SEPARATOR).every((field) => /^[!-~]+$/.test(field));
}

/** The way bwip-js takes FNC1: first of all, and for every GS. */
function withFnc1(data: string): string {
  return `^FNC1${data.replaceAll('^', '^^').replaceAll(GROUP_SEPARATOR, '^FNC1')}`;
}

async function drawnBars(data: string): Promise<Bars | undefined> {
  const symbol = await rawSymbol('code128', data);
  return symbol && 'sbs' in symbol ? symbol.sbs : undefined;
}

async function drawnMatrix(kind: 'datamatrix' | 'qrcode', data: string): Promise<Matrix | undefined> {
  const symbol = await rawSymbol(kind, data);
  if (!symbol || !('pixs' in symbol)) return undefined;
  const { pixs, pixx, pixy } = symbol;
  return Array.from({ length: pixy }, (_, y) => Array.from({ length: pixx }, (__, x) => pixs[y * pixx + x] === 1));
}

/** bwip-js is large, so it is loaded when the first such symbol is drawn. */
async function rawSymbol(kind: string, data: string) {
  const { default: bwip } = await import('bwip-js/node');
  try {
    return bwip.raw({ bcid: kind, text: withFnc1(data), parsefnc: true })[0];
  } catch {
    // Data the symbology does not take: the label is refused.
    return undefined;
  }
}
