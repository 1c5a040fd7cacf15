/** Bytes as lower-case hexadecimal pairs with blanks, the way manuals print them. */
export function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(' ');
}

/** The reverse of hex(). */
export function bytesOf(text: string): Uint8Array {
  return Uint8Array.from(text.trim().split(/\s+/).filter(Boolean), (pair) => Number.parseInt(pair, 16));
}
