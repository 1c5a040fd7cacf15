import { hash } from 'node:crypto';

export const HASH_BYTES = 32;
/** What the first entry is chained to. */
export const GENESIS: Buffer = Buffer.alloc(HASH_BYTES);

/** The hash of an entry: SHA-256 over the previous entry's hash (32 bytes) directly followed by the stored body (UTF-8). */
export function chainHash(previousThenBody: Uint8Array): Buffer {
  return hash('sha256', previousThenBody, 'buffer');
}
