import { type Bitmap, createBitmap, fillDots, isBlack } from '../bitmap.ts';
import { printable } from '../printable.ts';
import { GS, PDF417_LEVEL_2, PDF417_PRINT, PDF417_ROW_HEIGHT, PDF417_ROWS } from './commands.ts';
import type { Page } from './page.ts';
import { writeRaster } from './raster.ts';

const DEFAULT_MODULE_DOTS = 3;
const ROW_MODULES = 3;
/** ISO/IEC 15438: start, stop and two row indicators take 69 modules, a codeword 17; two modules of white all around. */
const FRAME_MODULES = 69;
const CODEWORD_MODULES = 17;
const QUIET_MODULES = 2;
/** Of the 90 rows allowed, more than this make a symbol that a hand scanner must be moved over. */
const MAX_ROWS = 60;
/** Error correction level 2 adds 8 codewords; the length and a switch of mode take two. */
const OVERHEAD_CODEWORDS = 10;

type Draw = (text: string, columns: number) => Bitmap;
let draw: Draw | undefined;

/** Loads the generator of symbols drawn by us (2 MB of code, about 100 ms) for this process. */
export async function loadPdf417(): Promise<void> {
  if (draw) return;
  const { default: bwip } = await import('bwip-js/node');
  draw = (text, columns) => {
    const options = { bcid: 'pdf417', text, columns, eclevel: 2, binarytext: true };
    const symbol = bwip.raw(options)[0];
    if (!symbol || !('pixs' in symbol)) throw new Error('no matrix');
    const { pixs, pixx } = symbol;
    const bitmap = createBitmap(pixx, (pixs.length / pixx) * ROW_MODULES);
    for (const [index, pixel] of pixs.entries()) {
      if (pixel === 1) fillDots(bitmap, index % pixx, Math.floor(index / pixx) * ROW_MODULES, 1, ROW_MODULES);
    }
    return bitmap;
  };
}

/**
 * A PDF417 symbol for data cleaned by printable(), centred, in modules as large as asked and the paper allows. Drawn by the printer (GS ( k) where it
 * can, else by us. False when no symbol on this paper holds the data, or loadPdf417() was not called.
 */
export function writePdf417(page: Page, data: string, moduleDots: number = DEFAULT_MODULE_DOTS): boolean {
  const bytes = new TextEncoder().encode(printable(data));
  if (bytes.length === 0) return true;
  const size = fittingSize(page.model.widthDots, bytes.length, moduleDots);
  if (!size) return false;
  const isNative = page.model.native.includes('PDF417');
  const modules = isNative ? undefined : drawn(bytes, size.columns);
  if (!isNative && !modules) return false;
  page.style(undefined, 'center');
  page.feedDots(QUIET_MODULES * size.moduleDots);
  if (modules) writeRaster(page.out, enlarged(modules, size.moduleDots), page.model.raster.bandRows);
  else writeNative(page, bytes, size);
  page.feedDots(QUIET_MODULES * size.moduleDots);
  return true;
}

interface Size {
  readonly columns: number;
  readonly moduleDots: number;
}

/** More would make length bytes that could form a real-time command (10 04), as for QR. */
const MAX_BYTES = 504;

/** The largest modules, at most as asked, with which the symbol is neither wider than the paper nor too high. In byte mode 5 codewords hold 6 bytes. */
function fittingSize(widthDots: number, bytes: number, asked: number): Size | undefined {
  if (bytes > MAX_BYTES) return undefined;
  const codewords = Math.ceil(bytes / 6) * 5 + OVERHEAD_CODEWORDS;
  for (let moduleDots = asked; moduleDots >= 2; moduleDots -= 1) {
    const room = Math.floor(widthDots / moduleDots) - FRAME_MODULES - 2 * QUIET_MODULES;
    const columns = Math.min(Math.floor(room / CODEWORD_MODULES), Math.max(1, Math.ceil(Math.sqrt(codewords / 2))));
    if (columns >= 1 && codewords <= columns * MAX_ROWS) return { columns, moduleDots };
  }
  return undefined;
}

/** GS ( k fn 065 columns, 066 rows, 067 module width, 068 row height, 069 error correction, 080 data, 081 print (Epson; cn = 48). */
function writeNative(page: Page, bytes: Uint8Array, { columns, moduleDots }: Size): void {
  const { out } = page;
  const count = bytes.length + 3;
  out.append([GS, 0x28, 0x6b, 0x03, 0x00, 0x30, 0x41, columns]);
  out.append(PDF417_ROWS);
  out.append([GS, 0x28, 0x6b, 0x03, 0x00, 0x30, 0x43, moduleDots]);
  out.append(PDF417_ROW_HEIGHT);
  out.append(PDF417_LEVEL_2);
  out.append([GS, 0x28, 0x6b, count & 0xff, count >> 8, 0x30, 0x50, 0x30]);
  out.append(bytes);
  out.append(PDF417_PRINT);
}

function drawn(bytes: Uint8Array, columns: number): Bitmap | undefined {
  try {
    return draw?.(String.fromCharCode(...bytes), columns);
  } catch {
    // More than a symbol holds: the data is printed as text.
    return undefined;
  }
}

/** Every module as a square of dots. */
function enlarged(modules: Bitmap, times: number): Bitmap {
  const bitmap = createBitmap(modules.widthDots * times, modules.heightDots * times);
  for (let y = 0; y < modules.heightDots; y += 1) {
    for (let x = 0; x < modules.widthDots; x += 1) {
      const black = isBlack(modules, x, y);
      if (black) fillDots(bitmap, x * times, y * times, times, times);
    }
  }
  return bitmap;
}
