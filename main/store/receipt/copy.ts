import { createLocalTime } from '../local-time.ts';
import type { Clock } from '../ports.ts';
import type { Shop } from '../shop.ts';
import { GuitaiError } from '#contract/error.ts';
import type { RequestId } from '#contract/ids.ts';
import { contentHash } from '#main/ledger/canonical.ts';
import type { JournalEntry } from '#main/ledger/entry.ts';
import type { Ledger } from '#main/ledger/ledger.ts';

/** The print job of a marked copy. */
export interface CopyOrder {
  readonly jobId: number;
  readonly copy: number;
}

/**
 * Journals one more copy of a receipt and queues its print job, once per requestId. `alongside` commits with it.
 * Throws device_not_ready when no receipt printer is set up.
 */
export function orderCopy(
  options: { readonly ledger: Ledger; readonly shop: Shop; readonly clock: Clock },
  sale: JournalEntry,
  requestId: RequestId,
  alongside?: () => void,
): CopyOrder {
  const { ledger, shop, clock } = options;
  if (!shop.printsReceipts) throw new GuitaiError('device_not_ready', { device: 'receiptPrinter' });
  const copy = 1 + Math.max(0, ...ledger.printJobs.ofDocument(sale.seq).map((job) => job.copy));
  const tsMs = clock();
  const { entry } = ledger.commit({
    kind: 'receipt.copied',
    requestId,
    requestHash: contentHash({ seq: sale.seq }),
    businessDate: createLocalTime(shop.timeZone)(tsMs).date,
    tsMs,
    numbered: false,
    body: () => ({ v: 1, saleSeq: sale.seq, receiptNumber: sale.receiptNumber, copy }),
    postings: [],
    movements: [],
    printJobs: [{ role: 'receiptPrinter', kind: 'receipt', copy, documentSeq: sale.seq }],
    ...(alongside ? { inTransaction: alongside } : {}),
  });
  const job = ledger.printJobs.ofDocument(sale.seq).find((candidate) => candidate.seq === entry.seq);
  if (!job) throw new GuitaiError('print_job_unknown');
  return { jobId: job.jobId, copy: job.copy };
}
