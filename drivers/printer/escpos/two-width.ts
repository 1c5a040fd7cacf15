import type { Bars } from './code128.ts';

/** Width of a wide element in narrow ones; both standards allow 2 to 3, and firmware draws 3 at most. */
const WIDE = 3;

const CODE39_CHARACTERS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-. $/+%*';
/** ISO/IEC 16388 table 1 in the order of the characters: which of nine elements, bar first, are wide. */
const CODE39_WIDE = (
  '034 121 061 160 031 130 070 025 124 064 109 049 148 019 118 058 00d 10c 04c 01c 103 043 ' +
  '142 013 112 052 007 106 046 016 181 0c1 1c0 091 190 0d0 085 184 0c4 0a8 0a2 08a 02a 094'
).split(' ');
/** ISO/IEC 16390 table 1: which of the five elements of a digit are wide. */
const ITF_WIDE = ['00110', '10001', '01001', '11000', '00101', '10100', '01100', '00011', '10010', '01010'] as const;

const widths = (elements: string): Bars => Array.from(elements, (wide) => (wide === '1' ? WIDE : 1));

/** Bars of a CODE39 symbol with its start and stop character, for data of its 43 characters. */
export function code39Bars(content: string): Bars {
  return Array.from(`*${content}*`).flatMap((character, index) => {
    const pattern = Number.parseInt(CODE39_WIDE[CODE39_CHARACTERS.indexOf(character)] ?? '0', 16);
    const bars = widths(pattern.toString(2).padStart(9, '0'));
    return index === 0 ? bars : [1, ...bars];
  });
}

/** Bars of an interleaved 2 of 5 symbol for an even number of digits: the first digit of a pair in bars, the second in the spaces between. */
export function itfBars(content: string): Bars {
  let elements = '0000';
  for (let index = 0; index < content.length; index += 2) {
    const bars = ITF_WIDE[Number(content[index])] ?? '';
    const spaces = ITF_WIDE[Number(content[index + 1])] ?? '';
    elements += Array.from(bars, (bar, element) => bar + (spaces[element] ?? '')).join('');
  }
  return widths(`${elements}100`);
}
