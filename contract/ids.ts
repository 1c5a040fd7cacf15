import { z } from 'zod';

/** Present in Node and in every browser; the contract itself has no environment. */
declare const crypto: { getRandomValues(bytes: Uint8Array): Uint8Array };

/** Names one press of one button. Repeating it returns the stored answer; time-ordered (UUIDv7, RFC 9562), so its index grows at the end. */
export const RequestId = z.uuid();
export type RequestId = z.infer<typeof RequestId>;

/** A fresh UUIDv7. Uses getRandomValues, which also exists on plain-HTTP pages of the LAN. */
export function newRequestId(nowMs: number = Date.now()): RequestId {
  const bytes = new Uint8Array(16);
  crypto.getRandomValues(bytes);
  let time = nowMs;
  for (let index = 5; index >= 0; index -= 1) {
    bytes[index] = time % 256;
    time = Math.floor(time / 256);
  }
  bytes[6] = 0x70 | ((bytes[6] ?? 0) & 0x0f);
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
