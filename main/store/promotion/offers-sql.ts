import type { OfferUse } from './pricing-input.ts';
import type { OfferStage, Schedule } from '#contract/promotion.ts';
import type { Ledger } from '#main/ledger/ledger.ts';

/** The offers or the price lists of the shop, in ledger.db. Call what changes inside a ledger transaction. */
export interface OfferTable<Offer> {
  /** Those that nobody ended, by id. */
  current(): Offer[];
  /** The next ones that a person ended, by id. */
  ended(after: string, limit: number): Offer[];
  has(id: string): boolean;
  /** Adds it, or puts it in place of the one with its id; an ended one begins again. */
  save(offer: Offer): void;
  end(id: string): void;
}

export function prepareOffers<Offer extends { readonly id: string }>(
  db: Ledger['db'],
  kind: 'promotion' | 'priceList',
  parse: (body: unknown) => Offer,
): OfferTable<Offer> {
  const current = db.prepare<[string], string>('SELECT body FROM offer WHERE kind = ? AND ended = 0 ORDER BY id').pluck();
  const ended = db
    .prepare<[string, string, number], string>('SELECT body FROM offer WHERE kind = ? AND ended = 1 AND id > ? ORDER BY id LIMIT ?')
    .pluck();
  const has = db.prepare<[string, string], number>('SELECT 1 FROM offer WHERE kind = ? AND id = ?').pluck();
  const upsert = db.prepare<[string, string, string]>(
    'INSERT INTO offer(kind, id, body, ended) VALUES(?, ?, ?, 0) ON CONFLICT(kind, id) DO UPDATE SET body = excluded.body, ended = 0',
  );
  const end = db.prepare<[string, string]>('UPDATE offer SET ended = 1 WHERE kind = ? AND id = ?');
  const read = (body: string): Offer => parse(JSON.parse(body));
  return {
    current: () => current.all(kind).map(read),
    ended: (after, limit) => ended.all(kind, after, limit).map(read),
    has: (id) => has.get(kind, id) !== undefined,
    save: (offer) => void upsert.run(kind, offer.id, JSON.stringify(offer)),
    end: (id) => void end.run(kind, id),
  };
}

/** Where an offer that nobody ended stands on a day. */
export function stageOn(date: string, { fromDate, toDate }: Schedule): Exclude<OfferStage, 'ended'> {
  if (fromDate !== undefined && date < fromDate) return 'coming';
  return toDate !== undefined && date > toDate ? 'over' : 'running';
}

/** How many offers a screen is told at once where it does not say. */
const PAGE = 100;

/** A page of them, and whether there are more. */
export function offerPage<Offer extends { readonly id: string }>(
  table: OfferTable<Offer>,
  current: readonly Offer[],
  { ended, after = '', limit = PAGE }: { readonly ended?: true; readonly after?: string; readonly limit?: number },
): { readonly offers: readonly Offer[]; readonly more: boolean } {
  const found = ended ? table.ended(after, limit + 1) : current.filter(({ id }) => id > after);
  return { offers: found.slice(0, limit), more: found.length > limit };
}

/** How often limited offers were used. */
export interface OfferUses {
  used(id: string, businessDate: string, memberId: number | undefined): OfferUse;
  /** Call it inside a ledger transaction. */
  addUse(id: string, businessDate: string, memberId: number | undefined, times: number): void;
}

/** Rows of a use without a member, and of all days together. */
const NOBODY = 0;
const EVER = '';

export function prepareOfferUses(db: Ledger['db']): OfferUses {
  const times = db
    .prepare<[string, string, number], number>('SELECT times FROM offer_use WHERE offer_id = ? AND business_date = ? AND member_id = ?')
    .pluck();
  const add = db.prepare<[string, string, number, number]>(
    'INSERT INTO offer_use(offer_id, business_date, member_id, times) VALUES(?, ?, ?, ?) ' +
      'ON CONFLICT(offer_id, business_date, member_id) DO UPDATE SET times = times + excluded.times',
  );
  return {
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
