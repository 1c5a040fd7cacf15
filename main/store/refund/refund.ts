import { refundableSale, returnedLines, wholeRest, type WantedPart } from './returned.ts';
import { buildRefundSlip } from './refund-slip.ts';
import { refundOf, type RefundTerms } from './refund-body.ts';
import { createSettlement, type SettlementOptions } from './settlement.ts';
import { creditsBack, creditsOf } from '../salesperson/credit.ts';
import type { StoreHandlers } from '../handlers.ts';
import { newestPrint } from '../receipt/sales.ts';
import type { BasketLine } from '#contract/basket.ts';
import { GuitaiError } from '#contract/error.ts';
import { formatYuan } from '#contract/money.ts';
import type { ProcedureInput } from '#contract/procedures.ts';
import type { RefundableSale, RefundBasis } from '#contract/refund.ts';

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

/** Gives money back for goods: each ground has a procedure of its own, because a right belongs to a procedure. */
export function createRefunds(options: SettlementOptions): RefundHandlers {
  const { ledger, shop, clock, watch } = options;
  const complete = createSettlement(options);
  const today = (): string => ledger.dateOf(clock());

  function find(receipt: number | string): RefundableSale {
    const entry = typeof receipt === 'number' ? ledger.read(receipt) : ledger.findByNumber(receipt.toUpperCase());
    if (!entry) throw new GuitaiError('sale_unknown', { receipt });
    return refundableSale(entry, today(), shop.refundDays, ledger.refundsOf(entry.seq).map(refundOf));
  }

  /** Goods back on their receipt. Throws refund_late, refund_changed and what `returnedLines` and `checkReturning` throw. */
  function byReceipt(
    input: ProcedureInput<'refund.complete'> & { readonly lines: readonly WantedPart[] },
    sold: readonly BasketLine[],
    asked: 'receipt' | 'late' | 'price',
  ): RefundTerms {
    const sale = find(input.saleSeq);
    if (sale.late && asked !== 'late') throw new GuitaiError('refund_late', { receipt: sale.receiptNumber, days: shop.refundDays });
    const lines = returnedLines(sale.lines, input.lines);
    if (lines.reduce((sum, { amountMinor }) => sum + amountMinor, 0) !== input.returnedMinor) throw new GuitaiError('refund_changed');
    watch.checkReturning(lines, sale.seq);
    const basis: RefundBasis = asked === 'late' && !sale.late ? 'receipt' : asked;
    const uncredited = creditsBack(sale.lines, lines);
    return {
      basis,
      ...original(sale),
      ...waysBack(sale),
      uncredited,
      lines,
      sold: [...sold],
      reason: input.reason,
      tenders: input.tenders,
    };
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
        watch.checkReturning(lines);
        const uncredited = creditsOf(lines);
        return { basis: 'no_receipt', saleSeq: null, saleNumber: null, uncredited, lines, sold: [], reason: input.reason, tenders: [] };
      }),
    'refund.void': (input, act) =>
      complete('refund.void', input, act, (goods) => {
        if (goods.length > 0) throw new GuitaiError('basket_changed');
        const sale = find(input.saleSeq);
        if (!sale.voidable) throw new GuitaiError('refund_not_voidable');
        const lines = returnedLines(sale.lines, wholeRest(sale.lines));
        watch.checkReturning(lines, sale.seq);
        const uncredited = creditsBack(sale.lines, lines);
        return { basis: 'void', ...original(sale), ...waysBack(sale), uncredited, lines, sold: [], reason: input.reason, tenders: [] };
      }),
  };
}

/** A refund goes back the ways the sale was paid. */
function waysBack({ tenders, returnedTenders }: RefundableSale): Pick<RefundTerms, 'paid' | 'returned'> {
  return { paid: tenders, returned: returnedTenders };
}

function original({ seq, receiptNumber }: RefundableSale): Pick<RefundTerms, 'saleSeq' | 'saleNumber'> {
  return { saleSeq: seq, saleNumber: receiptNumber };
}
