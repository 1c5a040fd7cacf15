import type { Basket } from '#contract/basket.ts';
import { dueOf } from '#contract/customer-order.ts';
import { sumOfTenders, type Tender, type TenderWay } from '#contract/tender.ts';

/** How money comes: in cash, or one of the other ways the shop takes. */
export type PayWay = { readonly kind: 'cash' } | TenderWay;

export const CASH: PayWay = { kind: 'cash' };

/** All of them, cash first. */
export function payWays(others: readonly TenderWay[]): readonly PayWay[] {
  return [CASH, ...others];
}

/** Two ways are the same where they have the same name. */
export function wayKey(way: PayWay | Tender): string {
  return way.kind === 'other' ? `other ${way.name}` : way.kind;
}

/** The way one step up or down; stays at the ends. */
export function neighbourWay(ways: readonly PayWay[], way: PayWay, step: 1 | -1): PayWay {
  const index = ways.findIndex((candidate) => wayKey(candidate) === wayKey(way));
  return ways[Math.min(Math.max(index + step, 0), ways.length - 1)] ?? CASH;
}

/** What is still due today once the parts that were taken are counted, in fen. */
export function restDue({ totalMinor, terms: { order, tenders } }: Pick<Basket, 'totalMinor' | 'terms'>): number {
  return dueOf(totalMinor, order) - sumOfTenders(tenders.filter(({ kind }) => kind !== 'deposit'));
}
