import { prepareOffers, prepareOfferUses } from './offers-sql.ts';
import { preparePriceTable } from '../price-list/price-list-sql.ts';
import type { PriceChanges } from '../price-list/price-lists.ts';
import type { OfferUses } from './promotions.ts';
import type { Rebuild } from '#main/ledger/verify/derived.ts';

type Offer = { readonly id: string };
type List = Offer & { readonly prices?: readonly { readonly sku: string; readonly priceMinor: number }[] };

/** The shop's offers and price lists as they were saved and ended, the prices that were published, and how often sales used each. */
export const offersRebuild: Rebuild = {
  tables: [
    {
      from: 'offer',
      keys: ['kind', 'id'],
      columns: { body: 'json', ended: 'same' },
      name: ({ id }) => ({ zh: `优惠 ${String(id)}`, en: `Offer ${String(id)}` }),
    },
    {
      from: 'list_price',
      keys: ['list_id', 'sku'],
      columns: { price_minor: 'same' },
      name: ({ list_id: id, sku }) => ({ zh: `价目表 ${String(id)} 的 ${String(sku)}`, en: `${String(sku)} on price list ${String(id)}` }),
    },
    {
      from: 'offer_use',
      keys: ['offer_id', 'business_date', 'member_id'],
      columns: { times: 'same' },
      name: ({ offer_id: id, business_date: date, member_id: member }) => ({
        zh: `优惠 ${String(id)} 的使用次数（${date === '' ? '累计' : String(date)}，会员 ${String(member)}）`,
        en: `Uses of offer ${String(id)} (${date === '' ? 'ever' : String(date)}, member ${String(member)})`,
      }),
    },
  ],
  begin(empty) {
    const promotions = prepareOffers(empty, 'promotion', (body) => body as Offer);
    const lists = prepareOffers(empty, 'priceList', (body) => body as Offer);
    const [prices, uses] = [preparePriceTable(empty), prepareOfferUses(empty)];
    return {
      take({ kind, businessDate, data }) {
        if (kind === 'promotion.changed') {
          const { promotion, priceList, ended, endedList, publishedPrices, changes } = data;
          if (promotion) promotions.save(promotion as Offer);
          if (priceList) saveList(priceList as List);
          if (typeof ended === 'string') promotions.end(ended);
          if (typeof endedList === 'string') lists.end(endedList);
          if (typeof publishedPrices === 'string') publish(publishedPrices, changes as PriceChanges);
        }
        const { offerUses, memberId } = data as { readonly offerUses?: OfferUses; readonly memberId?: number };
        for (const { id, times } of offerUses ?? []) uses.addUse(id, businessDate, memberId, times);
      },
    };

    /** Lists of earlier versions were saved with all their prices. */
    function saveList({ prices: all, ...list }: List): void {
      lists.save(list);
      if (!all) return;
      prices.draftNothing(list.id);
      publish(
        list.id,
        all.map(({ sku, priceMinor }) => [sku, priceMinor] as const),
      );
    }
    function publish(id: string, changes: PriceChanges): void {
      for (const [sku, priceMinor] of changes) prices.draft(id, sku, priceMinor);
      prices.publish(id);
    }
  },
};
