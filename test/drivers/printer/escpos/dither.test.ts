import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ditheredBitmap } from '#drivers/printer/escpos/dither.ts';
import { isBlack, type Bitmap } from '#drivers/printer/bitmap.ts';

function blackDots(bitmap: Bitmap): number {
  let dots = 0;
  for (let y = 0; y < bitmap.heightDots; y += 1) for (let x = 0; x < bitmap.widthDots; x += 1) if (isBlack(bitmap, x, y)) dots += 1;
  return dots;
}

describe('shades as dots', () => {
  it('are as dark on the whole as the picture was, whatever its shade', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 255 }), (grey) => {
        const share = blackDots(ditheredBitmap(new Uint8Array(64 * 64).fill(grey), 64, 64, 576)) / (64 * 64);
        expect(Math.abs(share - (255 - grey) / 255)).toBeLessThan(0.03);
      }),
      { numRuns: 60 },
    );
  });

  it('darken from left to right as the picture does', () => {
    const ramp = Uint8Array.from({ length: 256 * 32 }, (_, index) => 255 - (index % 256));
    const bitmap = ditheredBitmap(ramp, 256, 32, 576);
    const quarters = [0, 64, 128, 192].map((left) => {
      let dots = 0;
      for (let y = 0; y < 32; y += 1) for (let x = left; x < left + 64; x += 1) if (isBlack(bitmap, x, y)) dots += 1;
      return dots / (64 * 32);
    });
    for (const [index, expected] of [0.124, 0.375, 0.626, 0.877].entries())
      expect(Math.abs((quarters[index] ?? 0) - expected)).toBeLessThan(0.03);
  });

  it('are scaled to the paper by averaging, in proportion', () => {
    const bitmap = ditheredBitmap(new Uint8Array(800 * 400), 800, 400, 400);
    expect([bitmap.widthDots, bitmap.heightDots, blackDots(bitmap)]).toEqual([400, 200, 80_000]);
    // Two columns, black and white, become one of half grey each: every second dot.
    const stripes = Uint8Array.from({ length: 64 * 8 }, (_, index) => (index % 2) * 254);
    expect(blackDots(ditheredBitmap(stripes, 64, 8, 32))).toBeGreaterThan(55);
  });

  it('keep their size for any pixels, missing ones white', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 60 }),
        fc.integer({ min: 1, max: 60 }),
        fc.integer({ min: 1, max: 80 }),
        fc.uint8Array({ maxLength: 3600 }),
        (width, height, paper, pixels) => {
          const bitmap = ditheredBitmap(pixels, width, height, paper);
          expect(bitmap.widthDots).toBe(Math.min(width, paper));
          expect(bitmap.bits.length).toBe(Math.ceil(bitmap.widthDots / 8) * bitmap.heightDots);
          expect(bitmap.heightDots).toBeGreaterThan(0);
        },
      ),
      { numRuns: 200 },
    );
  });
});
