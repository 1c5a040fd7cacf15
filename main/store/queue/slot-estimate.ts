import type { WaitEstimate } from '#contract/queue.ts';

/** Of the optimistic estimate: service goes a little faster than on average. */
const OPTIMISM = 0.8;

/**
 * The wait of somebody with so many ahead, from the usual time a ticket takes at so many counters, as eappointment works it out (facts: queue calling,
 * wait-time formulas): at most (ahead + 1) slots, at least 0.8 slots for each beyond those the other counters take.
 */
export function slotEstimate(serviceMs: number, ahead: number, counters: number): WaitEstimate {
  const slotMs = serviceMs / counters;
  return { lowMs: Math.floor(OPTIMISM * slotMs * Math.max(0, ahead - (counters - 1))), highMs: Math.floor((ahead + 1) * slotMs) };
}
