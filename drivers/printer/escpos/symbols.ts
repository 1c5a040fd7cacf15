import { encode as encodeQrMatrix } from 'uqr';
import { type Bitmap, createBitmap, fillDots } from '../bitmap.ts';
import { printable } from '../printable.ts';
import { BAR_DOTS, BARCODE_NUMBERS, DLE, GS, QR_LEVEL_M, QR_MODEL_2, QR_PRINT } from './commands.ts';
import { barcodeContent, barsOf, firmwareSymbol, type Symbology } from './barcode.ts';
import { type Bars, code128Symbols, FNC1 } from './code128.ts';
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
  page.feedDots(QR_QUIET_MODULES * moduleDots);
  out.append(QR_MODEL_2);
  out.append([GS, 0x28, 0x6b, 0x03, 0x00, 0x31, 0x43, moduleDots]);
  out.append(QR_LEVEL_M);
  out.append([GS, 0x28, 0x6b, count & 0xff, count >> 8, 0x31, 0x50, 0x30]);
  out.append(bytes);
  out.append(QR_PRINT);
  page.feedDots(QR_QUIET_MODULES * moduleDots);
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
  page.feedDots(QR_QUIET_MODULES * moduleDots);
  writeRaster(page.out, bitmap, page.model.raster.bandRows);
  page.feedDots(QR_QUIET_MODULES * moduleDots);
}

/** A linear symbol, centred, without human-readable text (documents print that themselves). False when it cannot be drawn on this paper. */
export function writeBarcode(page: Page, symbology: Symbology, data: string, heightDots: number = DEFAULT_BARCODE_DOTS): boolean {
  const content = barcodeContent(symbology, data);
  if (content === undefined) return false;
  const bars = barsOf(symbology, content);
  const modules = bars.reduce((sum, width) => sum + width, 0);
  const barDots = BAR_DOTS.find((dots) => dots * modules <= page.model.widthDots);
  if (barDots === undefined) return false;
  page.style(undefined, 'center');
  const payload = page.model.native.includes(firmwareSymbol(symbology)) ? nativePayload(symbology, content) : undefined;
  if (payload) {
    page.out.append([GS, 0x68, heightDots, GS, 0x77, barDots]);
    page.out.append([GS, 0x6b, BARCODE_NUMBERS[symbology], payload.length]);
    page.out.append(payload);
  } else writeRaster(page.out, barsBitmap(bars, barDots, heightDots), page.model.raster.bandRows);
  return true;
}

/**
 * The data bytes of GS k function B. Undefined, so that we draw the symbol, where they outgrow the length byte, hold control characters, or where
 * digit pairs would form a real-time command (10 04, 10 05, 10 14).
 */
function nativePayload(symbology: Symbology, content: string): readonly number[] | undefined {
  if (/\p{Cc}/u.test(content.replaceAll(FNC1, ''))) return undefined;
  const isCode128 = firmwareSymbol(symbology) === 'CODE128';
  const payload = isCode128
    ? code128Symbols(content).flatMap((symbol) => symbol.payload)
    : Array.from(content, (character) => character.charCodeAt(0));
  const armed = payload.some((byte, index) => byte === DLE && isRealTimeCode(payload[index + 1]));
  return armed || payload.length > 255 ? undefined : payload;
}

function barsBitmap(bars: Bars, barDots: number, heightDots: number): Bitmap {
  const bitmap = createBitmap(bars.reduce((sum, width) => sum + width, 0) * barDots, heightDots);
  let left = 0;
  for (const [index, width] of bars.entries()) {
    if (index % 2 === 0) fillDots(bitmap, left * barDots, 0, width * barDots, heightDots);
    left += width;
  }
  return bitmap;
}
