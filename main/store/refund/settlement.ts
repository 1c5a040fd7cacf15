import { refundBody, refundMovements, refundOf, refundPostings, type RefundTerms } from './refund-body.ts';
import { checkSeen } from '../checkout/complete.ts';
import type { OpenBasket } from '../checkout/open-basket.ts';
import { editable } from '../checkout/outcome.ts';
import type { Book } from '../record-event.ts';
import { actFacts, type Act } from '../staff/act.ts';
import type { WeighingDesk } from '../weighing/weighing.ts';
import type { BasketLine } from '#contract/basket.ts';
import { GuitaiError } from '#contract/error.ts';
import type { ProcedureInput } from '#contract/procedures.ts';
import type { Refund } from '#contract/refund.ts';
import { contentHash, type JsonObject } from '#main/ledger/canonical.ts';

export interface SettlementOptions extends Book {
  readonly basket: OpenBasket;
  readonly weighing: WeighingDesk;
  /** Throws where no money may be taken or given now. */
  readonly beforePayment: () => void;
  /** Called once a refund is on disk: drawer and printer. Never for a repeated request. */
  readonly onCompleted: (seq: number) => void;
}

type Command = JsonObject & Pick<ProcedureInput<'refund.void'>, 'requestId' | 'basketId' | 'basketRevision' | 'reason'>;

/** Settles what a command asks for. */
type Settle = (name: string, input: Command, act: Act, terms: (goods: readonly BasketLine[]) => RefundTerms) => Refund;

/**
 * Acts once per requestId: `terms` is asked only for a request that is new, about a basket that is still the one the cashier saw. What can still
 * come back is read from the journal and written in one go by the only writer there is, so no two refunds ever share a piece.
 */
export function createSettlement(options: SettlementOptions): Settle {
  const { basket, ledger, shop, clock, weighing, beforePayment, onCompleted } = options;
  return (name, input, act, terms) => {
    const { requestId, ...content } = input;
    const requestHash = contentHash({ name, ...content });
    const stored = ledger.findByRequest(requestId);
    if (stored) {
      if (stored.requestHash !== requestHash) throw new GuitaiError('request_conflict');
      return refundOf(stored);
    }
    beforePayment();
    checkSeen(basket.state, input);
    // What lies on the scale would leave the shop unpaid.
    if (weighing.product) throw new GuitaiError('weighing_open', { name: weighing.product.name });
    const body = refundBody(terms(editable(basket.state).lines));
    const tsMs = clock();
    let settled: (() => void) | undefined;
    const { entry } = ledger.commit({
      kind: 'refund.completed',
      requestId,
      requestHash,
      businessDate: ledger.dateOf(tsMs),
      tsMs,
      numbered: true,
      amountMinor: body.totalMinor,
      body: () => ({ ...body, ...actFacts(act) }),
      postings: refundPostings(body),
      movements: refundMovements(body),
      printJobs: shop.printsReceipts ? [{ role: 'receiptPrinter', kind: 'refund', copy: 0 }] : [],
      inTransaction({ receiptNumber }) {
        const { totalMinor, tenderedMinor, changeMinor } = body;
        const payment = basket.pay({ receiptNumber: receiptNumber ?? '', totalMinor, tenderedMinor, changeMinor, completedAtMs: tsMs });
        payment.save();
        settled = payment.settled;
      },
    });
    settled?.();
    onCompleted(entry.seq);
    return refundOf(entry);
  };
}
