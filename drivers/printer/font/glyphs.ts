import { readFileSync } from 'node:fs';
import { brotliDecompressSync } from 'node:zlib';

export const GLYPH_ROWS = 24;
export const NARROW_DOTS = 12;
export const WIDE_DOTS = 24;

/** One character as 24 rows of dots; in each row the leftmost dot is bit 23, whatever the width. */
export interface Glyph {
  readonly widthDots: typeof NARROW_DOTS | typeof WIDE_DOTS;
  /** Drawn over the character before it, without a place of its own. */
  readonly isMark: boolean;
  readonly rows: readonly number[];
}

/** How build-glyphs.py stored a glyph: at full size, or 16 rows tall to be enlarged by a half. */
const KINDS = [
  { dots: 24, rows: 24, isMark: false },
  { dots: 12, rows: 24, isMark: false },
  { dots: 16, rows: 16, isMark: false },
  { dots: 8, rows: 16, isMark: false },
  { dots: 8, rows: 16, isMark: true },
] as const;
type Kind = (typeof KINDS)[number];

/** Consecutive code points of one kind. */
interface Range {
  readonly first: number;
  readonly count: number;
  readonly kind: Kind;
  /** Where its first glyph begins in the file. */
  readonly offset: number;
}

interface Font {
  readonly bytes: Uint8Array;
  /** By code point. */
  readonly ranges: readonly Range[];
}

let loaded: Font | undefined;

/** The bitmap of a character, undefined where the font has none. The font (4 MB) is inflated on first use (about 30 ms) and kept. */
export function glyphOf(codePoint: number): Glyph | undefined {
  const { bytes, ranges } = (loaded ??= load());
  const range = rangeOf(ranges, codePoint);
  if (!range) return undefined;
  const { kind } = range;
  const rows = unpack(bytes, range.offset + (codePoint - range.first) * bytesOf(kind), kind);
  return {
    widthDots: kind.dots === 24 || kind.dots === 16 ? WIDE_DOTS : NARROW_DOTS,
    isMark: kind.isMark,
    rows: kind.rows === GLYPH_ROWS ? rows : enlarged(rows),
  };
}

/** glyphs.bin lies beside this module, in the source tree and in the bundle alike. */
function load(): Font {
  const bytes = brotliDecompressSync(readFileSync(new URL('glyphs.bin', import.meta.url)));
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const total = view.getUint32(0, true);
  const ranges: Range[] = [];
  let offset = 4 + total * 8;
  for (let index = 0; index < total; index += 1) {
    const head = view.getUint32(4 + index * 8, true);
    const count = view.getUint32(8 + index * 8, true);
    const kind = KINDS[head >>> 24];
    if (!kind) throw new Error('glyphs.bin does not belong to this version');
    ranges.push({ first: head & 0xffffff, count, kind, offset });
    offset += count * bytesOf(kind);
  }
  if (offset !== bytes.length) throw new Error('glyphs.bin is damaged');
  return { bytes, ranges: ranges.toSorted((one, other) => one.first - other.first) };
}

function bytesOf(kind: Kind): number {
  return (kind.dots * kind.rows) / 8;
}

function rangeOf(ranges: readonly Range[], codePoint: number): Range | undefined {
  let low = 0;
  let high = ranges.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const range = ranges[middle];
    if (!range) return undefined;
    if (codePoint < range.first) high = middle - 1;
    else if (codePoint >= range.first + range.count) low = middle + 1;
    else return range;
  }
  return undefined;
}

/** Rows are stored one after another without padding; each comes out with its leftmost dot at bit 23. */
function unpack(bytes: Uint8Array, offset: number, { dots, rows }: Kind): number[] {
  const unpacked: number[] = [];
  for (let row = 0; row < rows; row += 1) {
    const bit = row * dots;
    const at = offset + (bit >> 3);
    const window = ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
    unpacked.push((window << (bit & 7)) & 0xffffff & (0xffffff << (24 - dots)));
  }
  return unpacked;
}

/** 16 rows as 24. Of each three dots the middle one is black when either neighbour is: every stroke becomes two dots wide, and no gap closes. */
function enlarged(rows: readonly number[]): number[] {
  const taller: number[] = [];
  for (let row = 0; row < rows.length; row += 2) {
    const upper = widened(rows[row] ?? 0);
    const lower = widened(rows[row + 1] ?? 0);
    taller.push(upper, upper | lower, lower);
  }
  return taller;
}

function widened(row: number): number {
  let wider = 0;
  for (let pair = 0; pair < 8; pair += 1) {
    const left = (row >> (23 - pair * 2)) & 1;
    const right = (row >> (22 - pair * 2)) & 1;
    wider |= ((left << 2) | ((left | right) << 1) | right) << (21 - pair * 3);
  }
  return wider;
}
