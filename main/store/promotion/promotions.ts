import { prepareOffers, type StoredOffer } from './offers-sql.ts';
import type { OfferUse, PricingInput } from './pricing-input.ts';
import type { StoreHandlers } from '../handlers.ts';
import { recordEvent, type Book } from '../record-event.ts';
import type { Act } from '../staff/act.ts';
import { GuitaiError } from '#contract/error.ts';
import type { BasketOffer } from '#contract/pricing.ts';
import type { OfferStage } from '#contract/procedures/promotion.ts';
import { MAX_PRICE_LISTS, MAX_PROMOTIONS, type PriceList, type Promotion } from '#contract/promotion.ts';
import type { JsonObject } from '#main/ledger/canonical.ts';

/** How often a sale used each offer: kept in its journal entry, counted in its transaction. */
export type OfferUses = { readonly id: string; readonly times: number }[];

/** The shop's offers: what prices are made of, and how often they were used. */
export interface Promotions {
  /** What is running or coming, the same arrays until something changes. */
  readonly running: Pick<PricingInput, 'promotions' | 'priceLists'>;
  /** How often the limited ones were used so far. */
  usedBefore(memberId: number | undefined): ReadonlyMap<string, OfferUse>;
  /** What these offers of a basket count as used. */
  usesOf(offers: readonly BasketOffer[]): OfferUses;
  /** Counts uses; call it in the transaction of the sale, with the sale's own business date. */
  noteUses(uses: OfferUses, memberId: number | undefined, businessDate: string): void;
  readonly handlers: Pick<StoreHandlers, 'promotion.list' | 'promotion.save' | 'promotion.end' | 'priceList.save' | 'priceList.end'>;
}

/** `onChanged` is called once a change is on disk: the open basket is priced anew. */
export function createPromotions(book: Pick<Book, 'ledger' | 'clock'> & { readonly onChanged: () => void }): Promotions {
  const { ledger, clock, onChanged } = book;
  const table = prepareOffers(ledger.db);
  let promotions = table.promotions();
  let priceLists = table.priceLists();
  let running = runningOf(promotions, priceLists);

  const reload = (): void => {
    promotions = table.promotions();
    priceLists = table.priceLists();
    running = runningOf(promotions, priceLists);
  };
  const change = (requestId: string, facts: JsonObject, act: Act, write: () => void): Record<string, never> => {
    const { repeated } = recordEvent(book, { kind: 'promotion.changed', requestId, content: facts, facts, inTransaction: write }, act);
    if (repeated) return {};
    reload();
    onChanged();
    return {};
  };
  const stageOf = ({ offer, ended }: StoredOffer<Promotion | PriceList>): OfferStage => {
    const date = ledger.dateOf(clock());
    const { fromDate, toDate } = offer.schedule;
    if (ended) return 'ended';
    if (fromDate !== undefined && date < fromDate) return 'coming';
    const isUsedUp = 'limits' in offer && table.used(offer.id, date, undefined).ever >= (offer.limits.total ?? Infinity);
    return isUsedUp || (toDate !== undefined && date > toDate) ? 'over' : 'running';
  };

  return {
    get running() {
      return running;
    },
    usedBefore(memberId) {
      const date = ledger.dateOf(clock());
      const limited = running.promotions.filter(isLimited);
      return new Map(limited.map(({ id }) => [id, table.used(id, date, memberId)]));
    },
    usesOf: (offers) => offers.flatMap(({ id, state, times }) => (state === 'applied' && times !== undefined ? [{ id, times }] : [])),
    noteUses(uses, memberId, businessDate) {
      for (const { id, times } of uses) table.addUse(id, businessDate, memberId, times);
    },
    handlers: {
      'promotion.list': () => ({
        promotions: promotions.map((stored) => {
          const { today, ever } = table.used(stored.offer.id, ledger.dateOf(clock()), undefined);
          return { promotion: stored.offer, stage: stageOf(stored), usedToday: today, usedEver: ever };
        }),
        priceLists: priceLists.map((stored) => {
          const { prices, ...list } = stored.offer;
          return { ...list, priceCount: prices.length, stage: stageOf(stored) };
        }),
      }),
      'promotion.save'({ requestId, promotion }, act) {
        checkRoom(promotions, promotion.id, MAX_PROMOTIONS);
        checkCode(promotions, promotion);
        return change(requestId, { promotion }, act, () => table.save('promotion', promotion));
      },
      'promotion.end'({ requestId, id }, act) {
        checkKnown(promotions, id);
        return change(requestId, { ended: id }, act, () => table.end('promotion', id));
      },
      'priceList.save'({ requestId, list }, act) {
        checkRoom(priceLists, list.id, MAX_PRICE_LISTS);
        return change(requestId, { priceList: list }, act, () => table.save('priceList', list));
      },
      'priceList.end'({ requestId, id }, act) {
        checkKnown(priceLists, id);
        return change(requestId, { endedList: id }, act, () => table.end('priceList', id));
      },
    },
  };
}

function runningOf(promotions: readonly StoredOffer<Promotion>[], priceLists: readonly StoredOffer<PriceList>[]): Promotions['running'] {
  return { promotions: kept(promotions), priceLists: kept(priceLists) };
}

function kept<Offer>(stored: readonly StoredOffer<Offer>[]): Offer[] {
  return stored.flatMap(({ offer, ended }) => (ended ? [] : [offer]));
}

function isLimited({ limits }: Promotion): boolean {
  return limits.perDay !== undefined || limits.perMemberPerDay !== undefined || limits.total !== undefined;
}

function checkRoom(stored: readonly StoredOffer<{ readonly id: string }>[], id: string, max: number): void {
  const others = stored.filter(({ offer, ended }) => !ended && offer.id !== id);
  if (others.length >= max) throw new GuitaiError('promotion_full', { max });
}

/** Two coupons with one code could not be told apart. */
function checkCode(stored: readonly StoredOffer<Promotion>[], { id, coupon }: Promotion): void {
  const holder = coupon && stored.find(({ offer, ended }) => !ended && offer.id !== id && offer.coupon?.code === coupon.code);
  if (holder) throw new GuitaiError('promotion_code_taken', { code: coupon.code, name: holder.offer.name.zh });
}

function checkKnown(stored: readonly StoredOffer<{ readonly id: string }>[], id: string): void {
  if (!stored.some(({ offer }) => offer.id === id)) throw new GuitaiError('promotion_unknown');
}
