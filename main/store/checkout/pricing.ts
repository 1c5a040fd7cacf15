import type { BasketContent } from './basket.ts';
import { reprice, type Repriced } from './reprice.ts';
import { createLocalTime } from '../local-time.ts';
import type { Clock } from '../ports.ts';
import type { PriceLists } from '../price-list/price-lists.ts';
import { momentOf } from '../promotion/moment.ts';
import type { Promotions } from '../promotion/promotions.ts';
import type { Shop } from '../shop.ts';
import type { Member } from '#contract/member.ts';

/** Prices a basket as the shop would now: by its own time and offers, for the member it is for. */
export function createPricing(options: {
  readonly shop: Shop;
  readonly clock: Clock;
  readonly memberById: (id: number) => Member | undefined;
  readonly promotions: Promotions;
  readonly priceLists: Pick<PriceLists, 'running'>;
}): (content: BasketContent) => Repriced {
  const { shop, clock, memberById, promotions, priceLists } = options;
  const localTime = createLocalTime(shop.timeZone);
  return (content) => {
    const { memberId } = content.terms;
    return reprice(content, {
      moment: momentOf(localTime(clock())),
      storeCode: shop.storeCode,
      buyer: memberId === null ? undefined : memberById(memberId),
      promotions: promotions.running,
      priceLists: priceLists.running,
      used: promotions.usedBefore(memberId ?? undefined),
      rounding: shop.rounding,
    });
  };
}
