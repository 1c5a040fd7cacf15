import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** How long a code is the current one; the one before it is still taken, for whoever scanned it a moment ago. */
export const DOOR_CODE_MS = 10 * 60_000;
/** Crockford's base 32: nothing that is mistaken for another. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const CODE_LENGTH = 8;

/** The code in the QR of boards and kiosks: whoever has it stands in the shop, or stood there within twenty minutes. */
export interface DoorCode {
  current(): string;
  /** The current code or the one before it. */
  accepts(code: string): boolean;
  /** Until the next code. */
  msLeft(): number;
}

/** Codes of a secret of this start: nobody can work one out, and none is kept. */
export function createDoorCode(nowMs: () => number = Date.now, secret: Buffer = randomBytes(32)): DoorCode {
  const period = (): number => Math.floor(nowMs() / DOOR_CODE_MS);
  const codeOf = (of: number): string =>
    [...createHmac('sha256', secret).update(String(of)).digest().subarray(0, CODE_LENGTH)].map((byte) => ALPHABET[byte % 32]).join('');
  return {
    current: () => codeOf(period()),
    accepts(code) {
      if (code.length !== CODE_LENGTH || !/^[0-9A-Z]+$/.test(code)) return false;
      return [period(), period() - 1].some((of) => timingSafeEqual(Buffer.from(codeOf(of)), Buffer.from(code)));
    },
    msLeft: () => DOOR_CODE_MS - (nowMs() % DOOR_CODE_MS),
  };
}
