import { MAX_WEIGHT_DIGITS, type Weight, type WeightUnit } from '#contract/scale.ts';
import { isDigit, textOf } from './decode.ts';
import type { ScaleProtocol, ScaleReply } from './protocol.ts';

// Bytes: facts/devices.md 2.8, Mettler continuous: 02 SWA SWB SWC, six digits, six digits of tare, 0D, checksum where set. Bits of the status
// words: Rice Lake 680 manual 11.3.4 (toledo); checksum: Wildcat manual table 6-8; SWC unit: METTLER TOLEDO IND terminals, status byte C.
const STX = 0x02;
const CR = 0x0d;
const STATUS_WORD = 0x20;
const CR_AT = 16;

const DECIMAL_POINT = 0x07;
const NET = 0x01;
const NEGATIVE = 0x02;
const OUT_OF_RANGE = 0x04;
const MOTION = 0x08;
const KILOGRAM = 0x10;
const OTHER_UNIT = 0x07;
const GRAM = 1;

/** Mettler Toledo continuous output. With `checksum` the scale is set to send one, and a frame whose sum is wrong is not believed. */
export function mettlerContinuous(checksum: boolean): ScaleProtocol {
  const frameBytes = checksum ? CR_AT + 2 : CR_AT + 1;
  return {
    // Kern FTC manual 5.2.1.
    zero: Buffer.from('Z\r\n'),
    tare: Buffer.from('T\r\n'),
    clearTare: Buffer.from('C\r\n'),
    grammar: {
      maxBytes: frameBytes,
      judge(bytes, length) {
        const index = length - 1;
        const last = (bytes[index] ?? 0) & 0x7f;
        return fits(index, last) ? (length === frameBytes ? 'whole' : 'more') : 'broken';
      },
      read: (frame) =>
        read(
          frame.map((byte) => byte & 0x7f),
          checksum,
        ),
    },
  };
}

function fits(index: number, byte: number): boolean {
  if (index === 0) return byte === STX;
  if (index <= 3) return (byte & STATUS_WORD) !== 0;
  if (index < CR_AT) return isDigit(byte) || byte === 0x20;
  return index > CR_AT || byte === CR;
}

function read(frame: Uint8Array, checksum: boolean): ScaleReply {
  if (checksum && frame.reduce((sum, byte) => sum + byte, 0) % 128 !== 0) return { kind: 'bad' };
  const [, swa = 0, swb = 0, swc = 0] = frame;
  const motion = swb & MOTION ? 'moving' : 'stable';
  const net = (swb & NET) !== 0;
  if (swb & OUT_OF_RANGE) return { kind: 'reading', reading: { weight: undefined, motion, range: swb & NEGATIVE ? 'under' : 'over', net } };
  const unit = unitOf(swb, swc);
  const weight = unit && weightOf(textOf(frame.subarray(4, 10)), swa & DECIMAL_POINT, unit);
  if (!weight) return { kind: 'bad' };
  const value = swb & NEGATIVE && weight.value !== 0 ? -weight.value : weight.value;
  return { kind: 'reading', reading: { weight: { ...weight, value }, motion, range: 'within', net } };
}

function unitOf(swb: number, swc: number): WeightUnit | undefined {
  const other = swc & OTHER_UNIT;
  if (other === 0) return swb & KILOGRAM ? 'kg' : 'lb';
  return other === GRAM ? 'g' : undefined;
}

/** Code 2 is no decimal point; 1 and 0 stand for one and two zeros the display adds, 3 to 7 for one to five decimals. */
function weightOf(digits: string, code: number, unit: WeightUnit): Weight | undefined {
  const shown = /^ *(\d+)$/.exec(digits)?.[1];
  if (shown === undefined) return undefined;
  const value = Number(shown + '0'.repeat(Math.max(0, 2 - code)));
  return String(value).length > MAX_WEIGHT_DIGITS ? undefined : { value, decimals: Math.max(0, code - 2), unit };
}
