import { DiscountSource, type Discount } from './pricing.ts';

/**
 * What each price list, offer, coupon and person took off over all lines, in the order in which they are applied. Gross less the sum of these is
 * what the customer pays.
 */
export function discountRows(lines: readonly { readonly discounts?: readonly Discount[] | undefined }[]): Discount[] {
  const rows = new Map<string, Discount>();
  for (const discount of lines.flatMap(({ discounts = [] }) => discounts)) {
    const key = `${discount.source} ${discount.id ?? discount.label.zh}`;
    const known = rows.get(key);
    rows.set(key, known ? { ...known, amountMinor: known.amountMinor + discount.amountMinor } : discount);
  }
  const order = DiscountSource.options;
  return [...rows.values()].toSorted((a, b) => order.indexOf(a.source) - order.indexOf(b.source));
}
