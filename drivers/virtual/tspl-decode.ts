import { barcodeContent, eanBars } from '../printer/escpos/barcode.ts';
import { type Bitmap, createBitmap } from '../printer/bitmap.ts';
import { blacken, fillFrame, fillRectangle, stamp } from '../label/dots.ts';
import { barDots, matrixDots } from '../label/layout.ts';
import { qrMatrix } from '../label/symbols.ts';

/** What a stream of TSPL asked for. */
export type TsplEvent =
  | { readonly type: 'status' }
  | { readonly type: 'label'; readonly label: Bitmap }
  /** A line nobody here knows, control characters shown as dots. */
  | { readonly type: 'unknown'; readonly text: string };

/** Reads a stream of TSPL in any chunks and draws its labels. */
export interface TsplDecoder {
  write(bytes: Uint8Array): readonly TsplEvent[];
}

const ESC = 0x1b;
const LF = 0x0a;
/** A longer line is given up: real ones are a tenth of it. */
const MAX_LINE_BYTES = 4096;
const MAX_BITMAP_BYTES = 512 * 1024;
const MAX_SIDE_MM = 300;
const MAX_COPIES = 50;
const UNKNOWN_CHARACTERS = 120;
const DOTS_PER_MM: Readonly<Record<number, number>> = { 203: 8, 300: 300 / 25.4 };
const DEFAULT_MM = { width: 40, height: 30 };

/** Commands that say how to print; what they set does not show in a picture. */
const SETTINGS = /^(?:GAP|BLINE) [\d.]+ mm,[\d.]+ mm$|^DIRECTION [01]$|^REFERENCE 0,0$|^DENSITY (?:\d|1[0-5])$|^SPEED \d{1,2}(?:\.5)?$/;

/** A printer of that resolution. Everything encodeTspl writes is drawn to the dot; everything else is reported. */
export function createTsplDecoder(dpi: number): TsplDecoder {
  const dotsPerMm = DOTS_PER_MM[dpi] ?? 8;
  let held: Uint8Array = new Uint8Array(0);
  let label = blank(DEFAULT_MM.width, DEFAULT_MM.height);

  function blank(widthMm: number, heightMm: number): Bitmap {
    return createBitmap(Math.max(1, Math.round(widthMm * dotsPerMm)), Math.max(1, Math.round(heightMm * dotsPerMm)));
  }

  function run(line: string): readonly TsplEvent[] {
    if (line === '' || SETTINGS.test(line)) return [];
    const size = /^SIZE ([\d.]{1,6}) mm,([\d.]{1,6}) mm$/.exec(line);
    if (size && Number(size[1]) <= MAX_SIDE_MM && Number(size[2]) <= MAX_SIDE_MM) {
      label = blank(Number(size[1]), Number(size[2]));
      return [];
    }
    if (line === 'CLS') {
      label = createBitmap(label.widthDots, label.heightDots);
      return [];
    }
    const print = /^PRINT (\d{1,4})(?:,(\d{1,4}))?$/.exec(line);
    if (print) {
      const copies = Math.min(MAX_COPIES, Number(print[1]) * Number(print[2] ?? 1));
      return Array.from({ length: copies }, () => ({ type: 'label', label: copyOf(label) }));
    }
    return drawCommand(label, line) ? [] : [unknown(line)];
  }

  /** One step through the held bytes: what it took and what it meant; undefined when more must come. */
  function step(bytes: Uint8Array): { readonly taken: number; readonly events: readonly TsplEvent[] } | undefined {
    if (bytes[0] === ESC) {
      if (bytes.length < 3) return undefined;
      const immediate = latin(bytes.subarray(1, 3));
      return { taken: 3, events: immediate === '!?' ? [{ type: 'status' }] : [unknown(`ESC ${immediate}`)] };
    }
    const bitmap = bitmapHead(bytes);
    if (bitmap === 'short') return undefined;
    if (bitmap) {
      const { head, x, y, widthBytes, heightDots, mode } = bitmap;
      const end = head + widthBytes * heightDots;
      if (bytes.length < end) return undefined;
      drawBitmap(label, { x, y, widthBytes, heightDots, mode, data: bytes.subarray(head, end) });
      return { taken: end, events: [] };
    }
    const lineEnd = bytes.indexOf(LF);
    const escape = bytes.indexOf(ESC);
    const end = escape > 0 && (lineEnd < 0 || escape < lineEnd) && bytes[escape + 1] === 0x21 ? escape : lineEnd;
    if (end < 0) return bytes.length > MAX_LINE_BYTES ? { taken: bytes.length, events: [unknown(latin(bytes))] } : undefined;
    return { taken: bytes[end] === LF ? end + 1 : end, events: run(latin(bytes.subarray(0, end)).replace(/\r$/, '')) };
  }

  return {
    write(bytes) {
      const joined = new Uint8Array(held.length + bytes.length);
      joined.set(held);
      joined.set(bytes, held.length);
      let rest: Uint8Array = joined;
      const events: TsplEvent[] = [];
      for (let next = step(rest); next && rest.length > 0; next = step(rest)) {
        events.push(...next.events);
        rest = rest.subarray(next.taken);
      }
      held = rest.slice();
      return events;
    },
  };
}

interface BitmapCommand {
  readonly x: number;
  readonly y: number;
  readonly widthBytes: number;
  readonly heightDots: number;
  /** 0 overwrites, 1 adds, 2 inverts where it is black. */
  readonly mode: number;
  readonly data: Uint8Array;
}

const BITMAP = 'BITMAP ';
const BITMAP_HEAD = /^BITMAP (\d{1,5}),(\d{1,5}),(\d{1,4}),(\d{1,5}),([012]),/;
const MAX_HEAD_BYTES = 40;

/** The head of a BITMAP command at the start of the bytes; `short` when it may become one. */
function bitmapHead(bytes: Uint8Array): (Omit<BitmapCommand, 'data'> & { readonly head: number }) | 'short' | undefined {
  const start = latin(bytes.subarray(0, MAX_HEAD_BYTES));
  if (!start.startsWith(BITMAP)) return BITMAP.startsWith(start) && start !== '' ? 'short' : undefined;
  const match = BITMAP_HEAD.exec(start);
  if (!match) return bytes.length < MAX_HEAD_BYTES && /^BITMAP [\d,]*$/.test(start) ? 'short' : undefined;
  const [x = 0, y = 0, widthBytes = 0, heightDots = 0, mode = 0] = match.slice(1).map(Number);
  if (widthBytes * heightDots > MAX_BITMAP_BYTES) return undefined;
  return { head: match[0].length, x, y, widthBytes, heightDots, mode };
}

function drawBitmap(label: Bitmap, { x, y, widthBytes, heightDots, mode, data }: BitmapCommand): void {
  for (let row = 0; row < heightDots && y + row < label.heightDots; row += 1) {
    for (let column = 0; column < widthBytes * 8 && x + column < label.widthDots; column += 1) {
      const black = ((data[row * widthBytes + (column >> 3)] ?? 0xff) & (0x80 >> (column & 7))) === 0;
      if (mode === 1) {
        if (black) blacken(label, x + column, y + row);
      } else setDot(label, x + column, y + row, mode, black);
    }
  }
}

function setDot(label: Bitmap, x: number, y: number, mode: number, black: boolean): void {
  const index = y * label.widthBytes + (x >> 3);
  const bit = 0x80 >> (x & 7);
  const before = label.bits[index] ?? 0;
  const isBlack = mode === 2 ? ((before & bit) !== 0) !== black : black;
  label.bits[index] = isBlack ? before | bit : before & ~bit;
}

/** BAR, BOX, BARCODE and QRCODE as encodeTspl writes them; false for anything else. */
function drawCommand(label: Bitmap, line: string): boolean {
  const bar = /^BAR (\d{1,5}),(\d{1,5}),(\d{1,5}),(\d{1,5})$/.exec(line);
  if (bar) {
    const [x = 0, y = 0, width = 0, height = 0] = bar.slice(1).map(Number);
    fillRectangle(label, x, y, Math.min(width, label.widthDots), Math.min(height, label.heightDots));
    return true;
  }
  const box = /^BOX (\d{1,5}),(\d{1,5}),(\d{1,5}),(\d{1,5}),(\d{1,3})$/.exec(line);
  if (box) {
    const [x = 0, y = 0, right = 0, bottom = 0, thick = 0] = box.slice(1).map(Number);
    const inside = right < label.widthDots && bottom < label.heightDots && x <= right && y <= bottom;
    if (inside) fillFrame(label, x, y, right - x + 1, bottom - y + 1, Math.min(thick, right - x + 1, bottom - y + 1));
    return inside;
  }
  return drawSymbol(label, line);
}

function drawSymbol(label: Bitmap, line: string): boolean {
  const bars = /^BARCODE (\d{1,5}),(\d{1,5}),"(EAN13|EAN8|UPCA)",(\d{1,4}),0,0,(\d{1,2}),\d{1,2},"(\d{7,13})"$/.exec(line);
  if (bars) {
    const [, x = '', y = '', symbology = '', height = '', module = '', data = ''] = bars;
    const content = barcodeContent(symbology as 'EAN13' | 'EAN8' | 'UPCA', data);
    if (content === undefined) return false;
    stamp(label, barDots(eanBars(content), Math.max(1, Number(module)), Math.min(Number(height), label.heightDots)), Number(x), Number(y));
    return true;
  }
  const qr = /^QRCODE (\d{1,5}),(\d{1,5}),M,(\d{1,2}),A,0,M2,"([^"]{1,300})"$/.exec(line);
  const matrix = qr && qrMatrix(qr[4] ?? '');
  if (!qr || !matrix) return false;
  stamp(label, matrixDots(matrix, Math.max(1, Number(qr[3]))), Number(qr[1]), Number(qr[2]));
  return true;
}

function copyOf(bitmap: Bitmap): Bitmap {
  return { ...bitmap, bits: bitmap.bits.slice() };
}

function unknown(text: string): TsplEvent {
  return { type: 'unknown', text: text.slice(0, UNKNOWN_CHARACTERS).replace(/[^ -~]/g, '·') };
}

function latin(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}
