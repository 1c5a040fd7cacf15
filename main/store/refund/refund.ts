import { refundableSale, returnedLines, wholeRest, type WantedPart } from './returned.ts';
import { buildRefundSlip } from './refund-slip.ts';
import { refundBody, refundMovements, refundOf, refundPostings, type RefundTerms } from './refund-body.ts';
import { checkSeen } from '../checkout/complete.ts';
import type { OpenBasket } from '../checkout/open-basket.ts';
import { editable } from '../checkout/outcome.ts';
import type { StoreHandlers } from '../handlers.ts';
import { newestPrint } from '../receipt/sales.ts';
import type { Book } from '../record-event.ts';
import { actFacts, type Act } from '../staff/act.ts';
import type { WeighingDesk } from '../weighing/weighing.ts';
import type { BasketLine } from '#contract/basket.ts';
import { GuitaiError } from '#contract/error.ts';
import { formatYuan } from '#contract/money.ts';
import type { ProcedureInput } from '#contract/procedures.ts';
import type { Refund, RefundableSale, RefundBasis } from '#contract/refund.ts';
import { contentHash, type JsonObject } from '#main/ledger/canonical.ts';

export interface RefundOptions extends Book {
  readonly basket: OpenBasket;
  readonly weighing: WeighingDesk;
  /** Throws where no money may be taken or given now. */
  readonly beforePayment: () => void;
  /** Called once a refund is on disk: drawer and printer. Never for a repeated request. */
  readonly onCompleted: (seq: number) => void;
}

type RefundHandlers = Pick<
  StoreHandlers,
  | 'refund.find'
  | 'refund.get'
  | 'refund.complete'
  | 'refund.completeLate'
  | 'refund.completeAtPrice'
  | 'refund.withoutReceipt'
  | 'refund.void'
>;

type Command = JsonObject & Pick<ProcedureInput<'refund.void'>, 'requestId' | 'basketId' | 'basketRevision' | 'reason'>;

/**
 * Gives money back for goods. What can still come back is read from the journal and written in one go by the only writer there is, so no two
 * refunds ever share a piece.
 */
export function createRefunds(options: RefundOptions): RefundHandlers {
  const { basket, ledger, shop, clock, weighing, beforePayment, onCompleted } = options;
  const today = (): string => ledger.dateOf(clock());

  function find(receipt: number | string): RefundableSale {
    const entry = typeof receipt === 'number' ? ledger.read(receipt) : ledger.findByNumber(receipt.toUpperCase());
    if (!entry) throw new GuitaiError('sale_unknown', { receipt });
    return refundableSale(entry, today(), shop.refundDays, ledger.refundsOf(entry.seq).map(refundOf));
  }

  /** Acts once per requestId: `terms` is asked only for a request that is new, about a basket that is still the one the cashier saw. */
  function complete(name: string, input: Command, act: Act, terms: (goods: readonly BasketLine[]) => RefundTerms): Refund {
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
      businessDate: today(),
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
  }

  /** Goods back on their receipt. Throws refund_late, refund_changed and what `returnedLines` throws. */
  function byReceipt(
    input: ProcedureInput<'refund.complete'> & { readonly lines: readonly WantedPart[] },
    sold: readonly BasketLine[],
    asked: 'receipt' | 'late' | 'price',
  ): RefundTerms {
    const sale = find(input.saleSeq);
    if (sale.late && asked !== 'late') throw new GuitaiError('refund_late', { receipt: sale.receiptNumber, days: shop.refundDays });
    const lines = returnedLines(sale.lines, input.lines);
    if (lines.reduce((sum, { amountMinor }) => sum + amountMinor, 0) !== input.returnedMinor) throw new GuitaiError('refund_changed');
    const basis: RefundBasis = asked === 'late' && !sale.late ? 'receipt' : asked;
    return { basis, ...original(sale), lines, sold: [...sold], reason: input.reason, tenders: input.tenders };
  }

  return {
    'refund.find': ({ receipt }) => find(receipt),
    'refund.get'({ seq }) {
      const entry = ledger.read(seq);
      if (entry?.kind !== 'refund.completed') throw new GuitaiError('sale_unknown', { receipt: seq });
      const refund = refundOf(entry);
      const { state, copies } = newestPrint(ledger, seq);
      return { refund, printState: state, copies, document: buildRefundSlip(refund, shop, 0) };
    },
    'refund.complete': (input, act) => complete('refund.complete', input, act, (sold) => byReceipt(input, sold, 'receipt')),
    'refund.completeLate': (input, act) => complete('refund.completeLate', input, act, (sold) => byReceipt(input, sold, 'late')),
    'refund.completeAtPrice': (input, act) => complete('refund.completeAtPrice', input, act, (sold) => byReceipt(input, sold, 'price')),
    'refund.withoutReceipt': (input, act) =>
      complete('refund.withoutReceipt', input, act, (goods) => {
        if (goods.length === 0) throw new GuitaiError('basket_empty');
        const lines = goods.map((line) => ({ ...line, place: input.place }));
        const worthMinor = lines.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
        if (worthMinor > shop.refundCapMinor) throw new GuitaiError('refund_cap', { max: formatYuan(shop.refundCapMinor) });
        return { basis: 'no_receipt', saleSeq: null, saleNumber: null, lines, sold: [], reason: input.reason, tenders: [] };
      }),
    'refund.void': (input, act) =>
      complete('refund.void', input, act, (goods) => {
        if (goods.length > 0) throw new GuitaiError('basket_changed');
        const sale = find(input.saleSeq);
        if (!sale.voidable) throw new GuitaiError('refund_not_voidable');
        const lines = returnedLines(sale.lines, wholeRest(sale.lines));
        return { basis: 'void', ...original(sale), lines, sold: [], reason: input.reason, tenders: [] };
      }),
  };
}

function original({ seq, receiptNumber }: RefundableSale): Pick<RefundTerms, 'saleSeq' | 'saleNumber'> {
  return { saleSeq: seq, saleNumber: receiptNumber };
}
