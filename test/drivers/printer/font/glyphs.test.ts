import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { type Glyph, glyphOf } from '#drivers/printer/font/glyphs.ts';

/** Rows as pictures, `#` for black. */
function drawn(character: string): readonly string[] {
  const glyph = glyphOf(character.codePointAt(0) ?? 0);
  if (!glyph) return [];
  return glyph.rows.map((row) => row.toString(2).padStart(24, '0').slice(0, glyph.widthDots).replaceAll('0', '.').replaceAll('1', '#'));
}

function missing(first: number, last: number, fits: (glyph: Glyph) => boolean): readonly string[] {
  const codes: string[] = [];
  for (let code = first; code <= last; code += 1) {
    const glyph = glyphOf(code);
    if (!glyph || !fits(glyph)) codes.push(code.toString(16));
  }
  return codes;
}

const isWide = ({ widthDots, isMark }: Glyph): boolean => widthDots === 24 && !isMark;
const isNarrow = ({ widthDots, isMark }: Glyph): boolean => widthDots === 12 && !isMark;

describe('the glyph font', () => {
  test('draws an ideograph in the middle of a cell of 24 dots', () => {
    const blank = '.'.repeat(24);
    const stroke = '.######################.';
    expect(drawn('一')).toEqual([...Array<string>(11).fill(blank), stroke, stroke, ...Array<string>(11).fill(blank)]);
  });

  test('enlarges a small glyph so that its strokes are two dots wide and frames join: Unifont ┼ is 8 × 16', () => {
    const upright = '......##....';
    const across = '############';
    expect(drawn('┼')).toEqual([...Array<string>(10).fill(upright), across, across, ...Array<string>(12).fill(upright)]);
  });

  test('keeps a full block full', () => {
    expect(drawn('█')).toEqual(Array(24).fill('############'));
  });

  test('gives a Thai vowel sign as a mark for the character before it', () => {
    expect(glyphOf(0xe34)).toMatchObject({ widthDots: 12, isMark: true });
    expect(drawn('ิ').slice(4, 8)).toEqual(['...######...', '...######...', '.##......##.', '.##......##.']);
  });

  test('has every ASCII character narrow', () => {
    expect(missing(0x20, 0x7e, isNarrow)).toEqual([]);
  });

  test('has every letter of Latin, Greek and Cyrillic that is printed in Europe narrow', () => {
    expect(missing(0xa1, 0xac, isNarrow)).toEqual(['a7']);
    expect(missing(0xc0, 0x17f, isNarrow)).toEqual(['d7', 'f7']);
    expect(missing(0x391, 0x3a1, isNarrow)).toEqual([]);
    expect(missing(0x400, 0x45f, isNarrow)).toEqual([]);
  });

  test('has the ideographs of the BMP, kana and hangul wide', () => {
    expect(missing(0x4e00, 0x9fff, isWide)).toEqual([]);
    expect(missing(0x3400, 0x4dbf, isWide)).toEqual([]);
    expect(missing(0x3041, 0x3096, isWide)).toEqual([]);
    expect(missing(0x30a0, 0x30ff, isWide)).toEqual([]);
    expect(missing(0xac00, 0xd7a3, isWide)).toEqual([]);
  });

  test('has rare ideographs of names and the emoji of product names', () => {
    for (const character of '𠮷𬭚𬀩𬭎𫟹😀🎂🍼🎁☕✨🚀👍')
      expect(glyphOf(character.codePointAt(0) ?? 0), character).toMatchObject({ widthDots: 24 });
  });

  test('has nothing for surrogates, private use, control characters and what is no character', () => {
    for (const code of [0x00, 0x1b, 0x7f, 0xd800, 0xdfff, 0xe000, 0xffff, 0x10ffff, 0x110000, -1]) expect(glyphOf(code)).toBeUndefined();
  });

  test('stays under two megabytes in the repository', () => {
    expect(readFileSync(new URL('../../../../drivers/printer/font/glyphs.bin', import.meta.url)).length).toBeLessThan(2_000_000);
  });
});
