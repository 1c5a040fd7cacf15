import { hash } from 'node:crypto';

export const HASH_BYTES = 32;
/** What the first entry is chained to. */
export const GENESIS: Buffer = Buffer.alloc(HASH_BYTES);

/** Chains bodies: SHA-256 over the previous hash (32 bytes) followed by the body in UTF-8. Holds one buffer, so make one per writer. */
export function createChainHash(): (previous: Buffer, body: string) => Buffer {
  let buffer = Buffer.allocUnsafe(64 * 1024);
  return (previous, body) => {
    const longest = HASH_BYTES + body.length * 3;
    if (buffer.length < longest) buffer = Buffer.allocUnsafe(longest * 2);
    previous.copy(buffer);
    const bodyBytes = buffer.write(body, HASH_BYTES, 'utf8');
    return hash('sha256', buffer.subarray(0, HASH_BYTES + bodyBytes), 'buffer');
  };
}
