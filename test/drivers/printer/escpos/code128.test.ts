import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { code128Bars, code128Symbols, FNC1 } from '#drivers/printer/escpos/code128.ts';
import { gs1Content } from '#drivers/printer/escpos/gs1-128.ts';
import { hex } from './hex.ts';
import { encode, paper } from './paper.ts';

const values = (data: string): readonly number[] => code128Symbols(data).map(({ value }) => value);

/** The data of GS k 73 as text. */
const payload = (data: string): string => String.fromCharCode(...code128Symbols(data).flatMap((symbol) => symbol.payload));

describe('CODE128', () => {
  it('is drawn as ISO/IEC 15417 prescribes: start B, PJJ123C, check 55, stop', () => {
    expect(values('PJJ123C')).toEqual([104, 48, 42, 42, 17, 18, 19, 35, 55]);
    const bars = code128Bars(code128Symbols('PJJ123C'));
    expect(bars.map((width, index) => (index % 2 === 0 ? '1' : '0').repeat(width)).join('')).toBe(
      [
        '11010010000',
        '11101110110',
        '10110111000',
        '10110111000',
        '10011100110',
        '11001110010',
        '11001011100',
        '10001000110',
        '11101000110',
      ].join('') + '1100011101011',
    );
  });

  it.each([
    ['2025061401000063', '{C\x14\x19\x06\x0e\x01\x00\x00\x3f', 'digits only: pairs'],
    ['S001-01-1-000063', '{BS001-01-1-{C\x00\x00\x3f', 'six digits at the end are worth a switch'],
    ['12345', '{B1{C\x17\x2d', 'an odd count begins with one digit in B'],
    ['A12', '{BA12', 'two digits are not'],
    ['AB1234CD', '{BAB1234CD', 'four digits in the middle neither: there and back takes two'],
    ['AB123456CD', '{BAB{C\x0c\x22\x38{BCD', 'six are'],
    ['a{b', '{Ba{{b', 'a brace is written twice'],
    ['AB\tCD', '{AAB\tCD', 'control characters need set A, capitals stay in it'],
    ['ab\tcd', '{Bab{S\tcd', 'one of them among small letters takes a shift'],
    ['a\t\n\rbb', '{Ba{A\t\n\r{Bbb', 'three of them a switch there and back'],
  ])('writes %j as %j: %s', (data, expected) => {
    expect(payload(data)).toBe(expected);
  });

  it('is as short as any symbol that says the same, found by trying all of them', () => {
    const alphabet = fc.constantFrom('1', '2', '3', 'A', 'a', '{', '\t', '\n', FNC1);
    fc.assert(
      fc.property(fc.array(alphabet, { minLength: 1, maxLength: 14 }), (characters) => {
        const data = characters.join('');
        expect(code128Symbols(data).length).toBe(1 + shortest(data) + 1);
        expect(meaning(values(data))).toBe(data);
      }),
      { numRuns: 1000 },
    );
  });

  it('with control characters is drawn by us: no such byte is sent to a printer as data', () => {
    expect(paper(encode([{ type: 'barcode', symbology: 'CODE128', data: 'A\x1bp\x00' }])).map(({ type }) => type)).toEqual(['raster']);
  });
});

/** Breadth first over (place, set): each step writes one symbol character. */
function shortest(data: string): number {
  const inA = (character: string): boolean => character === FNC1 || character < '\x60';
  const inB = (character: string): boolean => character === FNC1 || (character >= ' ' && character <= '\x7f');
  let steps = 0;
  let reached = new Set(['0A', '0B', '0C']);
  for (;;) {
    if ([...reached].some((state) => Number(state.slice(0, -1)) === data.length)) return steps;
    const next = new Set<string>();
    for (const state of reached) {
      const at = Number(state.slice(0, -1));
      const set = state.at(-1);
      const character = data[at] ?? '';
      for (const other of ['A', 'B', 'C']) next.add(`${at}${other}`);
      // A shift is a symbol of its own: "1s" is place 1, shifted, in set s.
      if (set === 'a' && inA(character)) next.add(`${at + 1}B`);
      if (set === 'b' && inB(character)) next.add(`${at + 1}A`);
      if (set === 'A') next.add(`${at}b`);
      if (set === 'B') next.add(`${at}a`);
      if (set === 'A' && inA(character)) next.add(`${at + 1}A`);
      if (set === 'B' && inB(character)) next.add(`${at + 1}B`);
      if (set === 'C' && character === FNC1) next.add(`${at + 1}C`);
      if (set === 'C' && /^\d\d/.test(data.slice(at))) next.add(`${at + 2}C`);
    }
    reached = next;
    steps += 1;
  }
}

/** Reads symbol values the way a scanner does. */
function meaning(symbols: readonly number[]): string {
  let set = 'ABC'[(symbols[0] ?? 0) - 103];
  let shifted = false;
  let text = '';
  for (const value of symbols.slice(1, -1)) {
    if (value === 102) text += FNC1;
    else if (set === 'C') {
      if (value < 100) text += String(value).padStart(2, '0');
      else set = value === 100 ? 'B' : 'A';
    } else if (value === 99) set = 'C';
    else if (value === 98) shifted = true;
    else if (value === 100) set = 'B';
    else if (value === 101) set = 'A';
    else {
      const now = shifted ? (set === 'A' ? 'B' : 'A') : set;
      text += String.fromCharCode(now === 'A' && value >= 64 ? value - 64 : value + 32);
      shifted = false;
    }
  }
  return text;
}

describe('GS1-128', () => {
  it('begins with FNC1 and ends fields of variable length with it, but the last', () => {
    expect(gs1Content('(01)06970031800297(17)270101(10)A1')).toBe(`${FNC1}01069700318002971727010110A1`);
    expect(gs1Content('(10)A1(01)06970031800297')).toBe(`${FNC1}10A1${FNC1}0106970031800297`);
  });

  it.each(['01)1', '(01)1', '', '(10)', '(10)甲', `(10)${'A'.repeat(60)}`])('is not made of %j', (text) => {
    expect(gs1Content(text)).toBeUndefined();
  });

  it('is sent as CODE128 with {1 and decoded with its separators', () => {
    // 01 06 97 00 31 80 02 97 10 are pairs; A needs set B.
    const bytes = encode([{ type: 'barcode', symbology: 'GS1_128', data: '(01)06970031800297(10)A1' }]);
    expect(hex(bytes)).toContain('1d 6b 49 11 7b 43 7b 31 01 06 61 00 1f 50 02 61 0a 7b 42 41 31');
    expect(paper(bytes)).toMatchObject([{ type: 'barcode', symbology: 'GS1_128', data: '010697003180029710A1' }]);
  });
});
