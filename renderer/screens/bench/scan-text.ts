import type { ProcedureInput } from '#contract/procedures.ts';

export type ScanSuffix = ProcedureInput<'bench.scan'>['suffix'];

/** The characters of a typed code: `\x1b` and the like become the control character they name, everything else stays. */
export function readControls(typed: string): string {
  return typed.replace(/\\x([0-9a-fA-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

/** The opposite, for showing a code: control characters as `\x1b`. */
export function writeControls(code: string): string {
  return Array.from(code, (character) => {
    const point = character.codePointAt(0) ?? 0;
    return point < 0x20 || point === 0x7f ? `\\x${point.toString(16).padStart(2, '0')}` : character;
  }).join('');
}

/** Codes to try with: one the demo shop sells, a scale label of it, one no shop of ours has, and one that tries to smuggle printer commands. */
export const sampleCodes = {
  product: '6970031800297',
  weighed: '2000001003565',
  unknown: '4006381333931',
  control: '690\\x1b@123\\x1dV\\x00456',
} as const;
