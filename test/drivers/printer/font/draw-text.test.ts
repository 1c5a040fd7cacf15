import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Bitmap, isBlack } from '#drivers/printer/bitmap.ts';
import { drawText, textWidthDots } from '#drivers/printer/font/draw-text.ts';

/** The dots of one row as a picture. */
function row(bitmap: Bitmap, y: number): string {
  return Array.from({ length: bitmap.widthDots }, (_, x) => (isBlack(bitmap, x, y) ? '#' : '.')).join('');
}

describe('a line of text as dots', () => {
  test('narrow characters take 12 dots, wide ones 24', () => {
    expect(drawText('A中é', { maxWidthDots: 576 })).toMatchObject({ widthDots: 48, heightDots: 24, widthBytes: 6 });
    expect(textWidthDots('A中é')).toBe(48);
  });

  test('characters that would reach beyond the width are left off whole', () => {
    expect(drawText('中文字', { maxWidthDots: 60 })).toMatchObject({ widthDots: 48 });
    expect(drawText('中', { maxWidthDots: 10 })).toMatchObject({ widthDots: 1, heightDots: 24 });
  });

  test('multiples enlarge every dot', () => {
    const twice = drawText('一', { maxWidthDots: 576, widthTimes: 2, heightTimes: 3 });
    expect(twice).toMatchObject({ widthDots: 48, heightDots: 72 });
    expect([32, 33, 38, 39].map((y) => row(twice, y))).toEqual([
      '.'.repeat(48),
      `..${'#'.repeat(44)}..`,
      `..${'#'.repeat(44)}..`,
      '.'.repeat(48),
    ]);
  });

  test('a mark stands over the character before it and takes no place', () => {
    const marked = drawText('ก\u0e34', { maxWidthDots: 576 });
    expect(marked.widthDots).toBe(12);
    expect(row(marked, 4)).toBe('...######...');
    // Over a wide character it stands in the middle.
    expect(row(drawText('一\u0e34', { maxWidthDots: 576 }), 4)).toBe(`${'.'.repeat(9)}######${'.'.repeat(9)}`);
  });

  test('what the font lacks is □', () => {
    expect(drawText('\u{20000}', { maxWidthDots: 99 }).bits).toEqual(drawText('□', { maxWidthDots: 99 }).bits);
  });

  test('any text of any length stays within the width, with white padding', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), fc.integer({ min: 1, max: 600 }), (text, maxWidthDots) => {
        const bitmap = drawText(text, { maxWidthDots });
        expect(bitmap.widthDots).toBeLessThanOrEqual(maxWidthDots);
        expect(bitmap.bits.length).toBe(Math.ceil(bitmap.widthDots / 8) * 24);
        const padding = 0xff >> (((bitmap.widthDots - 1) & 7) + 1);
        for (let y = 1; y <= 24; y += 1) expect((bitmap.bits[y * bitmap.widthBytes - 1] ?? 0) & padding).toBe(0);
      }),
      { numRuns: 200 },
    );
  });
});
