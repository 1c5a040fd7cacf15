import type { PrintState } from '#contract/sale.ts';
import type { PrintOrder } from './entry.ts';

/** A job's way: queued → sending → printed | sent | failed | unknown; a person may discard it or queue a failed one again. */
export type PrintJobState = PrintState | 'discarded';

/** One document on its way to paper. */
export interface PrintJob {
  readonly jobId: number;
  /** The entry that ordered the printing. */
  readonly seq: number;
  /** The entry whose document is printed; the same as `seq` but for copies. */
  readonly documentSeq: number;
  readonly role: PrintOrder['role'];
  readonly kind: string;
  readonly copy: number;
  readonly state: PrintJobState;
  /** How often it was handed to a printer. */
  readonly attempts: number;
  readonly createdAtMs: number;
}

/** The print outbox: rows are made by `Ledger.commit`, moved along here. Every move is on disk when the call returns. */
export interface PrintJobs {
  get(jobId: number): PrintJob | undefined;
  /** Jobs to send, oldest first. */
  queued(limit: number): readonly PrintJob[];
  /** Jobs in the given states, oldest first. */
  list(states: readonly PrintJobState[], limit: number): readonly PrintJob[];
  /** How many jobs are in the given states. */
  count(states: readonly PrintJobState[]): number;
  /** Every job that prints the document of an entry, the original first. */
  ofDocument(documentSeq: number): readonly PrintJob[];
  /** queued → sending; throws GuitaiError `print_job_settled` from any other state, `print_job_unknown` for no such job. */
  markSending(jobId: number): PrintJob;
  /** sending → what became of it. Same errors. */
  markOutcome(jobId: number, state: 'printed' | 'sent' | 'failed' | 'unknown'): PrintJob;
  /** failed → queued: not a byte had left, so it may be tried again. */
  requeue(jobId: number): PrintJob;
  /** failed or unknown → a person's word. */
  settle(jobId: number, state: 'printed' | 'discarded'): PrintJob;
}
