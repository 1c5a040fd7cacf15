import { prepareOffers } from './offers-sql.ts';
import type { OfferUses } from './promotions.ts';
import type { Rebuild } from '#main/ledger/verify/derived.ts';

type Offer = { readonly id: string };

/** The shop's offers as they were saved and ended, and how often sales used each. */
export const offersRebuild: Rebuild = {
  tables: [
    {
      from: 'offer',
      keys: ['kind', 'id'],
      columns: { body: 'json', ended: 'same' },
      name: ({ id }) => ({ zh: `优惠 ${String(id)}`, en: `Offer ${String(id)}` }),
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
    const table = prepareOffers(empty);
    return {
      take({ kind, businessDate, data }) {
        if (kind === 'promotion.changed') {
          const { promotion, priceList, ended, endedList } = data;
          if (promotion) table.save('promotion', promotion as Offer);
          if (priceList) table.save('priceList', priceList as Offer);
          if (typeof ended === 'string') table.end('promotion', ended);
          if (typeof endedList === 'string') table.end('priceList', endedList);
        }
        const { offerUses, memberId } = data as { readonly offerUses?: OfferUses; readonly memberId?: number };
        for (const { id, times } of offerUses ?? []) table.addUse(id, businessDate, memberId, times);
      },
    };
  },
};
