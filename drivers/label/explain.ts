import type { WireCommand } from '#contract/device-health.ts';
import { hex } from '../hex.ts';

const LF = 0x0a;
const SHOWN_BYTES = 16;
const MAX_NAME = 60;

/** Reads bytes sent to a TSPL label printer for a person: one entry a line, a picture with its dots as one. */
export function explainTspl(bytes: Uint8Array): readonly WireCommand[] {
  const said: WireCommand[] = [];
  for (let at = 0; at < bytes.length;) {
    const part = bytes.subarray(at, at + lineLength(bytes.subarray(at)));
    const shown = hex(part.subarray(0, SHOWN_BYTES));
    said.push({ name: nameOf(part), hex: part.length > SHOWN_BYTES ? `${shown} … ${part.length} B` : shown });
    at += part.length;
  }
  return said;
}

function lineLength(rest: Uint8Array): number {
  if (rest[0] === 0x1b) return 3;
  const picture = /^BITMAP \d+,\d+,(\d{1,4}),(\d{1,5}),\d,/.exec(Buffer.from(rest.subarray(0, 48)).toString('latin1'));
  if (picture) return picture[0].length + Number(picture[1]) * Number(picture[2]) + 2;
  const end = rest.indexOf(LF);
  return end < 0 ? rest.length : end + 1;
}

function nameOf(part: Uint8Array): string {
  if (part[0] === 0x1b) return 'ESC !? status';
  const text = Buffer.from(part.subarray(0, MAX_NAME)).toString('latin1');
  const words = text.startsWith('BITMAP') ? (/^BITMAP [\d,]+/.exec(text)?.[0] ?? text) : text;
  return words.replaceAll(/[^\x20-\x7e]/g, ' ').trim() || 'empty line';
}
