import type { LineDisplayCodec } from './codec.ts';
import { lineBytes, twoLines } from './two-lines.ts';

// Bytes: Epson DM-D customer display commands, facts/devices.md 2.6 (lcdproc server/drivers/serialPOS_epson.c).
const INIT = [0x1b, 0x40];
const OVERWRITE = [0x1f, 0x01];
const CURSOR_OFF = [0x1f, 0x43, 0x00];
const CLEAR = [0x0c];
const HOME = [0x0b];
/** Column and row count from 1. */
const LOWER_LINE = [0x1f, 0x24, 0x01, 0x02];

/** Both lines, 20 columns each: 0B text, 1F 24 01 02 text. Written over what stood there, so that nothing flickers. */
export function encodeDmD(upper: string, lower: string): Uint8Array {
  return Uint8Array.of(...HOME, ...lineBytes(upper), ...LOWER_LINE, ...lineBytes(lower));
}

/** Epson DM-D110, DM-D210 and displays that understand them: 2 × 20 at 9600 baud. */
export const dmD: LineDisplayCodec = {
  init: Uint8Array.of(...INIT, ...OVERWRITE, ...CURSOR_OFF),
  encodeView(view) {
    const lines = twoLines(view);
    return [lines ? encodeDmD(...lines) : Uint8Array.from(CLEAR)];
  },
};
