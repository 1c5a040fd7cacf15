import { GuitaiError } from '#contract/error.ts';
import type { Operator } from '#contract/staff.ts';
import type { Credentials } from './authorize.ts';
import { afterFailure, FREE_ATTEMPTS, lockedForMs, NO_ATTEMPTS } from '#main/store/staff/lockout.ts';

/** Asks a backup's own people; rejects with GuitaiError `pin_wrong`, `pin_locked`, `right_missing`. */
export type Vouch = (name: string, credentials: Credentials | undefined) => Promise<Operator>;

/** The same, tried no faster than at the till, whichever number it is. */
export function createVouching(ask: Vouch, clock: () => number): Vouch {
  let attempts = NO_ATTEMPTS;
  return async (name, credentials) => {
    const waitMs = lockedForMs(attempts, clock());
    if (waitMs > 0) throw new GuitaiError('pin_locked', { seconds: Math.ceil(waitMs / 1000) });
    attempts = afterFailure(attempts, clock());
    try {
      const operator = await ask(name, credentials);
      attempts = NO_ATTEMPTS;
      return operator;
    } catch (error) {
      const left = Math.max(0, FREE_ATTEMPTS + 1 - attempts.failures);
      throw error instanceof GuitaiError && error.code === 'pin_wrong' ? new GuitaiError('pin_wrong', { left }) : error;
    }
  };
}
