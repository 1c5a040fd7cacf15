import type { ListedPrice } from '#contract/procedures/price-list.ts';

/** What of a price is left over its cost, in whole percent of the price; undefined where nobody knows. */
export function marginPercent(priceMinor: number, costMinor: number | null): number | undefined {
  if (costMinor === null || priceMinor === 0) return undefined;
  return Math.round(((priceMinor - costMinor) * 100) / priceMinor);
}

/** What a price of a list should make somebody look twice: it loses money, or is no better than the article's own. */
export type PriceWarning = 'belowCost' | 'notLower';

export function warningOf(
  priceMinor: number | null,
  { baseMinor, costMinor }: Pick<ListedPrice, 'baseMinor' | 'costMinor'>,
): PriceWarning | undefined {
  if (priceMinor === null) return undefined;
  if (costMinor !== null && priceMinor < costMinor) return 'belowCost';
  return baseMinor !== null && priceMinor >= baseMinor ? 'notLower' : undefined;
}

/** What the list says once the draft is published; null = nothing. */
export function draftedPrice({ draft, liveMinor }: Pick<ListedPrice, 'draft' | 'liveMinor'>): number | null {
  return draft ? draft.priceMinor : liveMinor;
}
