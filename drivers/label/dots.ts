import { type Bitmap, createBitmap, isBlack } from '../printer/bitmap.ts';

/** Blackens one dot; outside is no place. */
export function blacken(dots: Bitmap, x: number, y: number): void {
  if (x < 0 || y < 0 || x >= dots.widthDots || y >= dots.heightDots) return;
  const index = y * dots.widthBytes + (x >> 3);
  dots.bits[index] = (dots.bits[index] ?? 0) | (0x80 >> (x & 7));
}

/** Blackens a rectangle, as far as it lies inside. */
export function fillRectangle(dots: Bitmap, left: number, top: number, width: number, height: number): void {
  for (let y = top; y < top + height; y += 1) for (let x = left; x < left + width; x += 1) blacken(dots, x, y);
}

/** Adds the ink of one bitmap to another. */
export function stamp(target: Bitmap, source: Bitmap, left: number, top: number): void {
  for (let y = 0; y < source.heightDots; y += 1) {
    for (let x = 0; x < source.widthDots; x += 1) if (isBlack(source, x, y)) blacken(target, left + x, top + y);
  }
}

/** A frame inside a rectangle. */
export function fillFrame(dots: Bitmap, left: number, top: number, width: number, height: number, line: number): void {
  fillRectangle(dots, left, top, width, line);
  fillRectangle(dots, left, top + height - line, width, line);
  fillRectangle(dots, left, top, line, height);
  fillRectangle(dots, left + width - line, top, line, height);
}

/** Ink share from which a dot of a resized picture burns: a little less than half keeps thin strokes whole. */
const BURN = 0.45;
const SAMPLES = 3;

/** The same picture in another height, edges smoothed before they are made black or white again. */
export function resize(source: Bitmap, heightDots: number): Bitmap {
  if (heightDots === source.heightDots) return source;
  const scale = source.heightDots / heightDots;
  const target = createBitmap(Math.max(1, Math.round(source.widthDots / scale)), heightDots);
  for (let y = 0; y < target.heightDots; y += 1) {
    for (let x = 0; x < target.widthDots; x += 1) if (inkAt(source, x, y, scale) >= BURN) blacken(target, x, y);
  }
  return target;
}

/** Mean ink under one dot of the target, between the dots of the source. */
function inkAt(source: Bitmap, x: number, y: number, scale: number): number {
  let ink = 0;
  for (let row = 0; row < SAMPLES; row += 1) {
    for (let column = 0; column < SAMPLES; column += 1) {
      const sourceX = (x + (column + 0.5) / SAMPLES) * scale - 0.5;
      const sourceY = (y + (row + 0.5) / SAMPLES) * scale - 0.5;
      ink += blend(source, sourceX, sourceY);
    }
  }
  return ink / (SAMPLES * SAMPLES);
}

function blend(source: Bitmap, x: number, y: number): number {
  const [left, top] = [Math.floor(x), Math.floor(y)];
  const [right, below] = [x - left, y - top];
  const ink = (dx: number, dy: number): number => (isBlack(source, left + dx, top + dy) ? 1 : 0);
  return (ink(0, 0) * (1 - right) + ink(1, 0) * right) * (1 - below) + (ink(0, 1) * (1 - right) + ink(1, 1) * right) * below;
}
