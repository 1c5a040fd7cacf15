import { type Bitmap, createBitmap } from '../bitmap.ts';

const WHITE = 255;

/**
 * Grey pixels (0 black, 255 white; missing ones white) as dots no wider than `maxWidthDots`: scaled down by averaging, then Floyd–Steinberg error
 * diffusion, every second row from the right, so that no pattern leans to one side.
 */
export function ditheredBitmap(pixels: Uint8Array, widthDots: number, heightDots: number, maxWidthDots: number): Bitmap {
  const width = Math.min(widthDots, maxWidthDots);
  const height = Math.max(1, Math.round((heightDots * width) / widthDots));
  const grey = scaled(pixels, widthDots, heightDots, width, height);
  const bitmap = createBitmap(width, height);
  // One column of room at either side takes the errors that fall off the edge.
  let errors = new Float32Array(width + 2);
  let below = new Float32Array(width + 2);
  for (let y = 0; y < height; y += 1) {
    ditherRow(grey.subarray(y * width, (y + 1) * width), errors, below, bitmap.bits.subarray(y * bitmap.widthBytes), y % 2 === 0 ? 1 : -1);
    [errors, below] = [below, errors.fill(0)];
  }
  return bitmap;
}

/** What a dot is too light or too dark is made good by its neighbours: 7/16 ahead in its row, 3, 5 and 1/16 below. */
function ditherRow(grey: Uint8Array, errors: Float32Array, below: Float32Array, bits: Uint8Array, step: 1 | -1): void {
  let ahead = 0;
  for (let x = step === 1 ? 0 : grey.length - 1; x >= 0 && x < grey.length; x += step) {
    const value = (grey[x] ?? WHITE) + ahead + (errors[x + 1] ?? 0);
    const black = value < WHITE / 2;
    if (black) bits[x >> 3] = (bits[x >> 3] ?? 0) | (0x80 >> (x & 7));
    const share = (black ? value : value - WHITE) / 16;
    ahead = share * 7;
    below[x + 1 - step] = (below[x + 1 - step] ?? 0) + share * 3;
    below[x + 1] = (below[x + 1] ?? 0) + share * 5;
    below[x + 1 + step] = (below[x + 1 + step] ?? 0) + share;
  }
}

/** Each pixel is the mean of the pixels it stands for. */
function scaled(pixels: Uint8Array, fromWidth: number, fromHeight: number, width: number, height: number): Uint8Array {
  const grey = new Uint8Array(width * height).fill(WHITE);
  if (width === fromWidth && height === fromHeight) {
    grey.set(pixels.subarray(0, grey.length));
    return grey;
  }
  for (let y = 0; y < height; y += 1) {
    const top = Math.floor((y * fromHeight) / height);
    const bottom = Math.max(top + 1, Math.floor(((y + 1) * fromHeight) / height));
    for (let x = 0; x < width; x += 1) {
      const left = Math.floor((x * fromWidth) / width);
      const right = Math.max(left + 1, Math.floor(((x + 1) * fromWidth) / width));
      let sum = 0;
      for (let row = top; row < bottom; row += 1) {
        for (let column = left; column < right; column += 1) sum += pixels[row * fromWidth + column] ?? WHITE;
      }
      grey[y * width + x] = sum / ((bottom - top) * (right - left));
    }
  }
  return grey;
}
