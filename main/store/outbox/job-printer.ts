import { buildDocument } from './documents.ts';
import type { Ports, PrintRequest } from '../ports.ts';
import type { Shop } from '../shop.ts';
import type { PrinterRole, PrintOutcome } from '#contract/device.ts';
import type { PrintDocument } from '#contract/document.ts';
import { GuitaiError } from '#contract/error.ts';
import type { JournalEntry } from '#main/ledger/entry.ts';
import type { Ledger } from '#main/ledger/ledger.ts';
import type { PrintJob } from '#main/ledger/print-jobs.ts';

/** Takes one job at a time from waiting to its outcome, on disk at every step. */
export interface JobPrinter {
  /** Prints one job and records what became of it; false when the printer could not start and the rest must wait. */
  print(job: PrintJob): Promise<boolean>;
  /** Writes down what the printer of a role said last, where a full disk refused that before. The same answer as `print`. */
  record(role: PrinterRole): boolean;
}

export function createJobPrinter(
  options: {
    readonly ledger: Ledger;
    readonly shop: Shop;
    readonly ports: Pick<Ports, 'print'>;
    readonly onUnexpected: (error: unknown, event: string) => void;
  },
  announce: () => void,
): JobPrinter {
  const { ledger, shop, ports, onUnexpected } = options;
  const { printJobs } = ledger;
  /** What printers said and the ledger has not taken yet. */
  const unrecorded = new Map<PrinterRole, { readonly jobId: number; readonly outcome: PrintOutcome }>();

  /** Undefined when the journal does not give the document any more: then a person is asked and the next jobs go on. */
  const documentOf = (job: PrintJob): PrintDocument | undefined => {
    try {
      return buildDocument(documentEntry(job, ledger), shop, job.copy, job.kind);
    } catch (error) {
      onUnexpected(error, 'print.document');
      return undefined;
    }
  };

  /** Of an answer that is none nobody knows what was printed: a person is asked, and the job does not stay on its way for ever. */
  const outcomeOf = async (request: PrintRequest): Promise<PrintOutcome> => {
    try {
      return await ports.print(request);
    } catch (error) {
      onUnexpected(error, 'print.port');
      return { result: 'unknown', problem: 'offline', bytes: 0 };
    }
  };

  const record = (role: PrinterRole): boolean => {
    const last = unrecorded.get(role);
    if (!last) return true;
    const { jobId, outcome } = last;
    const fails = outcome.result === 'failed' && outcome.problem !== 'misconfigured';
    ledger.write(() => {
      printJobs.markOutcome(jobId, outcome);
      if (fails) printJobs.requeue(jobId);
    });
    unrecorded.delete(role);
    announce();
    return !fails && outcome.result !== 'blocked';
  };

  return {
    record,
    async print(job) {
      const document = documentOf(job);
      if (!document) {
        printJobs.refuse(job.jobId);
        announce();
        return true;
      }
      const { jobId, role, attempts: attempt } = printJobs.begin(job.jobId);
      announce();
      unrecorded.set(role, { jobId, outcome: await outcomeOf({ jobId, attempt, role, document }) });
      return record(role);
    },
  };
}

/** The entry whose document a job prints. */
export function documentEntry(job: PrintJob, ledger: Ledger): JournalEntry {
  const entry = ledger.read(job.documentSeq);
  if (!entry) throw new GuitaiError('print_job_unknown');
  return entry;
}
