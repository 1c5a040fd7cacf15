import { orderCopy } from './copy.ts';
import { giftFacts } from './gift-receipt.ts';
import { buildReceipt, WITH_REASONS } from './receipt.ts';
import { countItems } from '../checkout/basket.ts';
import { refundOf } from '../refund/refund-body.ts';
import { refundableSale } from '../refund/returned.ts';
import { saleOf } from '../checkout/sale.ts';
import { recordEvent } from '../record-event.ts';
import type { StoreHandlers } from '../handlers.ts';
import type { Clock } from '../ports.ts';
import type { Shop } from '../shop.ts';
import { GuitaiError } from '#contract/error.ts';
import type { RequestId } from '#contract/ids.ts';
import type { SaleSummary } from '#contract/sale.ts';
import type { BasketLine } from '#contract/basket.ts';
import type { EntryKind, JournalEntry } from '#main/ledger/entry.ts';
import type { Ledger } from '#main/ledger/ledger.ts';
import type { PrintJob } from '#main/ledger/print-jobs.ts';

export interface SalesOptions {
  readonly ledger: Ledger;
  readonly shop: Shop;
  readonly clock: Clock;
  /** A copy is waiting to be printed. */
  readonly onCopy: () => void;
}

/** Looks sales and refunds up and prints their slips again. */
export function createSales(options: SalesOptions): Pick<StoreHandlers, 'sale.list' | 'sale.get' | 'sale.reprint' | 'sale.giftReceipt'> {
  const { ledger, shop, clock, onCopy } = options;

  const findEntry = (seq: number | undefined, kinds: readonly EntryKind[]): JournalEntry => {
    if (seq === undefined) return lastSale(ledger);
    const entry = ledger.read(seq);
    if (!entry || !kinds.includes(entry.kind)) throw new GuitaiError('sale_unknown', { receipt: seq });
    return entry;
  };

  const summaryOf = (entry: JournalEntry): SaleSummary => {
    const { state, problem } = newestPrint(ledger, entry.seq);
    const refundedMinor = ledger.refundsOf(entry.seq).reduce((sum, refund) => sum + refundOf(refund).returnedMinor, 0);
    const { kind, lines } = listed(entry);
    return {
      seq: entry.seq,
      kind,
      receiptNumber: entry.receiptNumber ?? '',
      completedAtMs: entry.tsMs,
      itemCount: countItems(lines),
      totalMinor: entry.amountMinor,
      refundedMinor,
      firstLineName: lines[0]?.name ?? '',
      printState: state,
      printProblem: problem,
    };
  };

  /** Asked again, "the last one" is the one that was the last when it was asked first. */
  const copiedSeq = (requestId: RequestId): number | undefined => {
    const { kind, printJobs, body } = ledger.findByRequest(requestId) ?? {};
    if (kind === 'gift.printed') return Number(body?.['saleSeq']);
    return kind === 'receipt.copied' ? printJobs?.[0]?.documentSeq : undefined;
  };

  return {
    'sale.list'(input) {
      const businessDate = input.businessDate ?? ledger.dateOf(clock());
      const query = input.query?.trim().toLowerCase() ?? '';
      const { beforeSeq = Number.MAX_SAFE_INTEGER, limit } = input;
      const matches = (entry: JournalEntry): boolean => query === '' || isMatch(entry, query);
      const sold = ledger.list({ kind: 'sale.completed', businessDate, beforeSeq, limit: limit + 1, containing: query, matches });
      const refunded = ledger.refundsOn(businessDate).filter((entry) => entry.seq < beforeSeq && matches(entry));
      const entries = [...sold, ...refunded].toSorted((a, b) => b.seq - a.seq);
      const sales = ledger.totals('sale.completed', businessDate);
      const refunds = ledger.totals('refund.completed', businessDate);
      return {
        businessDate,
        sales: entries.slice(0, limit).map(summaryOf),
        count: sales.count,
        totalMinor: sales.amountMinor + refunds.amountMinor,
        refundCount: refunds.count,
        refundMinor: refunds.amountMinor,
        more: entries.length > limit,
      };
    },
    'sale.get'(input) {
      const entry = findEntry(input.seq, ['sale.completed']);
      const sale = saleOf(entry);
      const { state, copies } = newestPrint(ledger, sale.seq);
      const refunds = ledger.refundsOf(sale.seq).map(refundOf);
      const refundable = refundableSale(entry, ledger.dateOf(clock()), shop.refundDays, refunds);
      return { sale, refundable, printState: state, copies, document: buildReceipt(sale, shop, 0) };
    },
    'sale.giftReceipt'({ requestId, seq }, act) {
      if (!shop.printsReceipts) throw new GuitaiError('device_not_ready', { device: 'receiptPrinter' });
      const sale = saleOf(findEntry(seq ?? copiedSeq(requestId), ['sale.completed']));
      const { entry } = recordEvent(
        { ledger, clock },
        {
          kind: 'gift.printed',
          requestId,
          content: { seq: sale.seq },
          facts: giftFacts(sale),
          printJobs: [{ role: 'receiptPrinter', kind: 'gift', copy: 0 }],
        },
        act,
      );
      onCopy();
      const [job] = ledger.printJobs.ofDocument(entry.seq);
      if (!job) throw new GuitaiError('print_job_unknown');
      return { jobId: job.jobId, receiptNumber: sale.receiptNumber };
    },
    'sale.reprint'(input, act) {
      const sale = findEntry(input.seq ?? copiedSeq(input.requestId), ['sale.completed', 'refund.completed']);
      const wish = input.reasons && sale.kind === 'sale.completed' ? { kind: WITH_REASONS } : {};
      const { jobId, copy } = orderCopy({ ledger, shop, clock }, sale, input.requestId, act, wish);
      onCopy();
      return { jobId, receiptNumber: sale.receiptNumber ?? '', copy };
    },
  };
}

/** Where the newest print of a document stands, and how many copies were ordered; `discarded` when it was never to be printed. */
export function newestPrint(ledger: Ledger, seq: number): Pick<PrintJob, 'state' | 'problem'> & { readonly copies: number } {
  const jobs = ledger.printJobs.ofDocument(seq);
  const { state, problem } = jobs.at(-1) ?? ({ state: 'discarded', problem: 'none' } as const);
  return { state, problem, copies: jobs.filter((job) => job.copy > 0).length };
}

/** What a row of the list says of its goods: those sold, or those that came back before those taken instead. */
function listed(entry: JournalEntry): { readonly kind: SaleSummary['kind']; readonly lines: readonly BasketLine[] } {
  if (entry.kind === 'sale.completed') return { kind: 'sale', lines: saleOf(entry).lines };
  const { lines, sold } = refundOf(entry);
  return { kind: 'refund', lines: [...lines, ...sold] };
}

function isMatch(entry: JournalEntry, query: string): boolean {
  if (entry.receiptNumber?.toLowerCase().includes(query) === true) return true;
  return listed(entry).lines.some((line) =>
    [line.name, line.spec, line.sku, line.barcode].some((field) => field.toLowerCase().includes(query)),
  );
}

/** The newest sale. Throws sale_none. */
export function lastSale(ledger: Ledger): JournalEntry {
  const last = ledger.last('sale.completed');
  if (!last) throw new GuitaiError('sale_none');
  return last;
}
