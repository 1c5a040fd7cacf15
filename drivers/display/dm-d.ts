import type { LineDisplayCodec, TwoLineOptions } from './codec.ts';
import { glyphBytes } from './glyphs.ts';
import { scrollingLines, twoLines } from './two-lines.ts';

// Bytes: Epson DM-D customer display commands, facts/devices.md 2.6 (lcdproc server/drivers/serialPOS_epson.c).
const INIT = [0x1b, 0x40];
const OVERWRITE = [0x1f, 0x01];
const CURSOR_OFF = [0x1f, 0x43, 0x00];
const BRIGHTNESS = [0x1f, 0x58];
const HOME = [0x0b];
/** Column and row count from 1. */
const LOWER_LINE = [0x1f, 0x24, 0x01, 0x02];

/** Both lines, 20 columns each: 0B text, 1F 24 01 02 text. Written over what stood there, so that nothing flickers. */
export function encodeDmD(upper: string, lower: string): Uint8Array {
  return Uint8Array.of(...HOME, ...glyphBytes(upper), ...LOWER_LINE, ...glyphBytes(lower));
}

/** Epson DM-D110, DM-D210 and displays that understand them: 2 × 20 at 9600 baud. */
export function createDmD({ charset, longNames, brightness }: TwoLineOptions): LineDisplayCodec {
  return {
    charset,
    init: Uint8Array.of(...INIT, ...OVERWRITE, ...CURSOR_OFF, ...(brightness === undefined ? [] : [...BRIGHTNESS, brightness])),
    draw(look) {
      const [first, ...later] = longNames === 'scroll' ? scrollingLines(look) : [twoLines(look)];
      return [encodeDmD(...first), ...later.map((lines) => encodeDmD(...lines))];
    },
  };
}
