import type { LineDisplayCodec, TwoLineOptions } from './codec.ts';
import { glyphBytes } from './glyphs.ts';
import type { Look } from './look.ts';
import { scrollingLines, twoLines } from './two-lines.ts';

// Bytes: facts/devices.md 2.6, CD5220.
const INIT = [0x1b, 0x40];
const CURSOR_OFF = [0x1b, 0x5f, 0x00];
const BRIGHTNESS = [0x1b, 0x2a];
const CLEAR = [0x0c];
const UPPER = [0x1b, 0x51, 0x41];
const LOWER = [0x1b, 0x51, 0x42];
const SCROLL_UPPER = [0x1b, 0x51, 0x44];
const END = 0x0d;
/** Characters the display itself scrolls. */
const SCROLL_COLUMNS = 40;

export interface Cd5220Options extends Omit<TwoLineOptions, 'longNames'> {
  /** `native`: the display moves the upper line by itself (1B 51 44), name and price together. */
  readonly longNames: TwoLineOptions['longNames'] | 'native';
}

/** Both lines, 20 columns each: 1B 51 41 text 0D, 1B 51 42 text 0D. */
export function encodeCd5220(upper: string, lower: string): Uint8Array {
  return Uint8Array.of(...UPPER, ...glyphBytes(upper), END, ...lowerBytes(lower));
}

/** Two lines of 20; each line has its own command, so the cursor does not matter. */
export function createCd5220({ charset, longNames, brightness }: Cd5220Options): LineDisplayCodec {
  return {
    charset,
    init: Uint8Array.of(...INIT, ...CURSOR_OFF, ...(brightness === undefined ? [] : [...BRIGHTNESS, brightness])),
    draw(look) {
      if (longNames === 'native') return [encodeNative(look)];
      if (longNames === 'cut') return [encodeCd5220(...twoLines(look))];
      const [first, ...later] = scrollingLines(look);
      return [encodeCd5220(...first), ...later.map((lines) => encodeCd5220(...lines))];
    },
  };
}

/** Cleared first: only 0C and 18 are sure to end a line that the display is scrolling. */
function encodeNative(look: Look): Uint8Array {
  const [upper, lower] = twoLines(look);
  if (scrollingLines(look).length === 1) return Uint8Array.of(...CLEAR, ...encodeCd5220(upper, lower));
  const { left, right } = look.upper;
  const passing = glyphBytes(`${left} ${right}`.trimEnd());
  // The amount at the end is whole or the line stands still.
  if (passing.length > SCROLL_COLUMNS) return Uint8Array.of(...CLEAR, ...encodeCd5220(upper, lower));
  return Uint8Array.of(...CLEAR, ...SCROLL_UPPER, ...passing, END, ...lowerBytes(lower));
}

const lowerBytes = (text: string): number[] => [...LOWER, ...glyphBytes(text), END];
