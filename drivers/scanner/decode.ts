/** Longest scan in bytes; no code a shop meets comes near it (facts: scanners stop at 8 kB, QR codes at 2,953 bytes). */
export const MAX_SCAN_BYTES = 4096;

/** Why a read cannot be used; the cashier scans again. */
export type BadScanReason = 'too_long' | 'control_character' | 'not_text' | 'incomplete';

/** One read of a scanner. `text` keeps GS (1D) between GS1 element strings and no other control character. */
export type ScanRead = { readonly kind: 'scan'; readonly text: string } | { readonly kind: 'bad'; readonly reason: BadScanReason };

export interface ScanDecoder {
  /** Takes bytes in any chunking and returns the reads they completed. */
  push(bytes: Uint8Array): readonly ScanRead[];
  /** Bytes wait for their terminator. */
  readonly pending: boolean;
  /** A terminator was seen, so bytes without one are half a read and not a scanner that sends none. */
  readonly terminated: boolean;
  /** Ends a read that got no terminator, after a gap the caller judged; the next one may again end without. */
  flush(): readonly ScanRead[];
  /** Forgets everything, for a new connection. */
  reset(): void;
}

const STX = 0x02;
const ETX = 0x03;
const TAB = 0x09;
const LF = 0x0a;
const CR = 0x0d;
const GS = 0x1d;

/**
 * Bytes of a serial scanner → reads. CR, LF, CRLF, Tab and ETX end a read, STX begins one; nothing between two terminators is no read,
 * so the LF of a CRLF is not a second one (facts/devices.md 2.7). Text is UTF-8 when it is valid as such, otherwise GB18030.
 */
export function createScanDecoder(options: { readonly maxBytes?: number } = {}): ScanDecoder {
  const buffer = new Uint8Array(options.maxBytes ?? MAX_SCAN_BYTES);
  let length = 0;
  let tooLong = false;
  let terminated = false;

  function take(): ScanRead {
    const read: ScanRead = tooLong ? { kind: 'bad', reason: 'too_long' } : readOfBytes(buffer.subarray(0, length));
    length = 0;
    tooLong = false;
    return read;
  }

  function accept(byte: number, reads: ScanRead[]): void {
    if (byte === CR || byte === LF || byte === TAB || byte === ETX) {
      terminated = true;
      if (length > 0) reads.push(take());
    } else if (byte === STX) {
      if (length > 0) reads.push(abandon());
    } else if (length < buffer.length) {
      buffer[length] = byte;
      length += 1;
    } else {
      tooLong = true;
    }
  }

  function abandon(): ScanRead {
    const reason = tooLong ? 'too_long' : 'incomplete';
    length = 0;
    tooLong = false;
    return { kind: 'bad', reason };
  }

  return {
    push(bytes) {
      const reads: ScanRead[] = [];
      for (const byte of bytes) accept(byte, reads);
      return reads;
    },
    get pending() {
      return length > 0;
    },
    get terminated() {
      return terminated;
    },
    flush() {
      if (length === 0) return [];
      const read = terminated ? abandon() : take();
      terminated = false;
      return [read];
    },
    reset() {
      length = 0;
      tooLong = false;
      terminated = false;
    },
  };
}

/** The read that the bytes of one whole code make: text without any control character but GS, or what is wrong with them. */
export function readOfBytes(bytes: Uint8Array): ScanRead {
  if (bytes.some((byte) => (byte < 0x20 && byte !== GS) || byte === 0x7f)) return { kind: 'bad', reason: 'control_character' };
  const text = decodeText(bytes);
  // C1 controls hide in UTF-8 as two bytes, so they are looked for in the text.
  if (text === undefined || /[\u0080-\u009f\ufffd]/.test(text)) return { kind: 'bad', reason: 'not_text' };
  return { kind: 'scan', text };
}

function decodeText(bytes: Uint8Array): string | undefined {
  for (const encoding of ['utf-8', 'gb18030']) {
    try {
      return new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes);
    } catch {
      // Not valid in this encoding.
    }
  }
  return undefined;
}
