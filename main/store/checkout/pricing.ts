import type { BasketContent } from './basket.ts';
import { reprice, type Repriced } from './reprice.ts';
import { createLocalTime } from '../local-time.ts';
import type { Clock } from '../ports.ts';
import { momentOf } from '../promotion/moment.ts';
import type { Shop } from '../shop.ts';
import type { Member } from '#contract/member.ts';

/** Prices a basket as the shop would now: by its own time, for the member it is for. */
export function createPricing(options: {
  readonly shop: Shop;
  readonly clock: Clock;
  readonly memberById: (id: number) => Member | undefined;
}): (content: BasketContent) => Repriced {
  const { shop, clock, memberById } = options;
  const localTime = createLocalTime(shop.timeZone);
  return (content) => {
    const { memberId } = content.terms;
    return reprice(content, {
      moment: momentOf(localTime(clock())),
      storeCode: shop.storeCode,
      buyer: memberId === null ? undefined : memberById(memberId),
      priceLists: [],
      promotions: [],
      rounding: shop.rounding,
    });
  };
}
