import type { LineDisplayCodec } from './codec.ts';
import { lineBytes, twoLines } from './two-lines.ts';

// Bytes: facts/devices.md 2.6, CD5220.
const INIT = [0x1b, 0x40];
const CURSOR_OFF = [0x1b, 0x5f, 0x00];
const CLEAR = [0x0c];
const UPPER = [0x1b, 0x51, 0x41];
const LOWER = [0x1b, 0x51, 0x42];
const END = 0x0d;

/** Both lines, 20 columns each: 1B 51 41 text 0D, 1B 51 42 text 0D. */
export function encodeCd5220(upper: string, lower: string): Uint8Array {
  return Uint8Array.of(...UPPER, ...lineBytes(upper), END, ...LOWER, ...lineBytes(lower), END);
}

/** Two lines of 20; each line has its own command, so the cursor does not matter. */
export const cd5220: LineDisplayCodec = {
  init: Uint8Array.of(...INIT, ...CURSOR_OFF),
  encodeView(view) {
    const lines = twoLines(view);
    return [lines ? encodeCd5220(...lines) : Uint8Array.from(CLEAR)];
  },
};
