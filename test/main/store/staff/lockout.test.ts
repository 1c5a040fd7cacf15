import { expect, test } from 'vitest';
import { afterFailure, lockedForMs, NO_ATTEMPTS, type Attempts } from '#main/store/staff/lockout.ts';

const MINUTE_MS = 60_000;

test('four wrong PINs are forgiven, then each waits twice as long, up to a quarter of an hour', () => {
  let attempts: Attempts = NO_ATTEMPTS;
  const waits: number[] = [];
  for (let failure = 1; failure <= 12; failure += 1) {
    attempts = afterFailure(attempts, 1000);
    waits.push(lockedForMs(attempts, 1000));
  }
  expect(waits).toEqual([
    0,
    0,
    0,
    0,
    30_000,
    MINUTE_MS,
    2 * MINUTE_MS,
    4 * MINUTE_MS,
    8 * MINUTE_MS,
    15 * MINUTE_MS,
    15 * MINUTE_MS,
    15 * MINUTE_MS,
  ]);
});

test('a clock that is set back by a year locks nobody out for a year', () => {
  const attempts = { failures: 5, lockedUntilMs: 365 * 24 * 3_600_000 };
  expect(lockedForMs(attempts, 0)).toBe(15 * MINUTE_MS);
  expect(lockedForMs(attempts, attempts.lockedUntilMs)).toBe(0);
});
