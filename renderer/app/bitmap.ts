/** The bytes of base64 text. */
export function bytesOf(base64: string): Uint8Array {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}

/** Packed 1-bit rows (most significant bit left, 1 = black) as opaque or clear RGBA pixels; bits that are missing stay clear. */
export function bitmapPixels(bits: Uint8Array, widthDots: number, heightDots: number): Uint8ClampedArray<ArrayBuffer> {
  const pixels = new Uint8ClampedArray(widthDots * heightDots * 4);
  const rowBytes = Math.ceil(widthDots / 8);
  for (let y = 0; y < heightDots; y += 1) {
    for (let x = 0; x < widthDots; x += 1) {
      const byte = bits[y * rowBytes + (x >> 3)] ?? 0;
      if (byte & (0x80 >> (x & 7))) pixels[(y * widthDots + x) * 4 + 3] = 255;
    }
  }
  return pixels;
}
