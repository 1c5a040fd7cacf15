import type { WeightUnit } from '#contract/scale.ts';
import { isDigit, parseWeight, textOf } from './decode.ts';
import type { ScaleProtocol } from './protocol.ts';

// Bytes: facts/devices.md 2.8, Chinese '=' stream: '=' and 8 characters, again and again. Orders: Yaohua XK3190-A26 manual pages 12 and 13,
// format 1 with the last digit first (3.000 is "=000.3000", -1.00 is "=00.1000-"), format 2 as it is read ("=0003.000", "=-0001.00").
const EQUALS = 0x3d;
const FRAME_BYTES = 9;

/** The stream of many Chinese scales. It tells neither the unit nor whether the weight is stable, and nothing in it tells the order. */
export function equalsStream(order: 'last_digit_first' | 'as_read', unit: WeightUnit): ScaleProtocol {
  return {
    grammar: {
      maxBytes: FRAME_BYTES,
      judge(bytes, length) {
        const last = bytes[length - 1] ?? 0;
        if (length === 1) return last === EQUALS ? 'more' : 'broken';
        if (!isDigit(last) && !' -.'.includes(String.fromCharCode(last))) return 'broken';
        return length === FRAME_BYTES ? 'whole' : 'more';
      },
      read(frame) {
        const characters = frame.subarray(1);
        const weight = parseWeight(textOf(order === 'as_read' ? characters : characters.toReversed()), unit);
        return weight ? { kind: 'reading', reading: { weight, motion: 'unsaid', range: 'within', net: false } } : { kind: 'bad' };
      },
    },
  };
}
