import { orderCopy } from './copy.ts';
import { buildReceipt } from './receipt.ts';
import { countItems } from '../checkout/basket.ts';
import { saleOf } from '../checkout/sale.ts';
import type { StoreHandlers } from '../handlers.ts';
import { createLocalTime } from '../local-time.ts';
import type { Clock } from '../ports.ts';
import type { Shop } from '../shop.ts';
import { GuitaiError } from '#contract/error.ts';
import type { RequestId } from '#contract/ids.ts';
import type { Sale, SaleSummary } from '#contract/sale.ts';
import type { JournalEntry } from '#main/ledger/entry.ts';
import type { Ledger } from '#main/ledger/ledger.ts';
import type { PrintJob } from '#main/ledger/print-jobs.ts';

export interface SalesOptions {
  readonly ledger: Ledger;
  readonly shop: Shop;
  readonly clock: Clock;
  /** A copy is waiting to be printed. */
  readonly onCopy: () => void;
}

/** Looks sales up and prints their receipts again. */
export function createSales(options: SalesOptions): Pick<StoreHandlers, 'sale.list' | 'sale.get' | 'sale.reprint'> {
  const { ledger, shop, clock, onCopy } = options;
  const localTime = createLocalTime(shop.timeZone);

  const findSale = (seq: number | undefined): JournalEntry => {
    const entry = seq === undefined ? ledger.last('sale.completed') : ledger.read(seq);
    if (entry?.kind !== 'sale.completed') throw new GuitaiError('sale_unknown', { receipt: seq ?? '' });
    return entry;
  };

  /** Asked again, "the last one" is the one that was the last when it was asked first. */
  const copiedSeq = (requestId: RequestId): number | undefined => {
    const { kind, printJobs } = ledger.findByRequest(requestId) ?? {};
    return kind === 'receipt.copied' ? printJobs?.[0]?.documentSeq : undefined;
  };

  return {
    'sale.list'(input) {
      const businessDate = input.businessDate ?? localTime(clock()).date;
      const query = input.query?.trim().toLowerCase() ?? '';
      const entries = ledger.list({
        kind: 'sale.completed',
        businessDate,
        limit: input.limit + 1,
        ...(input.beforeSeq === undefined ? {} : { beforeSeq: input.beforeSeq }),
        ...(query === '' ? {} : { containing: query, matches: (entry) => saleMatches(saleOf(entry), query) }),
      });
      const { count, amountMinor } = ledger.totals('sale.completed', businessDate);
      return {
        businessDate,
        sales: entries.slice(0, input.limit).map((entry) => summaryOf(saleOf(entry), newestPrint(ledger, entry.seq))),
        count,
        totalMinor: amountMinor,
        more: entries.length > input.limit,
      };
    },
    'sale.get'(input) {
      const sale = saleOf(findSale(input.seq));
      const copies = ledger.printJobs.ofDocument(sale.seq).filter((job) => job.copy > 0).length;
      return { sale, printState: newestPrint(ledger, sale.seq).state, copies, document: buildReceipt(sale, shop, 0) };
    },
    'sale.reprint'(input, act) {
      const sale = findSale(input.seq ?? copiedSeq(input.requestId));
      const { jobId, copy } = orderCopy({ ledger, shop, clock }, sale, input.requestId, act);
      onCopy();
      return { jobId, receiptNumber: sale.receiptNumber ?? '', copy };
    },
  };
}

/** Where the newest print of a receipt stands; `discarded` when it was never to be printed. */
function newestPrint(ledger: Ledger, seq: number): Pick<PrintJob, 'state' | 'problem'> {
  return ledger.printJobs.ofDocument(seq).at(-1) ?? { state: 'discarded', problem: 'none' };
}

function summaryOf(sale: Sale, print: Pick<PrintJob, 'state' | 'problem'>): SaleSummary {
  return {
    seq: sale.seq,
    receiptNumber: sale.receiptNumber,
    completedAtMs: sale.completedAtMs,
    itemCount: countItems(sale.lines),
    totalMinor: sale.totalMinor,
    firstLineName: sale.lines[0]?.name ?? '',
    printState: print.state,
    printProblem: print.problem,
  };
}

function saleMatches(sale: Sale, query: string): boolean {
  if (sale.receiptNumber.toLowerCase().includes(query)) return true;
  return sale.lines.some((line) => [line.name, line.spec, line.sku, line.barcode].some((field) => field.toLowerCase().includes(query)));
}
