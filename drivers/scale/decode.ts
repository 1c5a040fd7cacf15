import { MAX_WEIGHT_DIGITS, type Weight, type WeightUnit } from '#contract/scale.ts';
import type { ScaleGrammar, ScaleReply } from './protocol.ts';

export interface ScaleDecoder {
  /** Takes bytes in any chunking and returns the replies they completed. */
  push(bytes: Uint8Array): readonly ScaleReply[];
  /** Forgets half a frame, for a new connection. */
  reset(): void;
}

/** Bytes → replies by a grammar. After bytes that are no frame it looks for one that begins within them, so that one lost byte costs one frame. */
export function createScaleDecoder(grammar: ScaleGrammar): ScaleDecoder {
  const buffer = new Uint8Array(grammar.maxBytes);
  let length = 0;

  function feed(byte: number, replies: ScaleReply[]): void {
    buffer[length] = byte;
    length += 1;
    const verdict = grammar.judge(buffer, length);
    if (verdict === 'more' && length < grammar.maxBytes) return;
    if (verdict === 'broken' && length === 1) {
      length = 0;
      return;
    }
    const frame = buffer.slice(0, length);
    length = 0;
    if (verdict === 'whole') replies.push(grammar.read(frame));
    else for (const later of frame.subarray(1)) feed(later, replies);
  }

  return {
    push(bytes) {
      const replies: ScaleReply[] = [];
      for (const byte of bytes) feed(byte, replies);
      return replies;
    },
    reset() {
      length = 0;
    },
  };
}

const WEIGHT = /^ *(-?) *(\d+)(?:\.(\d{0,5}))? *$/;

/** Reads "  0.355", "-001.20" or "12" as a weight; undefined when it is none. */
export function parseWeight(text: string, unit: WeightUnit): Weight | undefined {
  const [, sign, whole, fraction = ''] = WEIGHT.exec(text) ?? [];
  if (whole === undefined) return undefined;
  const digits = (whole + fraction).replace(/^0+(?=\d)/, '');
  if (digits.length > MAX_WEIGHT_DIGITS) return undefined;
  const value = Number(digits);
  return { value: sign === '-' && value !== 0 ? -value : value, decimals: fraction.length, unit };
}

/** Characters of a frame, seven bits each: a line set to 8N1 shows the parity of a 7E1 scale in the eighth. */
export function textOf(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes.map((byte) => byte & 0x7f));
}

export const isDigit = (byte: number): boolean => byte >= 0x30 && byte <= 0x39;
