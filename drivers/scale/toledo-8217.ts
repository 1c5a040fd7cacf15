import type { WeightUnit } from '#contract/scale.ts';
import { parseWeight, textOf } from './decode.ts';
import type { ScaleProtocol, ScaleReply } from './protocol.ts';

// Bytes: facts/devices.md 2.8, Toledo 8217: W → 02 ddd.ddd(N) 0D, or 02 3F status 0D while there is no valid weight.
const STX = 0x02;
const CR = 0x0d;
const QUESTION = 0x3f;
const MAX_BYTES = 16;
const STATUS_BYTES = 4;

const MOTION = 0x01;
const OVER_CAPACITY = 0x02;
const UNDER_ZERO = 0x04;
const NET = 0x20;

const WEIGHT = /^([ 0-9.]+)(N?)$/;

/** Toledo 8217, the weight of a checkout scale on request. The unit is the one the scale is set to; it does not say it. */
export function toledo8217(unit: WeightUnit): ScaleProtocol {
  return {
    request: Buffer.from('W'),
    zero: Buffer.from('Z'),
    tare: Buffer.from('T'),
    clearTare: Buffer.from('C'),
    grammar: {
      maxBytes: MAX_BYTES,
      judge(bytes, length) {
        const last = bytes[length - 1] ?? 0;
        if (length === 1) return last === STX ? 'more' : 'broken';
        // A status may look like any byte, STX and CR too.
        if (bytes[1] === QUESTION) return length < STATUS_BYTES ? 'more' : last === CR ? 'whole' : 'broken';
        if (last === CR) return 'whole';
        return last < 0x20 ? 'broken' : 'more';
      },
      read: (frame) => (frame[1] === QUESTION ? status(frame[2] ?? 0) : weightReply(textOf(frame.subarray(1, -1)), unit)),
    },
  };
}

/** Comes in place of a weight, also to acknowledge a command: whatever was weighed before does not stand any more. */
function status(bits: number): ScaleReply {
  const range = bits & OVER_CAPACITY ? 'over' : bits & UNDER_ZERO ? 'under' : 'within';
  const motion = bits & MOTION ? 'moving' : 'stable';
  return { kind: 'reading', reading: { weight: undefined, motion, range, net: (bits & NET) !== 0 } };
}

/** A weight is sent only when it is stable and valid. */
function weightReply(text: string, unit: WeightUnit): ScaleReply {
  const [, digits = '', net] = WEIGHT.exec(text) ?? [];
  const weight = parseWeight(digits, unit);
  return weight ? { kind: 'reading', reading: { weight, motion: 'stable', range: 'within', net: net === 'N' } } : { kind: 'bad' };
}
