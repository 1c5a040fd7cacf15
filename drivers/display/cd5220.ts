import { formatYuan } from '#contract/money.ts';
import { formatQuantity } from '#contract/quantity.ts';
import type { LineDisplayCodec } from './codec.ts';

export const CD5220_COLUMNS = 20;

// Bytes: facts/devices.md 2.6, CD5220.
const INIT = [0x1b, 0x40];
const CURSOR_OFF = [0x1b, 0x5f, 0x00];
const CLEAR = [0x0c];
const UPPER = [0x1b, 0x51, 0x41];
const LOWER = [0x1b, 0x51, 0x42];
const END = 0x0d;

/** Both lines, each cut or padded to 20 columns, because what is not overwritten stays: 1B 51 41 text 0D, 1B 51 42 text 0D. */
export function encodeCd5220(upper: string, lower: string): Uint8Array {
  return Uint8Array.of(...UPPER, ...lineBytes(upper), END, ...LOWER, ...lineBytes(lower), END);
}

export const cd5220: LineDisplayCodec = {
  init: Uint8Array.of(...INIT, ...CURSOR_OFF),
  encodeView(view) {
    if (view.show === 'idle') return [Uint8Array.from(CLEAR)];
    if (view.show === 'total') return [encodeCd5220(pair('TOTAL', formatYuan(view.totalMinor)), '')];
    if (view.show === 'paid') {
      return [encodeCd5220(pair('PAID', formatYuan(view.tenderedMinor)), pair('CHANGE', formatYuan(view.changeMinor)))];
    }
    const price = formatYuan(view.priceMinor);
    const right = view.quantityMilli === 1000 ? price : `${formatQuantity(view.quantityMilli)}x${price}`;
    return [encodeCd5220(pair(drawableName(view.text), right), pair('TOTAL', formatYuan(view.totalMinor)))];
  },
};

/** The amount is never cut; the words before it are. */
function pair(left: string, right: string): string {
  const room = Math.max(0, CD5220_COLUMNS - right.length - 1);
  return left.slice(0, room).padEnd(CD5220_COLUMNS - right.length) + right;
}

const ascii = (text: string): string => text.replace(/[^\x20-\x7e]/gu, '');

/** Most of these displays have no Chinese glyphs: a name that would lose more than half its characters is left out. */
function drawableName(name: string): string {
  const drawable = ascii(name).replace(/ +/g, ' ').trim();
  return drawable.length * 2 >= name.length ? drawable : '';
}

function lineBytes(text: string): Buffer {
  return Buffer.from(ascii(text).slice(0, CD5220_COLUMNS).padEnd(CD5220_COLUMNS), 'latin1');
}
