import type { OfferUse } from './pricing-input.ts';
import { PriceList, Promotion } from '#contract/promotion.ts';
import type { Ledger } from '#main/ledger/ledger.ts';

/** An offer as the shop keeps it. */
export interface StoredOffer<Offer> {
  readonly offer: Offer;
  readonly ended: boolean;
}

/** The shop's offers and how often limited ones were used, in ledger.db. Call what changes inside a ledger transaction. */
export interface OfferTable {
  promotions(): StoredOffer<Promotion>[];
  priceLists(): StoredOffer<PriceList>[];
  save(kind: 'promotion' | 'priceList', offer: { readonly id: string }): void;
  end(kind: 'promotion' | 'priceList', id: string): void;
  used(id: string, businessDate: string, memberId: number | undefined): OfferUse;
  addUse(id: string, businessDate: string, memberId: number | undefined, times: number): void;
}

/** Rows of a use without a member, and of all days together. */
const NOBODY = 0;
const EVER = '';

export function prepareOffers(db: Ledger['db']): OfferTable {
  const all = db.prepare<[string], { body: string; ended: number }>('SELECT body, ended FROM offer WHERE kind = ? ORDER BY id');
  const upsert = db.prepare<[string, string, string]>(
    'INSERT INTO offer(kind, id, body, ended) VALUES(?, ?, ?, 0) ON CONFLICT(kind, id) DO UPDATE SET body = excluded.body, ended = 0',
  );
  const end = db.prepare<[string, string]>('UPDATE offer SET ended = 1 WHERE kind = ? AND id = ?');
  const times = db
    .prepare<[string, string, number], number>('SELECT times FROM offer_use WHERE offer_id = ? AND business_date = ? AND member_id = ?')
    .pluck();
  const add = db.prepare<[string, string, number, number]>(
    'INSERT INTO offer_use(offer_id, business_date, member_id, times) VALUES(?, ?, ?, ?) ' +
      'ON CONFLICT(offer_id, business_date, member_id) DO UPDATE SET times = times + excluded.times',
  );
  const read = <Offer>(kind: string, parse: (body: unknown) => Offer): StoredOffer<Offer>[] =>
    all.all(kind).map(({ body, ended }) => ({ offer: parse(JSON.parse(body)), ended: ended === 1 }));
  return {
    promotions: () => read('promotion', (body) => Promotion.parse(body)),
    priceLists: () => read('priceList', (body) => PriceList.parse(body)),
    save: (kind, offer) => void upsert.run(kind, offer.id, JSON.stringify(offer)),
    end: (kind, id) => void end.run(kind, id),
    used: (id, businessDate, memberId) => ({
      today: times.get(id, businessDate, NOBODY) ?? 0,
      ever: times.get(id, EVER, NOBODY) ?? 0,
      byBuyerToday: memberId === undefined ? 0 : (times.get(id, businessDate, memberId) ?? 0),
    }),
    addUse(id, businessDate, memberId, count) {
      add.run(id, EVER, NOBODY, count);
      add.run(id, businessDate, NOBODY, count);
      if (memberId !== undefined) add.run(id, businessDate, memberId, count);
    },
  };
}
