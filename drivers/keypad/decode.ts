import type { KeypadAction, KeypadPress } from '#contract/keypad.ts';

/** Which byte each key sends, of a letter the large one; digits are always 0x30 to 0x39. */
export type KeypadBytes = Readonly<Record<KeypadAction | 'clear', number>>;

/** The keys of the default protocol: one ASCII letter a key, C clears the digits. */
export const KEYPAD_LETTERS = { next: 'N', recall: 'R', skip: 'S', hold: 'H', transfer: 'T', finish: 'F', clear: 'C' } as const;

/** Digits older than this belong to nothing any more. */
export const DIGITS_MS = 5000;
/** A key that comes again within this time is still the same press: it bounced, or is held down. */
export const REPEAT_MS = 400;
const MAX_DIGITS = 4;

const SEPARATORS = new Set([0x00, 0x09, 0x0a, 0x0d, 0x20]);

export interface KeypadDecoder {
  /** Takes bytes in any chunking, with the time they came, and returns the presses they make. */
  push(bytes: Uint8Array, atMs: number): readonly KeypadPress[];
  /** Bytes that no key of this keypad sends. */
  readonly unknown: number;
  /** Forgets digits and the last key, for a new connection. */
  reset(): void;
}

/**
 * Bytes of a call keypad → presses. One byte a key, letters large or small; NUL, tab, space, CR and LF between keys mean nothing. Digits wait for
 * the key they belong to, at most DIGITS_MS; a byte of no key throws them away.
 */
export function createKeypadDecoder(keys: KeypadBytes): KeypadDecoder {
  const actions = new Map<number, KeypadAction | 'clear'>(
    (Object.entries(keys) as [KeypadAction | 'clear', number][]).map(([action, byte]) => [byte, action]),
  );
  let digits = '';
  let digitsAtMs = 0;
  let last: { readonly byte: number; readonly atMs: number } | undefined;
  let unknown = 0;

  function accept(byte: number, atMs: number): KeypadPress | undefined {
    if (byte >= 0x30 && byte <= 0x39) {
      const kept = atMs - digitsAtMs > DIGITS_MS ? '' : digits;
      digits = `${kept}${String.fromCharCode(byte)}`.slice(-MAX_DIGITS);
      digitsAtMs = atMs;
      last = undefined;
      return undefined;
    }
    const number = atMs - digitsAtMs > DIGITS_MS ? '' : digits;
    digits = '';
    const key = withoutCase(byte);
    const action = actions.get(key);
    const isSamePress = last?.byte === key && atMs - last.atMs < REPEAT_MS;
    last = { byte: key, atMs };
    if (action === undefined) unknown += 1;
    return action === undefined || action === 'clear' || isSamePress ? undefined : { action, number };
  }

  return {
    push: (bytes, atMs) => [...bytes].filter((byte) => !SEPARATORS.has(byte)).flatMap((byte) => accept(byte, atMs) ?? []),
    get unknown() {
      return unknown;
    },
    reset() {
      digits = '';
      last = undefined;
    },
  };
}

/** The byte of a key as settings name it, one printable character or "0x1B"; a letter is taken as the large one. */
export function keypadByte(key: string): number {
  return withoutCase(key.startsWith('0x') ? Number.parseInt(key.slice(2), 16) : key.charCodeAt(0));
}

const withoutCase = (byte: number): number => (byte >= 0x61 && byte <= 0x7a ? byte - 0x20 : byte);
