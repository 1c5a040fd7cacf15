import type { WeightUnit } from '#contract/scale.ts';
import { parseWeight, textOf } from './decode.ts';
import type { ScaleProtocol, ScaleReply } from './protocol.ts';

// Bytes: facts/devices.md 2.8, CAS: ENQ → ACK, DC1 → SOH STX status sign weight unit LRC ETX EOT, 15 bytes; the older kind has a weight of
// seven characters and no EOT. Status S, U, F and the sign F: Ohaus Aviator 7000 service manual 6.1.1.3, Gram Z-FOC manual page 42.
const ENQ = 0x05;
const ACK = 0x06;
const NAK = 0x15;
const DC1 = 0x11;
const SOH = 0x01;
const STX = 0x02;
const ETX = 0x03;
const EOT = 0x04;
const FRAME_BYTES = 15;

const UNITS: Readonly<Record<string, WeightUnit>> = { KG: 'kg', G: 'g', LB: 'lb', SJ: 'jin' };

/** CAS, asked twice for each weight. It has no commands for zero and tare. */
export const cas: ScaleProtocol = {
  request: Uint8Array.of(ENQ),
  fetch: Uint8Array.of(DC1),
  grammar: {
    maxBytes: FRAME_BYTES,
    judge(bytes, length) {
      const first = bytes[0] ?? 0;
      if (first === ACK || first === NAK) return 'whole';
      if ((first & 0x7f) !== SOH) return 'broken';
      if (length > 1 && bytes[1] !== STX) return 'broken';
      if (length < FRAME_BYTES) return 'more';
      return bytes[14] === ETX || (bytes[13] === ETX && bytes[14] === EOT) ? 'whole' : 'broken';
    },
    read(frame) {
      if (frame.length === 1) return { kind: frame[0] === ACK ? 'ready' : 'bad' };
      return frame[14] === EOT ? weightReply(frame, 12) : weightReply(frame, 13);
    },
  },
};

/** `lrcAt` is where the LRC stands: the XOR of everything from the status to the unit. */
function weightReply(frame: Uint8Array, lrcAt: number): ScaleReply {
  const covered = frame.subarray(2, lrcAt);
  if (covered.reduce((lrc, byte) => lrc ^ byte, 0) !== frame[lrcAt]) return { kind: 'bad' };
  const text = textOf(covered);
  const [state, sign] = text;
  if (state === 'F' || sign === 'F')
    return { kind: 'reading', reading: { weight: undefined, motion: 'unsaid', range: 'over', net: false } };
  const unit = UNITS[text.slice(-2).trim().toUpperCase()];
  const weight = unit && parseWeight(`${sign}${text.slice(2, -2)}`, unit);
  if (!weight || (state !== 'S' && state !== 'U')) return { kind: 'bad' };
  return { kind: 'reading', reading: { weight, motion: state === 'S' ? 'stable' : 'moving', range: 'within', net: false } };
}
