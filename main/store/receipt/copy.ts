import { recordEvent, type Book } from '../record-event.ts';
import type { Act } from '../staff/act.ts';
import { GuitaiError } from '#contract/error.ts';
import type { RequestId } from '#contract/ids.ts';
import type { JournalEntry } from '#main/ledger/entry.ts';

/** The print job of a marked copy. */
export interface CopyOrder {
  readonly jobId: number;
  readonly copy: number;
}

/**
 * Journals one more copy of a receipt and queues its print job, once per requestId. `alongside` commits with it.
 * Throws device_not_ready when no receipt printer is set up.
 */
export function orderCopy(book: Book, sale: JournalEntry, requestId: RequestId, act: Act, alongside?: () => void): CopyOrder {
  const { ledger, shop } = book;
  if (!shop.printsReceipts) throw new GuitaiError('device_not_ready', { device: 'receiptPrinter' });
  const copy = 1 + Math.max(0, ...ledger.printJobs.ofDocument(sale.seq).map((job) => job.copy));
  const { entry } = recordEvent(
    book,
    {
      kind: 'receipt.copied',
      requestId,
      content: { seq: sale.seq },
      facts: { saleSeq: sale.seq, receiptNumber: sale.receiptNumber, copy },
      printJobs: [{ role: 'receiptPrinter', kind: sale.kind === 'refund.completed' ? 'refund' : 'receipt', copy, documentSeq: sale.seq }],
      ...(alongside ? { inTransaction: alongside } : {}),
    },
    act,
  );
  const job = ledger.printJobs.ofDocument(sale.seq).find((candidate) => candidate.seq === entry.seq);
  if (!job) throw new GuitaiError('print_job_unknown');
  return { jobId: job.jobId, copy: job.copy };
}
