import type { BasketContent } from './basket.ts';
import { allowed, beyondAllowed, type FloorOf } from './by-hand.ts';
import type { Admitted } from './open-basket.ts';
import type { Catalog } from '../catalog/catalog.ts';
import type { Act } from '../staff/act.ts';
import type { Shop } from '../shop.ts';
import { divideHalfUp } from '#contract/money.ts';
import type { Product } from '#contract/product.ts';
import type { Right } from '#contract/rights.ts';

/** The rights by what they allow to take off, smallest first; the shop says how much the first three are. */
const RIGHTS = ['discount', 'discount.more', 'discount.large', 'discount.any'] as const satisfies readonly Right[];

/**
 * Who gives all that is given by hand in a basket as it is priced: the person of the act as far as they may, or whoever gave leave. The basket then
 * notes that it is allowed. Throws right_missing.
 */
export type DiscountLimits = (content: BasketContent, act: Act) => Required<Admitted>;

export function createDiscountLimits({
  catalog,
  shop,
}: {
  readonly catalog: Pick<Catalog, 'findById'>;
  readonly shop: Shop;
}): DiscountLimits {
  const floor: FloorOf = ({ productId, priceMinor }) =>
    floorOf({ costMinor: catalog.findById(productId)?.costMinor ?? null, priceMinor }, shop.discounts);
  return (content, act) => {
    const { share, belowFloor } = beyondAllowed(content, floor);
    const right = rightFor(share, shop.discounts.limits);
    const doer = right === 'discount' ? act : act.demand(right);
    return { content: allowed(content, floor), act: belowFloor ? act.demand('price.floor') : doer };
  };
}

/** The right that a share of a price needs, in basis points. */
function rightFor(share: number, limits: Shop['discounts']['limits']): (typeof RIGHTS)[number] {
  const index = limits.findIndex((limit) => share <= limit);
  return index < 0 ? 'discount.any' : (RIGHTS[index] ?? 'discount.any');
}

/** The least a unit may be sold for by hand: what it cost the shop, or the share of its price that the shop says. */
function floorOf({ costMinor, priceMinor }: Pick<Product, 'costMinor' | 'priceMinor'>, { floorPercent }: Shop['discounts']): number {
  return Math.min(priceMinor, Math.max(costMinor ?? 0, divideHalfUp(priceMinor * floorPercent, 100)));
}
