import { allocate } from './allocate.ts';
import type { PricingLine } from './pricing-input.ts';
import type { Discount, PricedLine } from '#contract/pricing.ts';

/** A line on its way through the steps of pricing. */
export interface Draft {
  readonly line: PricingLine;
  readonly grossMinor: number;
  /** What is left to pay after the steps so far. */
  amountMinor: number;
  readonly discounts: Discount[];
  /** Automatic offers may still touch it. */
  readonly open: boolean;
  /** What one piece costs before offers, where the line is whole pieces. */
  readonly pieceMinor: number | undefined;
}

/** Takes something off one line; nothing where it is 0. */
export function takeOff(draft: Draft, discount: Discount): void {
  if (discount.amountMinor === 0) return;
  draft.amountMinor -= discount.amountMinor;
  draft.discounts.push(discount);
}

/** Shares a discount among lines by what is left to pay of each; at most all of it. Returns what it took off. */
export function takeOffTogether(drafts: readonly Draft[], discount: Discount): number {
  const weights = drafts.map(({ amountMinor }) => amountMinor);
  const left = weights.reduce((sum, weight) => sum + weight, 0);
  const offMinor = Math.min(discount.amountMinor, left);
  const sign = offMinor < 0 ? -1 : 1;
  const shares = allocate(Math.abs(offMinor), weights);
  drafts.forEach((draft, index) => takeOff(draft, { ...discount, shared: true, amountMinor: sign * (shares[index] ?? 0) }));
  return offMinor;
}

export function sumOf(drafts: readonly Draft[]): number {
  return drafts.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
}

export function pricedLine({ line, grossMinor, discounts, amountMinor }: Draft): PricedLine {
  return { lineId: line.lineId, grossMinor, discounts, amountMinor };
}
