/** Digits of an LED8 unit (Chinese 客显). */
export const LED8_DIGITS = 8;

/** Segments in the usual order: a top, b and c right, d bottom, e and f left, g middle. */
export const SEGMENTS = ['a', 'b', 'c', 'd', 'e', 'f', 'g'] as const;
export type Segment = (typeof SEGMENTS)[number];

/** One digit position: the segments that glow, and the decimal point after it. */
export interface SegmentCell {
  readonly lit: string;
  readonly dot: boolean;
}

/** What an LED8 can draw: 0–9, the minus sign and nothing. */
const glyphs: Readonly<Record<string, string>> = {
  '0': 'abcdef',
  '1': 'bc',
  '2': 'abdeg',
  '3': 'abcdg',
  '4': 'bcfg',
  '5': 'acdfg',
  '6': 'acdefg',
  '7': 'abc',
  '8': 'abcdefg',
  '9': 'abcdfg',
  '-': 'g',
};

/**
 * The cells of a seven-segment display for a text, right-aligned. A point lights in the cell of the digit before it
 * (LED8 units have 8 digits with points, not 9 characters); a point with no digit before it takes an empty cell.
 * A character that cannot be drawn stays dark; of a text that is too long the last digits remain.
 */
export function segmentCells(text: string, digits: number = LED8_DIGITS): readonly SegmentCell[] {
  const cells: SegmentCell[] = [];
  for (const character of text) {
    const last = cells.at(-1);
    if (character !== '.') cells.push({ lit: glyphs[character] ?? '', dot: false });
    else if (last && !last.dot) cells[cells.length - 1] = { ...last, dot: true };
    else cells.push({ lit: '', dot: true });
  }
  const dark = Array.from({ length: Math.max(0, digits - cells.length) }, (): SegmentCell => ({ lit: '', dot: false }));
  return [...dark, ...cells.slice(-digits)];
}
