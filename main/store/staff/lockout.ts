/** Wrong PINs of one number, as they are stored. */
export interface Attempts {
  readonly failures: number;
  readonly lockedUntilMs: number;
}

export const NO_ATTEMPTS: Attempts = { failures: 0, lockedUntilMs: 0 };
/** So many wrong PINs are forgiven. */
export const FREE_ATTEMPTS = 4;
const FIRST_LOCK_MS = 30_000;
const MAX_LOCK_MS = 15 * 60_000;

/** After one more wrong PIN: from the fifth on 30 s, doubling to 15 minutes. */
export function afterFailure(attempts: Attempts, nowMs: number): Attempts {
  const failures = attempts.failures + 1;
  if (failures <= FREE_ATTEMPTS) return { failures, lockedUntilMs: 0 };
  const lockMs = Math.min(MAX_LOCK_MS, FIRST_LOCK_MS * 2 ** Math.min(20, failures - FREE_ATTEMPTS - 1));
  return { failures, lockedUntilMs: nowMs + lockMs };
}

/** Milliseconds still to wait. A clock that was set back never makes it longer than the longest lock. */
export function lockedForMs(attempts: Attempts, nowMs: number): number {
  return Math.max(0, Math.min(MAX_LOCK_MS, attempts.lockedUntilMs - nowMs));
}
