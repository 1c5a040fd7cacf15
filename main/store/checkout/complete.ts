import type { OpenBasket } from './open-basket.ts';
import { saleBody, saleMovements, saleOf, salePostings } from './sale.ts';
import type { BasketState } from './checkout-sql.ts';
import type { StoreHandlers } from '../handlers.ts';
import type { Clock } from '../ports.ts';
import { actFacts } from '../staff/act.ts';
import type { Shop } from '../shop.ts';
import { GuitaiError } from '#contract/error.ts';
import type { ProcedureInput } from '#contract/procedures.ts';
import { contentHash } from '#main/ledger/canonical.ts';
import type { Ledger } from '#main/ledger/ledger.ts';

export interface CompletionOptions {
  readonly basket: OpenBasket;
  readonly ledger: Ledger;
  readonly shop: Shop;
  readonly clock: Clock;
  /** Throws where no money may be taken now. */
  readonly beforePayment: () => void;
  /** Called once a sale is on disk: drawer and printer. Never for a repeated request. */
  readonly onCompleted: (seq: number) => void;
}

/** Takes the money: the basket the cashier saw becomes a sale in one transaction, and only then anything moves. */
export function createCompletion(options: CompletionOptions): Pick<StoreHandlers, 'sale.complete'> {
  const { basket, ledger, shop, clock, beforePayment, onCompleted } = options;
  return {
    'sale.complete'(input, act) {
      const requestHash = contentHash({ basketId: input.basketId, basketRevision: input.basketRevision, tenders: input.tenders });
      const stored = ledger.findByRequest(input.requestId);
      if (stored) {
        if (stored.requestHash !== requestHash) throw new GuitaiError('request_conflict');
        return saleOf(stored);
      }
      beforePayment();
      checkSeen(basket.state, input);
      const body = saleBody(basket.state, input.tenders);
      const tsMs = clock();
      let settled: (() => void) | undefined;
      const { entry } = ledger.commit({
        kind: 'sale.completed',
        requestId: input.requestId,
        requestHash,
        businessDate: ledger.dateOf(tsMs),
        tsMs,
        numbered: true,
        amountMinor: body.totalMinor,
        body: () => ({ ...body, ...actFacts(act) }),
        postings: salePostings(body),
        movements: saleMovements(body.lines),
        printJobs: shop.printsReceipts ? [{ role: 'receiptPrinter', kind: 'receipt', copy: 0 }] : [],
        inTransaction({ receiptNumber }) {
          const { totalMinor, tenderedMinor, changeMinor } = body;
          const payment = basket.pay({ receiptNumber: receiptNumber ?? '', totalMinor, tenderedMinor, changeMinor, completedAtMs: tsMs });
          payment.save();
          settled = payment.settled;
        },
      });
      settled?.();
      onCompleted(entry.seq);
      return saleOf(entry);
    },
  };
}

/** The cashier pays for what was on the screen, or for nothing. Throws basket_paid, basket_changed. */
export function checkSeen(state: BasketState, input: Pick<ProcedureInput<'sale.complete'>, 'basketId' | 'basketRevision'>): void {
  if (state.basketId === input.basketId && state.paid) throw new GuitaiError('basket_paid', { receiptNumber: state.paid.receiptNumber });
  if (state.basketId !== input.basketId || state.revision !== input.basketRevision) throw new GuitaiError('basket_changed');
}
