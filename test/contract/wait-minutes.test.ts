import { expect, test } from 'vitest';
import { waitRange } from '#contract/wait-minutes.ts';

const MINUTE_MS = 60_000;

test.each([
  [0, 0, undefined],
  [0, 1, '0–1'],
  [1, MINUTE_MS, '1'],
  [5 * MINUTE_MS, 5 * MINUTE_MS, '5'],
  [8 * MINUTE_MS, 12 * MINUTE_MS, '8–12'],
  [8 * MINUTE_MS + 1, 12 * MINUTE_MS + 1, '9–13'],
])('a wait of %i to %i ms is said as %s minutes', (lowMs, highMs, words) => {
  expect(waitRange({ lowMs, highMs })).toBe(words);
});
