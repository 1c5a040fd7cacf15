import { DiscountSource, grossOf, type Discount } from './pricing.ts';

/** As far as a line of a basket, a sale or a refund says what it cost and why. */
export interface DiscountedLine {
  readonly amountMinor: number;
  readonly grossMinor?: number | undefined;
  readonly discounts?: readonly Discount[] | undefined;
}

/**
 * What each price list, offer and coupon, the people and rounding took off over all lines, in the order in which they are applied. Gross less the sum
 * of these is what the customer pays.
 */
export function discountRows(lines: readonly Pick<DiscountedLine, 'discounts'>[]): Discount[] {
  const rows = new Map<string, { readonly discount: Discount; readonly place: number }>();
  for (const { discounts = [] } of lines) {
    discounts.forEach((discount, place) => {
      const key = `${discount.source} ${discount.id ?? ''}`;
      const known = rows.get(key);
      const first = known ? { ...known.discount, amountMinor: known.discount.amountMinor + discount.amountMinor } : discount;
      rows.set(key, { discount: first, place: Math.max(known?.place ?? 0, place) });
    });
  }
  const order = DiscountSource.options;
  return [...rows.values()]
    .toSorted((a, b) => order.indexOf(a.discount.source) - order.indexOf(b.discount.source) || a.place - b.place)
    .map(({ discount }) => discount);
}

/** What made this very line cheaper, without its share in what several lines earned together. */
export function ownDiscounts({ discounts = [] }: Pick<DiscountedLine, 'discounts'>): readonly Discount[] {
  return discounts.filter(({ shared }) => !shared);
}

/** What a line costs by itself: its amount before its share in what several lines earned together. */
export function ownAmount(line: DiscountedLine): number {
  return grossOf(line) - sumOf(ownDiscounts(line));
}

/** What discounts add up to. */
export function sumOf(discounts: readonly Pick<Discount, 'amountMinor'>[]): number {
  return discounts.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
}
