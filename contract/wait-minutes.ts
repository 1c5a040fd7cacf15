import type { WaitEstimate } from './queue.ts';

const MINUTE_MS = 60_000;

/** Whole minutes from … to, rounded up: nobody is told less than it takes. 0 to 0 = no wait. */
export function waitMinutes({ lowMs, highMs }: WaitEstimate): { readonly low: number; readonly high: number } {
  return { low: Math.ceil(lowMs / MINUTE_MS), high: Math.ceil(highMs / MINUTE_MS) };
}

/** "8–12", "8" where both are the same; undefined where there is no wait. */
export function waitRange(estimate: WaitEstimate): string | undefined {
  const { low, high } = waitMinutes(estimate);
  if (high === 0) return undefined;
  return low === high ? String(high) : `${low}–${high}`;
}
