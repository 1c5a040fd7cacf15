import { setImmediate as nextTurn } from 'node:timers/promises';
import { documentName } from './documents.ts';
import { createJobPrinter, documentEntry } from './job-printer.ts';
import type { StoreHandlers } from '../handlers.ts';
import type { Ports } from '../ports.ts';
import type { Publish } from '../publish.ts';
import { orderCopy } from '../receipt/copy.ts';
import { recordEvent, type Book } from '../record-event.ts';
import type { Act } from '../staff/act.ts';
import type { PrinterRole } from '#contract/device.ts';
import { GuitaiError } from '#contract/error.ts';
import type { ProcedureInput } from '#contract/procedures.ts';
import type { PrintingView, PrintJobStatus } from '#contract/printing.ts';
import type { Ledger } from '#main/ledger/ledger.ts';
import type { OpenState, PrintJob } from '#main/ledger/print-jobs.ts';

/** How long a job that could not be started waits when the printer does not report by itself that it is well. */
export const RETRY_DELAY_MS = 5_000;
const MAX_JOB_ROWS = 20;
const MAX_ATTENTION_ROWS = 50;
const ON_THEIR_WAY: readonly OpenState[] = ['queued', 'preflight', 'sending', 'confirming', 'blocked'];
/** Failed jobs that a start tries once more. */
const MAX_RETRIED_ROWS = 1000;

export interface PrintQueueOptions extends Book {
  readonly ports: Pick<Ports, 'print'>;
  readonly publish: Publish;
  readonly onUnexpected: (error: unknown, event: string) => void;
  readonly retryDelayMs?: number;
  /** Jobs came, moved along or were settled. */
  readonly onMoved?: () => void;
}

/** Sends the ledger's print jobs to the printers, each once: what was never started is tried again, what is unclear is asked. */
export interface PrintQueue {
  readonly handlers: Pick<StoreHandlers, 'print.settle' | 'print.resume' | 'print.progress'>;
  start(): void;
  /** New jobs are waiting. */
  pump(): void;
  /** Starts no further job and resolves when the one being printed has its outcome. */
  stop(): Promise<void>;
}

export function createPrintQueue(options: PrintQueueOptions): PrintQueue {
  const { ledger, onUnexpected, retryDelayMs = RETRY_DELAY_MS } = options;
  const busy = new Map<PrinterRole, Promise<void>>();
  /** Roles asked for while they were busy: the printer may have become well since their last attempt. */
  const askedMeanwhile = new Set<PrinterRole>();
  let retry: NodeJS.Timeout | undefined;
  let stopped = false;

  const announce = (): void => announcePrinting(options);
  const printer = createJobPrinter(options, announce);

  const drainAll = async (role: PrinterRole): Promise<void> => {
    try {
      // The cashier's answer goes out first.
      await nextTurn();
      printer.record(role);
      let job = nextJob(ledger, role);
      while (job && !stopped && (await printer.print(job))) job = nextJob(ledger, role);
      if (job && !stopped) retryLater();
    } catch (error) {
      onUnexpected(error, 'print.queue');
      retryLater();
    }
  };

  const drain = (role: PrinterRole): void => {
    if (stopped) return;
    if (busy.has(role)) {
      askedMeanwhile.add(role);
      return;
    }
    const draining = drainAll(role).finally(() => {
      busy.delete(role);
      if (askedMeanwhile.delete(role)) drain(role);
    });
    busy.set(role, draining);
  };

  const retryLater = (): void => {
    clearTimeout(retry);
    if (!stopped) retry = setTimeout(pump, retryDelayMs).unref();
  };

  const pump = (): void => {
    announce();
    drain('receiptPrinter');
    drain('ticketPrinter');
  };

  return {
    pump,
    start() {
      retryFailed(options);
      pump();
    },
    async stop() {
      stopped = true;
      clearTimeout(retry);
      await Promise.all(busy.values());
    },
    handlers: {
      'print.resume'(input) {
        drain(input.role);
        return {};
      },
      'print.progress'({ jobId, attempt, phase, problem }) {
        ledger.printJobs.advance(jobId, attempt, phase, problem);
        announce();
        return {};
      },
      'print.settle'(input, act) {
        settleJob(options, input, act);
        pump();
        return {};
      },
    },
  };
}

/** Jobs that failed before this start are tried once more: the settings may have been put right. */
function retryFailed({ ledger, onUnexpected }: PrintQueueOptions): void {
  try {
    ledger.write(() => {
      for (const job of ledger.printJobs.list(['failed'], MAX_RETRIED_ROWS)) ledger.printJobs.requeue(job.jobId);
    });
  } catch (error) {
    // A full disk leaves them to a person; selling starts all the same.
    onUnexpected(error, 'print.start');
  }
}

/** A person's word on a job, journaled once per request. */
function settleJob(options: PrintQueueOptions, input: ProcedureInput<'print.settle'>, act: Act): void {
  const { ledger } = options;
  if (ledger.findByRequest(input.requestId)) return;
  const job = ledger.printJobs.get(input.jobId);
  if (!job) throw new GuitaiError('print_job_unknown');
  if (job.state !== 'unknown' && job.state !== 'failed') throw new GuitaiError('print_job_settled');
  if (input.decision === 'reprint' && job.state === 'unknown') {
    const alongside = (): void => void ledger.printJobs.settle(job.jobId, 'discarded');
    orderCopy(options, documentEntry(job, ledger), input.requestId, act, { kind: job.kind, alongside });
    return;
  }
  recordEvent(
    options,
    {
      kind: 'print.settled',
      requestId: input.requestId,
      content: { jobId: input.jobId, decision: input.decision },
      facts: { jobId: input.jobId, documentSeq: job.documentSeq, decision: input.decision },
      inTransaction() {
        if (input.decision === 'reprint') ledger.printJobs.requeue(job.jobId);
        else ledger.printJobs.settle(job.jobId, input.decision === 'printed' ? 'printed' : 'discarded');
      },
    },
    act,
  );
}

function nextJob(ledger: Ledger, role: PrinterRole): PrintJob | undefined {
  return ledger.printJobs.waiting(role, 1)[0];
}

/** Never throws: a sale that is on disk does not fail because a list cannot be shown. */
function announcePrinting(options: PrintQueueOptions): void {
  const { publish, onUnexpected, onMoved } = options;
  try {
    publish('printing', printingView(options));
    onMoved?.();
  } catch (error) {
    onUnexpected(error, 'print.announce');
  }
}

function printingView(book: Book): PrintingView {
  const { printJobs } = book.ledger;
  const rows = (states: readonly OpenState[], limit: number): PrintJobStatus[] =>
    printJobs.list(states, limit).map((job) => statusOf(job, book));
  return {
    waiting: printJobs.count(ON_THEIR_WAY),
    jobs: rows(ON_THEIR_WAY, MAX_JOB_ROWS),
    attention: rows(['failed', 'unknown'], MAX_ATTENTION_ROWS),
  };
}

function statusOf(job: PrintJob, { ledger, shop }: Book): PrintJobStatus {
  const entry = ledger.read(job.documentSeq);
  return {
    jobId: job.jobId,
    title: entry ? documentName(entry, shop) : '',
    receiptNumber: entry?.receiptNumber ?? '',
    copy: job.copy,
    state: job.state,
    problem: job.problem,
    attempts: job.attempts,
    createdAtMs: job.createdAtMs,
  };
}
