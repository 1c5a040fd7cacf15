import { createHmac, randomBytes, scrypt, timingSafeEqual } from 'node:crypto';

/** What one try costs. */
export interface PinCost {
  readonly N: number;
  readonly r: number;
  readonly p: number;
}

/** scrypt N 2^15, r 8, p 1: 147 ms and 32 MiB a try (facts: security, people and permissions). */
export const PIN_COST: PinCost = { N: 2 ** 15, r: 8, p: 1 };
const KEY_BYTES = 32;
const SALT_BYTES = 16;
/** 128 × N × r, and room. */
const MAX_MEMORY_BYTES = 64 * 1024 * 1024;

/** A PIN as it is stored: with its own parameters, so that old ones stay readable when the cost rises. */
export interface PinHash {
  readonly salt: Buffer;
  readonly hash: Buffer;
  /** "scrypt 32768 8 1". */
  readonly parameters: string;
}

/** Hashes a PIN with a fresh salt. The pepper is a key of this machine that lies outside the database. */
export async function hashPin(pin: string, pepper: Buffer, cost: PinCost): Promise<PinHash> {
  const salt = randomBytes(SALT_BYTES);
  return { salt, hash: await derive(pin, pepper, salt, cost), parameters: `scrypt ${cost.N} ${cost.r} ${cost.p}` };
}

/** Compares in constant time. Throws RangeError for parameters this version does not know. */
export async function verifyPin(pin: string, pepper: Buffer, stored: PinHash): Promise<boolean> {
  const match = /^scrypt (\d+) (\d+) (\d+)$/.exec(stored.parameters);
  if (!match) throw new RangeError(`unknown PIN parameters: ${stored.parameters}`);
  const [N, r, p] = match.slice(1).map(Number) as [number, number, number];
  return timingSafeEqual(await derive(pin, pepper, stored.salt, { N, r, p }), stored.hash);
}

function derive(pin: string, pepper: Buffer, salt: Buffer, cost: PinCost): Promise<Buffer> {
  const peppered = createHmac('sha256', pepper).update(pin).digest();
  return new Promise((resolve, reject) => {
    scrypt(peppered, salt, KEY_BYTES, { ...cost, maxmem: MAX_MEMORY_BYTES }, (error, key) => (error ? reject(error) : resolve(key)));
  });
}
