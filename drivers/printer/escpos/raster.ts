import { type Bitmap, createBitmap, fillDots } from '../bitmap.ts';
import { DLE, GS } from './commands.ts';
import type { ByteWriter } from './byte-writer.ts';

/** Nearest-neighbour copy no wider than `widthDots`; the same bitmap when it fits. Missing rows are white. */
export function fitBitmap(bits: Uint8Array, widthDots: number, heightDots: number, maxWidthDots: number): Bitmap {
  const widthBytes = Math.ceil(widthDots / 8);
  if (widthDots <= maxWidthDots) {
    const whole = createBitmap(widthDots, heightDots);
    whole.bits.set(bits.subarray(0, whole.bits.length));
    clearPadding(whole, widthDots);
    return whole;
  }
  const fitted = createBitmap(maxWidthDots, Math.max(1, Math.round((heightDots * maxWidthDots) / widthDots)));
  for (let y = 0; y < fitted.heightDots; y += 1) {
    const sourceRow = Math.min(heightDots - 1, Math.floor((y * heightDots) / fitted.heightDots)) * widthBytes;
    for (let x = 0; x < maxWidthDots; x += 1) {
      const sourceX = Math.floor((x * widthDots) / maxWidthDots);
      if ((bits[sourceRow + (sourceX >> 3)] ?? 0) & (0x80 >> (sourceX & 7))) fillDots(fitted, x, y, 1, 1);
    }
  }
  return fitted;
}

function clearPadding(bitmap: Bitmap, widthDots: number): void {
  const used = widthDots & 7;
  if (used === 0) return;
  const mask = (0xff << (8 - used)) & 0xff;
  for (let index = bitmap.widthBytes - 1; index < bitmap.bits.length; index += bitmap.widthBytes) {
    bitmap.bits[index] = (bitmap.bits[index] ?? 0) & mask;
  }
}

/** GS v 0 (1D 76 30 00 xL xH yL yH d…) in bands of at most `bandRows` rows, with no real-time command among the dots. */
export function writeRaster(out: ByteWriter, bitmap: Bitmap, bandRows: number): void {
  const { widthBytes, heightDots, bits } = bitmap;
  for (let row = 0; row < heightDots; row += bandRows) {
    const rows = Math.min(bandRows, heightDots - row);
    const dots = bits.slice(row * widthBytes, (row + rows) * widthBytes);
    disarm(dots);
    out.append([GS, 0x76, 0x30, 0x00, widthBytes & 0xff, widthBytes >> 8, rows & 0xff, rows >> 8]);
    out.append(dots);
  }
}

/**
 * A printer executes DLE EOT (10 04), DLE ENQ (10 05) and DLE DC4 (10 14, which can open the drawer) wherever they stand in the stream, dots of an
 * image included. The byte 10 is one lone dot with white on both sides; where such a command would arise that dot is made two dots wide (18).
 * Only art with single-dot strokes can be touched: symbols drawn with modules of two dots or more never contain the byte 10.
 */
export function disarm(dots: Uint8Array): void {
  for (let index = 0; index + 1 < dots.length; index += 1) {
    if (dots[index] === DLE && isRealTimeCode(dots[index + 1])) dots[index] = 0x18;
  }
}

/** The byte after DLE that makes a real-time command: EOT status, ENQ recovery, DC4 pulse or clear. */
export function isRealTimeCode(byte: number | undefined): boolean {
  return byte === 0x04 || byte === 0x05 || byte === 0x14;
}
