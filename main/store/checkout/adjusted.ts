import { totals, type BasketContent } from './basket.ts';
import type { BasketEvent } from './basket-event.ts';
import type { BasketLine } from '#contract/basket.ts';
import type { LineAdjustment, SaleDiscount } from '#contract/pricing.ts';
import type { JsonObject } from '#main/ledger/canonical.ts';

/**
 * What a person did to the prices of the basket: the price of a line, or a discount on a line or the whole sale, put on or taken off again, or a
 * coupon taken off. One command changes one of them; an undo may take it back. Undefined where prices are as before.
 */
export function adjustingOf(before: BasketContent, after: BasketContent): BasketEvent | undefined {
  const previous = new Map(before.lines.map((line) => [line.lineId, line]));
  for (const line of after.lines) {
    const old = previous.get(line.lineId);
    if (old && !isSame(old.adjustment, line.adjustment)) return lineEvent(old, line);
  }
  const coupon = before.terms.coupons.find((code) => !after.terms.coupons.includes(code));
  if (coupon !== undefined && after.lines.length > 0) {
    const amountMinor = totals(after.lines).totalMinor - totals(before.lines).totalMinor;
    return { kind: 'discount.withdrawn', facts: { scope: 'coupon', coupon, amountMinor } };
  }
  const [old, discount] = [before.terms.discount, after.terms.discount];
  if (isSame(old, discount) || after.lines.length === 0) return undefined;
  const kind = discount ? 'discount.given' : 'discount.withdrawn';
  return { kind, facts: { scope: 'sale', discount: factsOf(discount ?? old), amountMinor: saleOff(discount ? after : before) } };
}

function lineEvent(before: BasketLine, after: BasketLine): BasketEvent {
  const { lineId, productId, sku, name, quantityMilli, priceMinor } = after;
  const adjustment = after.adjustment ?? before.adjustment;
  const kind = !after.adjustment ? 'discount.withdrawn' : after.adjustment.kind === 'price' ? 'price.changed' : 'discount.given';
  const amountMinor = Math.abs(before.amountMinor - after.amountMinor);
  const line = { lineId, productId, sku, name, quantityMilli, priceMinor };
  return { kind, facts: { scope: 'line', line, discount: factsOf(adjustment), amountMinor } };
}

function factsOf(adjustment: LineAdjustment | SaleDiscount | null | undefined): JsonObject {
  return { ...adjustment };
}

function saleOff({ lines }: BasketContent): number {
  return lines
    .flatMap(({ discounts = [] }) => discounts)
    .reduce((sum, { source, amountMinor }) => (source === 'sale' ? sum + amountMinor : sum), 0);
}

function isSame(a: LineAdjustment | SaleDiscount | null | undefined, b: LineAdjustment | SaleDiscount | null | undefined): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}
