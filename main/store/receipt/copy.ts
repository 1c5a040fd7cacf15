import { recordEvent, type Book } from '../record-event.ts';
import type { Doer } from '../staff/act.ts';
import { GuitaiError } from '#contract/error.ts';
import type { RequestId } from '#contract/ids.ts';
import type { EntryKind, JournalEntry } from '#main/ledger/entry.ts';

const PAPER_KINDS: Readonly<Partial<Record<EntryKind, string>>> = {
  'refund.completed': 'refund',
  'order.placed': 'order',
  'ticket.issued': 'ticket',
};

/** The print job of a marked copy. */
export interface CopyOrder {
  readonly jobId: number;
  readonly copy: number;
}

/** What is special about a copy. */
interface CopyWish {
  /** The kind of print job; that of the original when left out. */
  readonly kind?: string;
  /** Commits with it. */
  readonly alongside?: () => void;
}

/**
 * Journals one more copy of a receipt, or of a ticket of the queue, and queues its print job, once per requestId. Throws device_not_ready when there
 * is no printer for it.
 */
export function orderCopy(book: Book, sale: JournalEntry, requestId: RequestId, doer: Doer, wish: CopyWish = {}): CopyOrder {
  const { ledger, shop } = book;
  const { kind, alongside } = wish;
  const isTicket = sale.kind === 'ticket.issued';
  const role = isTicket ? 'ticketPrinter' : 'receiptPrinter';
  if (!(isTicket ? shop.printsTickets : shop.printsReceipts)) throw new GuitaiError('device_not_ready', { device: role });
  const copy = 1 + Math.max(0, ...ledger.printJobs.ofDocument(sale.seq).map((job) => job.copy));
  const { entry } = recordEvent(
    book,
    {
      kind: isTicket ? 'ticket.copied' : 'receipt.copied',
      requestId,
      content: { seq: sale.seq, ...(kind === undefined ? {} : { kind }) },
      facts: isTicket ? { ticketId: sale.seq, copy } : { saleSeq: sale.seq, receiptNumber: sale.receiptNumber, copy },
      printJobs: [{ role, kind: kind ?? PAPER_KINDS[sale.kind] ?? 'receipt', copy, documentSeq: sale.seq }],
      ...(alongside ? { inTransaction: alongside } : {}),
    },
    doer,
  );
  const job = ledger.printJobs.ofDocument(sale.seq).find((candidate) => candidate.seq === entry.seq);
  if (!job) throw new GuitaiError('print_job_unknown');
  return { jobId: job.jobId, copy: job.copy };
}
