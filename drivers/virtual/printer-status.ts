import type { BenchFault } from '#contract/bench.ts';

const DLE = 0x10;
const EOT = 0x04;

/** The byte for DLE EOT n (facts/devices.md 2.2), undefined for an n no printer answers. */
export function realTimeStatus(n: number, fault: BenchFault): number | undefined {
  const fixed = 0x12;
  const paperOut = fault === 'paper_out';
  const coverOpen = fault === 'cover_open';
  if (n === 1) return fixed | (paperOut || coverOpen ? 0x08 : 0);
  if (n === 2) return fixed | (coverOpen ? 0x04 : 0) | (paperOut ? 0x20 : 0);
  if (n === 3) return fixed;
  if (n === 4) return fixed | (paperOut ? 0x6c : 0);
  return undefined;
}

/** The byte for GS r n (facts/devices.md 2.4): 1 paper, 2 drawer; n may also be the digit 31 or 32. */
export function sensorStatus(n: number, fault: BenchFault): number | undefined {
  if (n === 1 || n === 0x31) return fault === 'paper_out' ? 0x0c : 0x00;
  if (n === 2 || n === 0x32) return 0x00;
  return undefined;
}

/** Takes the DLE EOT requests (their n) out of a chunk, wherever they stand, as the interrupt routine of a printer does. */
export function splitRealTime(bytes: Uint8Array): { readonly requests: readonly number[]; readonly rest: Uint8Array } {
  const requests: number[] = [];
  const rest: number[] = [];
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? 0;
    const n = bytes[at + 2];
    if (byte === DLE && bytes[at + 1] === EOT && n !== undefined && n >= 1 && n <= 4) {
      requests.push(n);
      at += 2;
    } else {
      rest.push(byte);
    }
  }
  return { requests, rest: Uint8Array.from(rest) };
}
