import { GuitaiError } from '#contract/error.ts';
import type { PrintState } from '#contract/sale.ts';
import type { PrintOrder } from './entry.ts';
import { PRINT_JOBS_PER_ENTRY } from './migrations.ts';
import type { Db } from './open.ts';
import type { Writer } from './writer.ts';

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
  /** Jobs to send to the printer of a role, oldest first. */
  queued(role: PrintOrder['role'], limit: number): readonly PrintJob[];
  /** Unsettled jobs in the given states, oldest first. */
  list(states: readonly OpenState[], limit: number): readonly PrintJob[];
  /** How many unsettled jobs are in the given states. */
  count(states: readonly OpenState[]): number;
  /** Every job that prints the document of an entry, the original first. */
  ofDocument(documentSeq: number): readonly PrintJob[];
  /** queued → sending; throws GuitaiError `print_job_settled` from any other state, `print_job_unknown` for no such job. */
  markSending(jobId: number): PrintJob;
  /** sending → what became of it. Same errors. */
  markOutcome(jobId: number, state: 'printed' | 'sent' | 'failed' | 'unknown'): PrintJob;
  /** queued → failed: its document cannot be made, so there is nothing to send. */
  refuse(jobId: number): PrintJob;
  /** failed → queued: not a byte had left, so it may be tried again. */
  requeue(jobId: number): PrintJob;
  /** queued, failed or unknown → a person's word. */
  settle(jobId: number, state: 'printed' | 'discarded'): PrintJob;
}

/** States of a job somebody still has to care about. */
export type OpenState = 'queued' | 'sending' | 'failed' | 'unknown';
type SettledState = Exclude<PrintJobState, OpenState>;

/** The job number of the n-th print order of an entry. */
export function printJobId(seq: number, place: number): number {
  return seq * PRINT_JOBS_PER_ENTRY + place;
}

const COLUMNS = `job_id AS jobId, job_id / ${PRINT_JOBS_PER_ENTRY} AS seq, document_seq AS documentSeq, role, kind, copy, state, attempts,
  created_at_ms AS createdAtMs`;
const OF_DOCUMENT = `(job_id BETWEEN :first AND :last AND document_seq = :documentSeq) OR (document_seq = :documentSeq AND copy > 0)`;

/** Opens the print outbox of a ledger; jobs found in `sending` were cut off by a stop and become `unknown`. */
export function createPrintJobs(db: Db, writer: Writer, written: () => void): PrintJobs {
  const inOpen = db.prepare<[number], PrintJob>(`SELECT ${COLUMNS} FROM print_job WHERE job_id = ?`);
  const inSettled = db.prepare<[number], PrintJob>(`SELECT ${COLUMNS} FROM print_job_settled WHERE job_id = ?`);
  const openJobs = db.prepare<[string, number], PrintJob>(
    `SELECT ${COLUMNS} FROM print_job WHERE state IN (SELECT value FROM json_each(?)) ORDER BY job_id LIMIT ?`,
  );
  const queuedJobs = db.prepare<[string, number], PrintJob>(
    `SELECT ${COLUMNS} FROM print_job WHERE state = 'queued' AND role = ? ORDER BY job_id LIMIT ?`,
  );
  const openCount = db.prepare<[string], number>('SELECT count(*) FROM print_job WHERE state IN (SELECT value FROM json_each(?))').pluck();
  const ofDocument = db.prepare<{ first: number; last: number; documentSeq: number }, PrintJob>(
    `SELECT ${COLUMNS} FROM print_job WHERE ${OF_DOCUMENT}
     UNION ALL SELECT ${COLUMNS} FROM print_job_settled WHERE ${OF_DOCUMENT} ORDER BY jobId`,
  );
  const setState = db.prepare<[OpenState, number, number]>('UPDATE print_job SET state = ?, attempts = attempts + ? WHERE job_id = ?');
  const archive = db.prepare<[SettledState, number]>(
    `INSERT INTO print_job_settled SELECT job_id, document_seq, role, kind, copy, ?, attempts, created_at_ms FROM print_job WHERE job_id = ?`,
  );
  const remove = db.prepare<[number]>('DELETE FROM print_job WHERE job_id = ?');
  const recover = db.prepare(`UPDATE print_job SET state = 'unknown' WHERE state = 'sending'`);

  const get = (jobId: number): PrintJob | undefined => inOpen.get(jobId) ?? inSettled.get(jobId);
  const move = (jobId: number, from: readonly PrintJobState[], to: PrintJobState): PrintJob => {
    const job = writer.run(() => {
      const found = get(jobId);
      if (!found) throw new GuitaiError('print_job_unknown', { jobId });
      if (!from.includes(found.state)) throw new GuitaiError('print_job_settled', { jobId, state: found.state });
      const attempts = to === 'sending' ? 1 : 0;
      if (isOpen(to)) setState.run(to, attempts, jobId);
      else {
        archive.run(to, jobId);
        remove.run(jobId);
      }
      return { ...found, state: to, attempts: found.attempts + attempts };
    });
    written();
    return job;
  };

  writer.run(() => recover.run());
  return {
    get,
    queued: (role, limit) => queuedJobs.all(role, limit),
    list: (states, limit) => openJobs.all(JSON.stringify(states), limit),
    count: (states) => openCount.get(JSON.stringify(states)) ?? 0,
    ofDocument: (documentSeq) =>
      ofDocument.all({ first: printJobId(documentSeq, 0), last: printJobId(documentSeq, PRINT_JOBS_PER_ENTRY - 1), documentSeq }),
    markSending: (jobId) => move(jobId, ['queued'], 'sending'),
    markOutcome: (jobId, state) => move(jobId, ['sending'], state),
    refuse: (jobId) => move(jobId, ['queued'], 'failed'),
    requeue: (jobId) => move(jobId, ['failed'], 'queued'),
    settle: (jobId, state) => move(jobId, ['queued', 'failed', 'unknown'], state),
  };
}

function isOpen(state: PrintJobState): state is OpenState {
  return state === 'queued' || state === 'sending' || state === 'failed' || state === 'unknown';
}
