import { expect, test } from 'vitest';
import type { PaperItem } from '#contract/bench.ts';
import { bitmapPixels } from '#renderer/app/bitmap.ts';
import {
  alignShift,
  bitmapPath,
  hasInk,
  lineShift,
  piecesOf,
  runColumns,
  splitDocuments,
  type PaperRun,
} from '#renderer/screens/bench/paper.ts';

const run = (text: string, column: number, style: Partial<PaperRun> = {}): PaperRun => ({
  text,
  column,
  widthTimes: 1,
  heightTimes: 1,
  bold: false,
  underline: false,
  invert: false,
  ...style,
});
const line = (runs: PaperRun[], align: 'left' | 'center' | 'right' = 'left') => ({ type: 'line' as const, align, runs });

test('every word of a run knows its column, han two wide', () => {
  expect(piecesOf(run('合计 14 件                              1,159.20', 0))).toEqual([
    { text: '合计', column: 0, columns: 4 },
    { text: '14', column: 5, columns: 2 },
    { text: '件', column: 8, columns: 2 },
    { text: '1,159.20', column: 40, columns: 8 },
  ]);
});

test('narrow and wide characters of one word are placed apart, so neither can push the other', () => {
  expect(piecesOf(run('拉拉裤XL44片', 10))).toEqual([
    { text: '拉拉裤', column: 10, columns: 6 },
    { text: 'XL44', column: 16, columns: 4 },
    { text: '片', column: 20, columns: 2 },
  ]);
});

test('the full-width yen sign is wide and double width doubles the columns', () => {
  expect(piecesOf(run('￥12', 20, { widthTimes: 2 }))).toEqual([
    { text: '￥', column: 20, columns: 4 },
    { text: '12', column: 24, columns: 4 },
  ]);
  expect(runColumns(run('￥12 ', 20, { widthTimes: 2 }))).toBe(10);
});

test('an emoji counts as one wide character and not as two halves', () => {
  expect(piecesOf(run('a🎈b', 0))).toEqual([
    { text: 'a', column: 0, columns: 1 },
    { text: '🎈', column: 1, columns: 2 },
    { text: 'b', column: 3, columns: 1 },
  ]);
});

test('a line is moved as a whole: centred and right lines by what is left of the paper', () => {
  expect(lineShift(line([run('小满', 0, { widthTimes: 2 })], 'center'), 48, 576)).toBe(20);
  expect(lineShift(line([run('AB', 0), run('CD', 4)], 'right'), 32, 384)).toBe(26);
  expect(lineShift(line([run('AB', 0)]), 48, 576)).toBe(0);
  expect(alignShift('center', 60, 48)).toBe(0);
});

test('the roll is cut into documents, and the piece still in the printer is one too', () => {
  const first: PaperItem = line([run('one', 0)]);
  const second: PaperItem = line([run('two', 0)]);
  expect(splitDocuments([first, { type: 'cut' }, { type: 'drawer', pin: 2 }, second])).toEqual([
    { items: [first], cut: true },
    { items: [{ type: 'drawer', pin: 2 }, second], cut: false },
  ]);
  expect(splitDocuments([])).toEqual([]);
});

test('drawer pulses and feeds alone leave no ink', () => {
  expect(
    hasInk({
      items: [
        { type: 'drawer', pin: 5 },
        { type: 'feed', lines: 3 },
      ],
      cut: false,
    }),
  ).toBe(false);
  expect(hasInk({ items: [{ type: 'unknown', hex: '1B07' }], cut: false })).toBe(true);
});

test('bits become black pixels, the most significant bit left, rows padded to whole bytes', () => {
  const pixels = bitmapPixels(Uint8Array.of(0b10000000, 0b01000000, 0b00000001, 0b10000000), 10, 2);
  const black = Array.from({ length: 20 }, (_, index) => pixels[index * 4 + 3] === 255);
  expect(black.flatMap((on, index) => (on ? [index] : []))).toEqual([0, 9, 17, 18]);
});

test('a picture with too few bytes is clear where bits are missing', () => {
  expect(bitmapPixels(new Uint8Array(0), 8, 1).every((value) => value === 0)).toBe(true);
});

test('letters of font B take three quarters of a column, letters of a code page one whatever they are', () => {
  expect(runColumns(run('abcd', 0, { fontB: true }))).toBe(3);
  expect(runColumns(run('é', 0, { narrow: true }))).toBe(1);
  expect(runColumns(run('é', 0))).toBe(2);
});

test('a line with a picture behind its text is centred with the picture', () => {
  const images = [{ column: 4, widthDots: 48, heightDots: 24, bitsBase64: '' }];
  expect(lineShift({ ...line([run('小满', 0)], 'center'), images }, 48, 576)).toBe(20);
});

test('dots of a row that touch become one stroke', () => {
  expect(bitmapPath(Uint8Array.of(0b01100000, 0b00000001, 0b10000000, 0b10000000), 9, 2)).toBe('M1 0h2v1h-2zM0 1h1v1h-1zM8 1h1v1h-1z');
});
