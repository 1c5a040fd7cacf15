import { afterFailure, FREE_ATTEMPTS, lockedForMs, NO_ATTEMPTS } from './lockout.ts';
import { hashPin, verifyPin, type PinCost } from './pin-hash.ts';
import type { StaffTable } from './staff-sql.ts';
import type { Clock } from '../ports.ts';
import { GuitaiError } from '#contract/error.ts';
import type { StaffMember } from '#contract/staff.ts';
import type { Ledger } from '#main/ledger/ledger.ts';

/** Checks numbers and PINs, one at a time: a hundred guesses at once are a hundred guesses. */
export interface SignIn {
  /** The person with this number and PIN. Throws GuitaiError `pin_wrong` or `pin_locked`, alike for numbers nobody has. */
  check(code: string, pin: string): Promise<StaffMember>;
}

export function createSignIn(options: {
  readonly table: StaffTable;
  readonly write: Ledger['write'];
  readonly pepper: Buffer;
  readonly cost: PinCost;
  readonly clock: Clock;
  /** A number was locked after too many wrong PINs. */
  readonly onLocked: (code: string, failures: number) => void;
}): SignIn {
  const { table, write, pepper, cost, clock, onLocked } = options;
  let last: Promise<unknown> = Promise.resolve();
  /** What a number nobody has is compared with, so that it takes as long. */
  let nobody: ReturnType<typeof hashPin> | undefined;

  async function check(code: string, pin: string): Promise<StaffMember> {
    const before = table.attempts(code) ?? NO_ATTEMPTS;
    const waitMs = lockedForMs(before, clock());
    if (waitMs > 0) throw locked(waitMs);
    const found = table.byCode(code);
    nobody ??= hashPin('', pepper, cost);
    const right = await verifyPin(pin, pepper, found?.pin ?? (await nobody));
    if (found?.member.active && right) {
      if (before.failures > 0) write(() => table.saveAttempts(code, NO_ATTEMPTS));
      return found.member;
    }
    const after = afterFailure(before, clock());
    write(() => table.saveAttempts(code, after));
    const lockedMs = lockedForMs(after, clock());
    if (lockedMs === 0) throw new GuitaiError('pin_wrong', { left: FREE_ATTEMPTS + 1 - after.failures });
    onLocked(code, after.failures);
    throw locked(lockedMs);
  }

  return {
    check(code, pin) {
      const checked = last.then(() => check(code, pin));
      last = checked.catch(() => {});
      return checked;
    },
  };
}

function locked(waitMs: number): GuitaiError {
  return new GuitaiError('pin_locked', { seconds: Math.ceil(waitMs / 1000) });
}
