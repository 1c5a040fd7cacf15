import type { WaitEstimate } from './queue.ts';

const MINUTE_MS = 60_000;

/** Whole minutes, rounded up so that nobody is told less than it takes: "8–12", "8" where both are the same; undefined where there is no wait. */
export function waitRange({ lowMs, highMs }: WaitEstimate): string | undefined {
  const [low, high] = [Math.ceil(lowMs / MINUTE_MS), Math.ceil(highMs / MINUTE_MS)];
  if (high === 0) return undefined;
  return low === high ? String(high) : `${low}–${high}`;
}
