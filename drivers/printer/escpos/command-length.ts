import { DLE, ESC, FS, GS } from './commands.ts';

/** Whole length of the command that starts the bytes; `more` names how many bytes must have come before that can be told. */
export type CommandLength = { readonly whole: number } | { readonly more: number };

/** GS v 0, GS 8 L and ESC * may announce more than any paper holds; such a header stands alone as garbage. */
export const MAX_DATA_BYTES: number = 1 << 20;

/** Whole lengths of commands with fixed parameters, by their second byte. Source: Epson ESC/POS reference, Chinese command lists for FS and ESC B. */
const ESC_LENGTHS = lengths({ '@2': 2, 'aEG-!MJd3tRV{=ru%': 3, ' ': 3, '$\\Bc': 4, p: 5 });
const FS_LENGTHS = lengths({ '&.': 2, '!-WC': 3, Sp: 4 });
const GS_LENGTHS = lengths({ '!BhwHfrabI/': 3, 'LWP\\$': 4 });

function lengths(table: Readonly<Record<string, number>>): ReadonlyMap<number, number> {
  return new Map(
    Object.entries(table).flatMap(([letters, length]) => Array.from(letters, (letter) => [letter.charCodeAt(0), length] as const)),
  );
}

const whole = (length: number): CommandLength => ({ whole: length });
const more = (bytes: number): CommandLength => ({ more: bytes });

/** How far the command or character at the start of `bytes` reaches; a byte pair nobody knows is two bytes long, a lone control byte one. */
export function commandLength(bytes: Uint8Array, kanji: boolean, fourByte: boolean): CommandLength {
  const first = bytes[0] ?? 0;
  if (first === DLE || first === ESC || first === FS || first === GS) return bytes.length < 2 ? more(2) : controlLength(bytes, first);
  if (first < 0x81 || first > 0xfe || !kanji) return whole(1);
  if (bytes.length < 2) return more(2);
  const second = bytes[1] ?? 0;
  if (second >= 0x40 && second <= 0xfe && second !== 0x7f) return whole(2);
  if (!fourByte || second < 0x30 || second > 0x39) return whole(1);
  if (bytes.length < 4) return more(4);
  const [, , third = 0, fourth = 0] = bytes;
  return whole(third >= 0x81 && third <= 0xfe && fourth >= 0x30 && fourth <= 0x39 ? 4 : 1);
}

function controlLength(bytes: Uint8Array, first: number): CommandLength {
  const second = bytes[1] ?? 0;
  if (first === DLE) return realTimeLength(bytes, second);
  if (first === FS)
    return FS_LENGTHS.has(second) ? whole(FS_LENGTHS.get(second) ?? 2) : second === 0x28 ? parametersLength(bytes) : whole(2);
  if (first === ESC) {
    if (second === 0x2a) return columnImageLength(bytes);
    return second === 0x44 ? untilNul(bytes, 2) : whole(ESC_LENGTHS.get(second) ?? 2);
  }
  switch (second) {
    case 0x28:
      return parametersLength(bytes);
    case 0x56:
      return bytes.length < 3 ? more(3) : whole([0, 1, 0x30, 0x31].includes(bytes[2] ?? 0) ? 3 : 4);
    case 0x6b:
      return barcodeLength(bytes);
    case 0x76:
      return rasterLength(bytes);
    case 0x38:
      return graphicsLength(bytes);
    default:
      return whole(GS_LENGTHS.get(second) ?? 2);
  }
}

/** DLE EOT n, DLE ENQ n, DLE DC4 fn … */
function realTimeLength(bytes: Uint8Array, second: number): CommandLength {
  if (second === 0x04 || second === 0x05) return whole(3);
  if (second !== 0x14) return whole(1);
  if (bytes.length < 3) return more(3);
  const lengthsByFunction: Readonly<Record<number, number>> = { 1: 5, 2: 5, 8: 10 };
  return whole(lengthsByFunction[bytes[2] ?? 0] ?? 3);
}

/** GS ( x pL pH d…, FS ( x pL pH d… */
function parametersLength(bytes: Uint8Array): CommandLength {
  return bytes.length < 5 ? more(5) : whole(5 + word(bytes, 3));
}

/** GS k m d… NUL for m 0–6, GS k m n d… for m 65 and up. */
function barcodeLength(bytes: Uint8Array): CommandLength {
  if (bytes.length < 4) return more(4);
  return (bytes[2] ?? 0) <= 6 ? untilNul(bytes, 3) : whole(4 + (bytes[3] ?? 0));
}

/** GS v 0 m xL xH yL yH d… */
function rasterLength(bytes: Uint8Array): CommandLength {
  if (bytes.length < 8) return more(8);
  return bounded(8, word(bytes, 4) * word(bytes, 6));
}

/** GS 8 L p1 p2 p3 p4 d… */
function graphicsLength(bytes: Uint8Array): CommandLength {
  if (bytes.length < 7) return more(7);
  return bounded(7, word(bytes, 3) + word(bytes, 5) * 0x10000);
}

/** ESC * m nL nH d…: 3 bytes a column for the 24-dot modes 32 and 33. */
function columnImageLength(bytes: Uint8Array): CommandLength {
  if (bytes.length < 5) return more(5);
  return bounded(5, word(bytes, 3) * ((bytes[2] ?? 0) >= 32 ? 3 : 1));
}

function untilNul(bytes: Uint8Array, from: number): CommandLength {
  const end = bytes.indexOf(0, from);
  if (end >= 0) return whole(end + 1);
  return bytes.length > 255 ? whole(2) : more(bytes.length + 1);
}

function bounded(header: number, data: number): CommandLength {
  return whole(data > MAX_DATA_BYTES ? header : header + data);
}

/** A little-endian 16-bit parameter. */
export function word(bytes: Uint8Array, at: number): number {
  return (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8);
}
