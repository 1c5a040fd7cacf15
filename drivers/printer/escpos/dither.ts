import { type Bitmap, createBitmap, fillDots } from '../bitmap.ts';

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
  for (let y = 0; y < height; y += 1) {
    const step = y % 2 === 0 ? 1 : -1;
    for (let x = step === 1 ? 0 : width - 1; x >= 0 && x < width; x += step) {
      const value = grey[y * width + x] ?? WHITE;
      const black = value < WHITE / 2;
      if (black) fillDots(bitmap, x, y, 1, 1);
      diffuse(grey, width, height, x, y, step, black ? value : value - WHITE);
    }
  }
  return bitmap;
}

/** What a dot is too light or too dark is made good by its neighbours: 7/16 ahead, 3, 5 and 1/16 below. */
function diffuse(grey: Float32Array, width: number, height: number, x: number, y: number, step: number, error: number): void {
  const add = (toX: number, toY: number, share: number): void => {
    if (toX < 0 || toX >= width || toY >= height) return;
    const index = toY * width + toX;
    grey[index] = (grey[index] ?? 0) + (error * share) / 16;
  };
  add(x + step, y, 7);
  add(x - step, y + 1, 3);
  add(x, y + 1, 5);
  add(x + step, y + 1, 1);
}

/** Each pixel is the mean of the pixels it stands for. */
function scaled(pixels: Uint8Array, fromWidth: number, fromHeight: number, width: number, height: number): Float32Array {
  const grey = new Float32Array(width * height);
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
