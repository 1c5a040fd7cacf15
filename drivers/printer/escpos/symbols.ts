import { encode as encodeQrMatrix } from 'uqr';
import { createBitmap, fillDots } from '../bitmap.ts';
import { printable } from '../printable.ts';
import { BAR_DOTS, BARCODE_NUMBERS, DLE, ESC, GS, QR_LEVEL_M, QR_MODEL_2, QR_PRINT } from './commands.ts';
import {
  type Bars,
  barcodeContent,
  barcodeModules,
  code128Bars,
  type Code128Run,
  code128Runs,
  eanBars,
  type Symbology,
} from './barcode.ts';
import type { Page } from './page.ts';
import { isRealTimeCode, writeRaster } from './raster.ts';

const DEFAULT_QR_MODULE_DOTS = 6;
const DEFAULT_BARCODE_DOTS = 80;
/** ISO/IEC 18004: four modules of white around a QR symbol. */
const QR_QUIET_MODULES = 4;
/** UTF-8 bytes that fit QR versions 1–17 at level M (ISO/IEC 18004 table 7). */
const QR_M_BYTES: readonly number[] = [14, 26, 42, 62, 84, 106, 122, 152, 180, 213, 251, 287, 331, 362, 412, 450, 504];

/**
 * A QR symbol for data cleaned by printable(), centred, as large as asked and the paper allows. Drawn by the printer (GS ( k) up to 504 bytes where
 * it can, else by us. False when no QR symbol can hold the data.
 */
export function writeQr(page: Page, data: string, moduleDots: number = DEFAULT_QR_MODULE_DOTS): boolean {
  const bytes = new TextEncoder().encode(printable(data));
  if (bytes.length === 0) return true;
  const version = QR_M_BYTES.findIndex((capacity) => bytes.length <= capacity) + 1;
  if (version > 0 && page.model.native.includes('QR')) {
    writeNativeQr(page, bytes, fittingModuleDots(page, 17 + 4 * version, moduleDots));
    return true;
  }
  const matrix = qrMatrix(bytes);
  if (!matrix) return false;
  writeRasterQr(page, matrix, fittingModuleDots(page, matrix.length, moduleDots));
  return true;
}

function fittingModuleDots(page: Page, modules: number, asked: number): number {
  return Math.max(1, Math.min(asked, 16, Math.floor(page.model.widthDots / modules)));
}

function writeNativeQr(page: Page, bytes: Uint8Array, moduleDots: number): void {
  const { out } = page;
  const count = bytes.length + 3;
  page.style(undefined, 'center');
  feedDots(page, QR_QUIET_MODULES * moduleDots);
  out.append(QR_MODEL_2);
  out.append([GS, 0x28, 0x6b, 0x03, 0x00, 0x31, 0x43, moduleDots]);
  out.append(QR_LEVEL_M);
  out.append([GS, 0x28, 0x6b, count & 0xff, count >> 8, 0x31, 0x50, 0x30]);
  out.append(bytes);
  out.append(QR_PRINT);
  feedDots(page, QR_QUIET_MODULES * moduleDots);
}

function qrMatrix(bytes: Uint8Array): readonly (readonly boolean[])[] | undefined {
  for (const ecc of ['M', 'L'] as const) {
    try {
      return encodeQrMatrix([...bytes], { ecc, border: 0, boostEcc: false }).data;
    } catch {
      // Too long for this level: the next one holds more.
    }
  }
  return undefined;
}

function writeRasterQr(page: Page, matrix: readonly (readonly boolean[])[], moduleDots: number): void {
  const bitmap = createBitmap(matrix.length * moduleDots, matrix.length * moduleDots);
  for (const [y, row] of matrix.entries()) {
    for (const [x, black] of row.entries()) if (black) fillDots(bitmap, x * moduleDots, y * moduleDots, moduleDots, moduleDots);
  }
  page.style(undefined, 'center');
  feedDots(page, QR_QUIET_MODULES * moduleDots);
  writeRaster(page.out, bitmap, page.model.raster.bandRows);
  feedDots(page, QR_QUIET_MODULES * moduleDots);
}

/** ESC J: feeds paper by dots. */
function feedDots(page: Page, dots: number): void {
  page.out.append([ESC, 0x4a, Math.min(dots, 255)]);
}

/** A linear symbol, centred, without human-readable text (documents print that themselves). False when it cannot be drawn on this paper. */
export function writeBarcode(page: Page, symbology: Symbology, data: string, heightDots: number = DEFAULT_BARCODE_DOTS): boolean {
  const content = barcodeContent(symbology, data);
  if (content === undefined) return false;
  const barDots = BAR_DOTS.find((dots) => dots * barcodeModules(symbology, content) <= page.model.widthDots);
  if (barDots === undefined) return false;
  const payload = page.model.native.includes(symbology) ? nativePayload(symbology, content) : undefined;
  if (payload) {
    page.style(undefined, 'center');
    page.out.append([GS, 0x68, heightDots, GS, 0x77, barDots]);
    page.out.append([GS, 0x6b, BARCODE_NUMBERS[symbology], payload.length]);
    page.out.append(payload);
    return true;
  }
  const bars = rasterBars(symbology, content);
  if (!bars) return false;
  writeRasterBars(page, bars, barDots, heightDots);
  return true;
}

/** The data bytes of GS k function B; undefined where digit pairs would form a real-time command (10 04, 10 05, 10 14) or outgrow the length byte. */
function nativePayload(symbology: Symbology, content: string): readonly number[] | undefined {
  const payload = symbology === 'CODE128' ? code128Payload(code128Runs(content)) : ascii(content);
  const armed = payload.some((byte, index) => byte === DLE && isRealTimeCode(payload[index + 1]));
  return armed || payload.length > 255 ? undefined : payload;
}

function code128Payload(runs: readonly Code128Run[]): readonly number[] {
  return runs.flatMap(({ set, text }) => {
    if (set === 'B') return ascii(`{B${text.replaceAll('{', '{{')}`);
    const pairs = text.match(/\d\d/g) ?? [];
    return [...ascii('{C'), ...pairs.map(Number)];
  });
}

function ascii(text: string): readonly number[] {
  return Array.from(text, (character) => character.charCodeAt(0));
}

function rasterBars(symbology: Symbology, content: string): Bars | undefined {
  if (symbology === 'CODE128') return code128Bars(code128Runs(content));
  return symbology === 'CODE39' || symbology === 'ITF' ? undefined : eanBars(content);
}

function writeRasterBars(page: Page, bars: Bars, barDots: number, heightDots: number): void {
  const modules = bars.reduce((sum, width) => sum + width, 0);
  const bitmap = createBitmap(modules * barDots, heightDots);
  let left = 0;
  for (const [index, width] of bars.entries()) {
    if (index % 2 === 0) fillDots(bitmap, left * barDots, 0, width * barDots, heightDots);
    left += width;
  }
  page.style(undefined, 'center');
  writeRaster(page.out, bitmap, page.model.raster.bandRows);
}
