import type { DiscountLimits } from './discount-limits.ts';
import { checkWays } from './tenders.ts';
import type { Vouchers } from './vouchers.ts';
import type { OpenBasket } from './open-basket.ts';
import type { BasketState } from './checkout-sql.ts';
import type { Promotions } from '../promotion/promotions.ts';
import type { Book } from '../record-event.ts';
import { storedEntry } from '../shift/booking.ts';
import { actFacts, type Act } from '../staff/act.ts';
import type { GoodsWatch } from '../trace/goods-watch.ts';
import type { BasketLine, PaidSummary } from '#contract/basket.ts';
import { GuitaiError } from '#contract/error.ts';
import type { ProcedureInput } from '#contract/procedures.ts';
import type { ReturnedLine } from '#contract/refund.ts';
import type { Right } from '#contract/rights.ts';
import { sumOfTenders, type Tender } from '#contract/tender.ts';
import { contentHash, type JsonObject } from '#main/ledger/canonical.ts';
import type { EntryDraft, Given, JournalEntry } from '#main/ledger/entry.ts';

export interface PaymentOptions extends Book {
  readonly basket: OpenBasket;
  readonly watch: GoodsWatch;
  readonly promotions: Promotions;
  readonly vouchers: Vouchers;
  readonly limits: DiscountLimits;
  /** Throws where no money may be taken or given now. */
  readonly beforePayment: () => void;
  /** Called once it is on disk: drawer and printer. Never for a repeated request. */
  readonly onCompleted: (entry: JournalEntry) => void;
}

/** What a settled basket comes to. */
export interface Settled extends Pick<EntryDraft, 'postings' | 'movements'> {
  readonly sold: readonly BasketLine[];
  readonly returned: readonly ReturnedLine[];
  /** Those that were taken before come first. */
  readonly tenders: readonly Tender[];
  /** What of the change of a sale goes back another way than in cash. */
  readonly back?: readonly Tender[];
  /** What it takes besides the right of the command: part of a deposit goes back with the goods. */
  readonly needs?: Right;
  /** Further writes that commit with the entry. */
  readonly alongside?: (given: Given) => void;
  readonly body: JsonObject & Pick<PaidSummary, 'totalMinor' | 'tenderedMinor' | 'changeMinor'>;
}

/** One command that ends the open basket by moving money. */
export interface Payment {
  readonly kind: 'sale.completed' | 'refund.completed' | 'order.placed';
  /** What the receipt printer prints of it. */
  readonly paper: 'receipt' | 'refund' | 'order';
  readonly input: Pick<ProcedureInput<'sale.complete'>, 'requestId' | 'basketId' | 'basketRevision'>;
  /** What was asked, for telling a repetition from another request under the same id. */
  readonly content: JsonObject;
  readonly act: Act;
  /** Asked only for a request that is new, about a basket that is still the one the cashier saw. */
  readonly settle: (state: BasketState) => Settled;
}

/**
 * Money moves in one transaction { journal entry, postings, movements, number, print job, emptied basket }, once per requestId, and only then
 * anything else does. Throws request_conflict, basket_paid, basket_changed and what
 * `GoodsWatch.checkLeaving`, `checkWays`, `Vouchers.check` and `Promotions.checkUses` throw.
 */
export function createPayments(options: PaymentOptions): (payment: Payment) => JournalEntry {
  const { basket, ledger, shop, clock, watch, promotions, vouchers, limits, beforePayment, onCompleted } = options;
  return ({ kind, paper, input, content, act, settle }) => {
    const { requestId } = input;
    const stored = storedEntry(options, kind, requestId, content);
    if (stored) return stored;
    beforePayment();
    checkSeen(basket.state, input);
    const { act: limited } = limits(basket.state.content, act);
    const { body, postings, movements, sold, returned, tenders, back = [], needs, alongside } = settle(basket.state);
    const doer = needs === undefined ? limited : act.demand(needs);
    const { tenders: taken } = basket.state.content.terms;
    watch.checkLeaving(sold);
    checkWays(tenders.slice(taken.length), taken, shop.tenders);
    vouchers.check(tenders);
    const { totalMinor, tenderedMinor, changeMinor } = body;
    // Goods that come back without a receipt lie in the basket as well: they use up nothing.
    const offerUses = sold.length > 0 || kind === 'order.placed' ? promotions.usesOf(basket.offers.offers) : [];
    const { memberId } = basket.state.content.terms;
    promotions.checkUses(offerUses, memberId ?? undefined);
    const tsMs = clock();
    const businessDate = ledger.dateOf(tsMs);
    let settled: (() => void) | undefined;
    const { entry } = ledger.commit({
      kind,
      requestId,
      requestHash: contentHash(content),
      businessDate,
      tsMs,
      numbered: true,
      amountMinor: totalMinor,
      body: () => ({ ...body, ...(offerUses.length > 0 ? { offerUses } : {}), ...actFacts(doer) }),
      postings,
      movements,
      printJobs: shop.printsReceipts ? [{ role: 'receiptPrinter', kind: paper, copy: 0 }] : [],
      inTransaction(given) {
        const { seq, receiptNumber } = given;
        alongside?.(given);
        watch.note(seq, sold, returned);
        promotions.noteUses(offerUses, memberId ?? undefined, businessDate);
        vouchers.take(seq, tenders);
        const number = receiptNumber ?? '';
        const isInvoiced = kind === 'sale.completed' && totalMinor > 0;
        const invoiceUrl = isInvoiced ? shop.invoiceUrlOf?.({ receiptNumber: number, totalMinor, completedAtMs: tsMs }) : undefined;
        const paid = {
          receiptNumber: number,
          totalMinor,
          tenderedMinor,
          changeMinor: changeMinor - sumOfTenders(back),
          tenders: [...tenders],
          completedAtMs: tsMs,
          ...(back.length > 0 ? { back: [...back] } : {}),
          ...(kind === 'order.placed' ? { ordered: true as const } : {}),
          ...(invoiceUrl === undefined ? {} : { invoiceUrl }),
        };
        const payment = basket.pay(paid);
        payment.save();
        settled = payment.settled;
      },
    });
    settled?.();
    onCompleted(entry);
    return entry;
  };
}

/** The cashier pays for what was on the screen, or for nothing. */
function checkSeen(state: BasketState, input: Payment['input']): void {
  if (state.basketId === input.basketId && state.paid) throw new GuitaiError('basket_paid', { receiptNumber: state.paid.receiptNumber });
  if (state.basketId !== input.basketId || state.revision !== input.basketRevision) throw new GuitaiError('basket_changed');
}
