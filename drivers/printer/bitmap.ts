/** One bit a pixel, rows of `widthBytes`, most significant bit left, 1 = black, padding white. */
export interface Bitmap {
  readonly widthDots: number;
  readonly widthBytes: number;
  readonly heightDots: number;
  readonly bits: Uint8Array;
}

/** An all-white bitmap. */
export function createBitmap(widthDots: number, heightDots: number): Bitmap {
  const widthBytes = Math.ceil(widthDots / 8);
  return { widthDots, widthBytes, heightDots, bits: new Uint8Array(widthBytes * heightDots) };
}

/** Blackens a rectangle, as far as it lies within the bitmap. */
export function fillDots(bitmap: Bitmap, left: number, top: number, width: number, height: number): void {
  const right = Math.min(left + width, bitmap.widthDots);
  const bottom = Math.min(top + height, bitmap.heightDots);
  for (let y = Math.max(0, top); y < bottom; y += 1) {
    for (let x = Math.max(0, left); x < right; x += 1) {
      const index = y * bitmap.widthBytes + (x >> 3);
      bitmap.bits[index] = (bitmap.bits[index] ?? 0) | (0x80 >> (x & 7));
    }
  }
}

/** True where a dot is black; everything outside is white. */
export function isBlack(bitmap: Bitmap, x: number, y: number): boolean {
  if (x < 0 || y < 0 || x >= bitmap.widthDots || y >= bitmap.heightDots) return false;
  return ((bitmap.bits[y * bitmap.widthBytes + (x >> 3)] ?? 0) & (0x80 >> (x & 7))) !== 0;
}
