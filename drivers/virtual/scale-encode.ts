import { formatWeight, type WeightUnit } from '#contract/scale.ts';
import type { ScaleProtocolName } from '../scale/protocols.ts';

/** What a virtual scale has to say: thousandths of its unit. */
export interface PanState {
  readonly milli: number;
  readonly moving: boolean;
  readonly range: 'within' | 'over';
  readonly net: boolean;
  readonly unit: WeightUnit;
}

type Encode = (pan: PanState) => Uint8Array;

/** What scales of each protocol send, from the same pages as their decoders (drivers/scale). */
export const SCALE_ENCODERS: Readonly<Record<ScaleProtocolName, Encode>> = {
  'toledo-8217': toledo,
  cas,
  mettler: (pan) => mettler(pan).subarray(0, -1),
  'mettler-checksum': mettler,
  equals: (pan) => latin1(`=${signed(pan)}`),
  'equals-reversed': (pan) => latin1(`=${signed(pan).split('').toReversed().join('')}`),
  yaohua: (pan) => yaohua('', pan),
  'yaohua-command': (pan) => yaohua('AD', pan),
};

const latin1 = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, 'latin1'));
const text = ({ milli, unit }: PanState): string => formatWeight({ value: Math.abs(milli), decimals: 3, unit });

/** Eight characters: "0000.355", "-001.200". */
function signed(pan: PanState): string {
  return pan.milli < 0 ? `-${text(pan).padStart(7, '0')}` : text(pan).padStart(8, '0');
}

/** A weight below zero is never said, only that it is. */
function toledo(pan: PanState): Uint8Array {
  const range = pan.range === 'over' ? 0x02 : pan.milli < 0 ? 0x04 : 0;
  const bits = (pan.moving ? 0x01 : 0) | range | (pan.net ? 0x20 : 0);
  if (pan.moving || range !== 0) return Uint8Array.of(0x02, 0x3f, bits, 0x0d);
  return latin1(`\x02${text(pan).padStart(7, '0')}${pan.net ? 'N' : ''}\r`);
}

const CAS_UNITS: Readonly<Record<WeightUnit, string>> = { kg: 'kg', g: 'g ', lb: 'lb', jin: 'SJ' };

function cas(pan: PanState): Uint8Array {
  const sign = pan.range === 'over' ? 'F' : pan.milli < 0 ? '-' : ' ';
  const covered = latin1(`${pan.moving ? 'U' : 'S'}${sign}${text(pan).slice(0, 6).padStart(6)}${CAS_UNITS[pan.unit]}`);
  return Uint8Array.of(0x01, 0x02, ...covered, xor(covered), 0x03, 0x04);
}

function mettler(pan: PanState): Uint8Array {
  const range = pan.range === 'within' ? 0 : 0x04;
  const swb = 0x20 | (pan.net ? 1 : 0) | (pan.milli < 0 ? 2 : 0) | range | (pan.moving ? 8 : 0) | (pan.unit === 'lb' ? 0 : 0x10);
  const swc = pan.unit === 'g' ? 0x21 : 0x20;
  const digits = String(Math.abs(pan.milli)).padStart(6);
  const frame = [0x02, 0x2d, swb, swc, ...latin1(digits), ...latin1('000000'), 0x0d];
  const sum = frame.reduce((total, byte) => total + byte, 0);
  return Uint8Array.of(...frame, (128 - (sum % 128)) % 128);
}

function yaohua(head: string, pan: PanState): Uint8Array {
  const covered = latin1(`${head}${pan.milli < 0 ? '-' : '+'}${String(Math.abs(pan.milli)).padStart(6, '0')}3`);
  return Uint8Array.of(0x02, ...covered, ...latin1(xor(covered).toString(16).toUpperCase().padStart(2, '0')), 0x03);
}

const xor = (bytes: Uint8Array): number => bytes.reduce((sum, byte) => sum ^ byte, 0);
