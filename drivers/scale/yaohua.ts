import type { WeightUnit } from '#contract/scale.ts';
import { isDigit, parseWeight, textOf } from './decode.ts';
import type { ScaleProtocol, ScaleReply } from './protocol.ts';

// Bytes: Yaohua XK3190-A26 manual page 12, format 0: 02 sign, six digits, decimals 0–4, two characters of checksum, 03; XK3190-A23p manual
// page 26, command D (net weight): 02 41 44 30 35 03, answered with address and command in front of the same.
const STX = 0x02;
const ETX = 0x03;
const ADDRESS_A = 0x41;
const NET_WEIGHT = 0x44;
const STREAM_BYTES = 12;
const ANSWER_BYTES = 14;
const PLUS = 0x2b;
const MINUS = 0x2d;

/** XK3190 that sends by itself. It tells neither the unit nor whether the weight is stable. */
export function yaohuaStream(unit: WeightUnit): ScaleProtocol {
  return { grammar: grammar([STX], STREAM_BYTES, unit) };
}

/** XK3190 in command mode, address A, asked for the net weight. */
export function yaohuaCommand(unit: WeightUnit): ScaleProtocol {
  return {
    request: Uint8Array.of(STX, ADDRESS_A, NET_WEIGHT, 0x30, 0x35, ETX),
    grammar: grammar([STX, ADDRESS_A, NET_WEIGHT], ANSWER_BYTES, unit),
  };
}

function grammar(head: readonly number[], frameBytes: number, unit: WeightUnit): ScaleProtocol['grammar'] {
  const signAt = head.length;
  return {
    maxBytes: frameBytes,
    judge(bytes, length) {
      const index = length - 1;
      const last = bytes[index] ?? 0;
      if (index < signAt) return last === head[index] ? 'more' : 'broken';
      if (index === signAt) return last === PLUS || last === MINUS ? 'more' : 'broken';
      if (index <= signAt + 7) return isDigit(last) ? 'more' : 'broken';
      if (length < frameBytes) return 'more';
      return last === ETX ? 'whole' : 'broken';
    },
    read: (frame) => read(frame, signAt, unit),
  };
}

/** The checksum is the XOR of what stands between STX and itself, as two hexadecimal digits. */
function read(frame: Uint8Array, signAt: number, unit: WeightUnit): ScaleReply {
  const covered = frame.subarray(1, signAt + 8);
  const sum = covered.reduce((xor, byte) => xor ^ byte, 0);
  if (textOf(frame.subarray(signAt + 8, signAt + 10)) !== sum.toString(16).toUpperCase().padStart(2, '0')) return { kind: 'bad' };
  const decimals = (frame[signAt + 7] ?? 0) - 0x30;
  const digits = textOf(frame.subarray(signAt + 1, signAt + 7));
  if (decimals > 4) return { kind: 'bad' };
  const sign = frame[signAt] === MINUS ? '-' : '';
  const weight = parseWeight(`${sign}${digits.slice(0, 6 - decimals)}.${digits.slice(6 - decimals)}`, unit);
  return weight ? { kind: 'reading', reading: { weight, motion: 'unsaid', range: 'within', net: false } } : { kind: 'bad' };
}
