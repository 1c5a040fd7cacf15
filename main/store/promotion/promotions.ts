import { timesLeft } from './offer-board.ts';
import { offerPage, prepareOffers, prepareOfferUses, stageOn } from './offers-sql.ts';
import type { OfferUse } from './pricing-input.ts';
import type { StoreHandlers } from '../handlers.ts';
import { recordEvent, type Book } from '../record-event.ts';
import type { Act } from '../staff/act.ts';
import { GuitaiError } from '#contract/error.ts';
import type { BasketOffer } from '#contract/pricing.ts';
import { MAX_PROMOTIONS, Promotion, type OfferStage } from '#contract/promotion.ts';
import type { JsonObject } from '#main/ledger/canonical.ts';

/** How often a sale used each offer: kept in its journal entry, counted in its transaction. */
export type OfferUses = { readonly id: string; readonly times: number }[];

/** The shop's offers: what takes something off, and how often it was used. */
export interface Promotions {
  /** What is running or coming, the same array until something changes. */
  readonly running: readonly Promotion[];
  /** How often the limited ones were used so far. */
  usedBefore(memberId: number | undefined): ReadonlyMap<string, OfferUse>;
  /** Once more before money is taken, because another till may have used an offer up. Throws offer_used_up. */
  checkUses(uses: OfferUses, memberId: number | undefined): void;
  /** What these offers of a basket count as used. */
  usesOf(offers: readonly BasketOffer[]): OfferUses;
  /** Counts uses; call it in the transaction of the sale, with the sale's own business date. */
  noteUses(uses: OfferUses, memberId: number | undefined, businessDate: string): void;
  readonly handlers: Pick<StoreHandlers, 'promotion.list' | 'promotion.save' | 'promotion.end'>;
}

/** `onChanged` is called once a change is on disk: the open basket is priced anew. */
export function createPromotions(book: Pick<Book, 'ledger' | 'clock'> & { readonly onChanged: () => void }): Promotions {
  const { ledger, clock, onChanged } = book;
  const table = prepareOffers(ledger.db, 'promotion', (body) => Promotion.parse(body));
  const uses = prepareOfferUses(ledger.db);
  let running: readonly Promotion[] = table.current();

  const change = (requestId: string, facts: JsonObject, act: Act, write: () => void): Record<string, never> => {
    const { repeated } = recordEvent(book, { kind: 'promotion.changed', requestId, content: facts, facts, inTransaction: write }, act);
    if (repeated) return {};
    running = table.current();
    onChanged();
    return {};
  };

  return {
    get running() {
      return running;
    },
    usedBefore(memberId) {
      const date = ledger.dateOf(clock());
      return new Map(running.filter(isLimited).map(({ id }) => [id, uses.used(id, date, memberId)]));
    },
    checkUses(counted, memberId) {
      const date = ledger.dateOf(clock());
      for (const { id, times } of counted) {
        const offer = running.find((promotion) => promotion.id === id);
        if (!offer || !isLimited(offer) || times <= timesLeft(offer.limits, uses.used(id, date, memberId))) continue;
        throw new GuitaiError('offer_used_up', { name: offer.name.zh });
      }
    },
    usesOf: (offers) => offers.flatMap(({ id, state, times }) => (state === 'applied' && times !== undefined ? [{ id, times }] : [])),
    noteUses(counted, memberId, businessDate) {
      for (const { id, times } of counted) uses.addUse(id, businessDate, memberId, times);
    },
    handlers: {
      'promotion.list'(input) {
        const date = ledger.dateOf(clock());
        const { offers, more } = offerPage(table, running, input);
        const promotions = offers.map((promotion) => {
          const { today, ever } = uses.used(promotion.id, date, undefined);
          const stage = input.ended ? 'ended' : stageOf(promotion, date, ever);
          return { promotion, stage, usedToday: today, usedEver: ever };
        });
        return { promotions, more };
      },
      'promotion.save'({ requestId, promotion }, act) {
        checkRoom(running, promotion.id, MAX_PROMOTIONS);
        checkCode(running, promotion);
        return change(requestId, { promotion }, act, () => table.save(promotion));
      },
      'promotion.end'({ requestId, id }, act) {
        if (!table.has(id)) throw new GuitaiError('promotion_unknown');
        return change(requestId, { ended: id }, act, () => table.end(id));
      },
    },
  };
}

function stageOf({ schedule, limits }: Promotion, date: string, ever: number): OfferStage {
  const stage = stageOn(date, schedule);
  return stage === 'running' && ever >= (limits.total ?? Infinity) ? 'over' : stage;
}

function isLimited({ limits }: Promotion): boolean {
  return limits.perDay !== undefined || limits.perMemberPerDay !== undefined || limits.total !== undefined;
}

/** Throws promotion_full where one more than these would be too many. */
export function checkRoom(running: readonly { readonly id: string }[], id: string, max: number): void {
  if (running.filter((other) => other.id !== id).length >= max) throw new GuitaiError('promotion_full', { max });
}

/** Two coupons with one code could not be told apart. */
function checkCode(running: readonly Promotion[], { id, coupon }: Promotion): void {
  const holder = coupon && running.find((other) => other.id !== id && other.coupon?.code === coupon.code);
  if (holder) throw new GuitaiError('promotion_code_taken', { code: coupon.code, name: holder.name.zh });
}
