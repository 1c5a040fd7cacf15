import { adjustedUnitPrice, largestAmountShare, lineShare } from './adjust.ts';
import type { BasketContent } from './basket.ts';
import type { Act } from '../staff/act.ts';
import type { Shop } from '../shop.ts';
import type { BasketLine } from '#contract/basket.ts';
import { divideHalfUp } from '#contract/money.ts';
import type { LineAdjustment } from '#contract/pricing.ts';
import type { Product } from '#contract/product.ts';
import type { Right } from '#contract/rights.ts';

/** The rights by what they allow to take off, smallest first; the shop says how much the first three are. */
const RIGHTS = ['discount', 'discount.more', 'discount.large', 'discount.any'] as const satisfies readonly Right[];

/** The right that a share of a price needs, in basis points. */
export function discountRight(share: number, limits: Shop['discounts']['limits']): (typeof RIGHTS)[number] {
  const index = limits.findIndex((limit) => share <= limit);
  return index < 0 ? 'discount.any' : (RIGHTS[index] ?? 'discount.any');
}

/** The act by which so large a share may be taken off. Throws right_missing. */
export function demandDiscount(share: number, act: Act, shop: Shop): Act {
  const right = discountRight(share, shop.discounts.limits);
  return right === 'discount' ? act : act.demand(right);
}

/** The least a unit may be sold for by hand: what it cost the shop, or the share of its price that the shop says. */
export function floorOf({ costMinor, priceMinor }: Pick<Product, 'costMinor' | 'priceMinor'>, { floorPercent }: Shop['discounts']): number {
  return Math.min(priceMinor, Math.max(costMinor ?? 0, divideHalfUp(priceMinor * floorPercent, 100)));
}

/** The act by which a line may be adjusted so: a price below the floor is a matter of its own. Throws right_missing. */
export function demandAdjustment(
  line: BasketLine,
  adjustment: LineAdjustment,
  product: Pick<Product, 'costMinor'> | undefined,
  act: Act,
  shop: Shop,
): Act {
  if (adjustment.kind === 'gift') return act;
  const allowed = adjustment.kind === 'price' ? act : demandDiscount(lineShare(line, adjustment), act, shop);
  const floorMinor = floorOf({ costMinor: product?.costMinor ?? null, priceMinor: line.priceMinor }, shop.discounts);
  return adjustedUnitPrice(line, adjustment) < floorMinor ? act.demand('price.floor') : allowed;
}

/** The act by which what a person changed goes on to more, or to dearer, goods than those it was allowed for. Throws right_missing. */
export function demandAgain(
  line: BasketLine,
  adjustment: LineAdjustment,
  product: Pick<Product, 'costMinor'> | undefined,
  act: Act,
  shop: Shop,
): Act {
  if (adjustment.kind === 'gift') return act.demand('gift');
  const allowed = demandAdjustment(line, adjustment, product, act, shop);
  return adjustment.kind === 'price' && allowed === act ? act.demand('price.change') : allowed;
}

/** Amounts that became a larger share than anybody allowed, because goods were taken out afterwards, are asked for again. Throws right_missing. */
export function checkAmounts(content: BasketContent, act: Act, shop: Shop): void {
  const share = largestAmountShare(content);
  if (share > content.terms.allowedShare) demandDiscount(share, act, shop);
}
