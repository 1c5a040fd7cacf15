import { divideHalfUp } from '#contract/money.ts';
import type { RoundingRule } from '#contract/pricing.ts';

const STEP_MINOR = { jiao: 10, yuan: 100 } as const;

/** What rounding takes off a total: below zero where it goes up. */
export function roundingOff(totalMinor: number, rule: RoundingRule): number {
  const step = STEP_MINOR[rule.to];
  const steps = rule.way === 'down' ? Math.floor(totalMinor / step) : divideHalfUp(totalMinor, step);
  return totalMinor - steps * step;
}
