import { expect, test } from 'vitest';
import { segmentCells } from '#renderer/screens/bench/seven-segment.ts';

const drawn = (text: string): string =>
  segmentCells(text)
    .map((cell) => cell.lit + (cell.dot ? '.' : ''))
    .join(' ');

test('an amount stands at the right and its point shares the cell of the digit before it', () => {
  expect(segmentCells('1002.00')).toHaveLength(8);
  expect(drawn('1002.00')).toBe('  bc abcdef abcdef abdeg. abcdef abcdef');
});

test('every digit and the minus sign have the segments of a calculator', () => {
  expect(segmentCells('0123456789', 10).map((cell) => cell.lit)).toEqual([
    'abcdef',
    'bc',
    'abdeg',
    'abcdg',
    'bcfg',
    'acdfg',
    'acdefg',
    'abc',
    'abcdefg',
    'abcdfg',
  ]);
  expect(drawn('-5')).toBe('      g acdfg');
});

test('the test pattern 88888.88 lights seven digits and one point', () => {
  expect(drawn('88888.88')).toBe(' abcdefg abcdefg abcdefg abcdefg abcdefg. abcdefg abcdefg');
});

test('what an LED8 cannot draw stays dark, and of too many digits the last eight remain', () => {
  expect(drawn('A元5')).toBe('       acdfg');
  expect(drawn('123456789')).toBe('abdeg abcdg bcfg acdfg acdefg abc abcdefg abcdfg');
  expect(drawn('')).toBe('       ');
});

test('a point without a digit before it takes a cell of its own', () => {
  expect(drawn('.5')).toBe('      . acdfg');
  expect(drawn('1..5')).toBe('     bc. . acdfg');
});
