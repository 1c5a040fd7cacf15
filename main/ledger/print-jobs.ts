import type { DeviceProblem, PrintOutcome, PrintPhase } from '#contract/device.ts';
import { GuitaiError } from '#contract/error.ts';
import type { PrintState } from '#contract/sale.ts';
import type { PrintOrder } from './entry.ts';
import { PRINT_JOBS_PER_ENTRY } from './migrations.ts';
import type { Db } from './open.ts';
import type { Writer } from './writer.ts';

/**
 * A job's way: queued → preflight → sending → confirming → printed | sent | unknown. From preflight, and from sending while not a byte left,
 * it may become blocked (goes on by itself when the printer is well) or failed; a person may discard it or queue a failed one again.
 */
export type PrintJobState = PrintState;

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
  /** What an unsettled job waits for, or what went wrong with it. */
  readonly problem: DeviceProblem;
  /** How often it was handed to a printer. */
  readonly attempts: number;
  readonly createdAtMs: number;
}

/** The print outbox: rows are made by `Ledger.commit`, moved along here. Every move is on disk when the call returns. */
export interface PrintJobs {
  get(jobId: number): PrintJob | undefined;
  /** Jobs to send to the printer of a role, oldest first: queued and blocked ones. */
  waiting(role: PrintOrder['role'], limit: number): readonly PrintJob[];
  /** Unsettled jobs in the given states, oldest first. */
  list(states: readonly OpenState[], limit: number): readonly PrintJob[];
  /** How many unsettled jobs are in the given states. */
  count(states: readonly OpenState[]): number;
  /** Every job that prints the document of an entry, the original first. */
  ofDocument(documentSeq: number): readonly PrintJob[];
  /** queued or blocked → preflight, still with the problem it waited for; throws GuitaiError `print_job_settled` from any other state, `print_job_unknown` for no such job. */
  begin(jobId: number): PrintJob;
  /** How far an attempt has come. `sending` is granted once an attempt, before the first byte. Same errors, also for an attempt that was given up. */
  advance(jobId: number, attempt: number, phase: PrintPhase, problem: DeviceProblem): PrintJob;
  /** What became of an attempt. Same errors. */
  markOutcome(jobId: number, outcome: Pick<PrintOutcome, 'result' | 'problem'>): PrintJob;
  /** queued or blocked → failed: its document cannot be made, so there is nothing to send. */
  refuse(jobId: number): PrintJob;
  /** failed → queued: not a byte had left, so it may be tried again. */
  requeue(jobId: number): PrintJob;
  /** queued, blocked, failed or unknown → a person's word. */
  settle(jobId: number, state: 'printed' | 'discarded'): PrintJob;
}

/** States of a job somebody still has to care about. */
export type OpenState = Exclude<PrintJobState, SettledState>;
type SettledState = 'printed' | 'sent' | 'discarded';

/** The job number of the n-th print order of an entry. */
export function printJobId(seq: number, place: number): number {
  return seq * PRINT_JOBS_PER_ENTRY + place;
}

const SETTLED_COLUMNS = `job_id AS jobId, job_id / ${PRINT_JOBS_PER_ENTRY} AS seq, document_seq AS documentSeq, role, kind, copy, state, attempts,
  created_at_ms AS createdAtMs, 'none' AS problem`;
const COLUMNS = SETTLED_COLUMNS.replace(`'none' AS problem`, 'problem');
/** The states an attempt goes through. */
const ATTEMPT: readonly PrintJobState[] = ['preflight', 'sending', 'confirming'];
const WAITING: readonly PrintJobState[] = ['queued', 'blocked'];
const OF_DOCUMENT = `(job_id BETWEEN :first AND :last AND document_seq = :documentSeq) OR (document_seq = :documentSeq AND copy > 0)`;

/** Opens the print outbox of a ledger. Jobs a stop cut off: in preflight not a byte had left, so they are queued; from `sending` on they are `unknown`. */
export function createPrintJobs(db: Db, writer: Writer, written: () => void): PrintJobs {
  const inOpen = db.prepare<[number], PrintJob>(`SELECT ${COLUMNS} FROM print_job WHERE job_id = ?`);
  const inSettled = db.prepare<[number], PrintJob>(`SELECT ${SETTLED_COLUMNS} FROM print_job_settled WHERE job_id = ?`);
  const openJobs = db.prepare<[string, number], PrintJob>(
    `SELECT ${COLUMNS} FROM print_job WHERE state IN (SELECT value FROM json_each(?)) ORDER BY job_id LIMIT ?`,
  );
  const waitingJobs = db.prepare<[string, number], PrintJob>(
    `SELECT ${COLUMNS} FROM print_job WHERE (state = 'queued' OR state = 'blocked') AND role = ? ORDER BY job_id LIMIT ?`,
  );
  const openCount = db.prepare<[string], number>('SELECT count(*) FROM print_job WHERE state IN (SELECT value FROM json_each(?))').pluck();
  const ofDocument = db.prepare<{ first: number; last: number; documentSeq: number }, PrintJob>(
    `SELECT ${COLUMNS} FROM print_job WHERE ${OF_DOCUMENT}
     UNION ALL SELECT ${SETTLED_COLUMNS} FROM print_job_settled WHERE ${OF_DOCUMENT} ORDER BY jobId`,
  );
  const setState = db.prepare<[OpenState, DeviceProblem, number, number]>(
    'UPDATE print_job SET state = ?, problem = ?, attempts = ? WHERE job_id = ?',
  );
  const archive = db.prepare<[SettledState, number]>(
    `INSERT INTO print_job_settled SELECT job_id, document_seq, role, kind, copy, ?, attempts, created_at_ms FROM print_job WHERE job_id = ?`,
  );
  const remove = db.prepare<[number]>('DELETE FROM print_job WHERE job_id = ?');
  const recoverSent = db.prepare(`UPDATE print_job SET state = 'unknown' WHERE state = 'sending' OR state = 'confirming'`);
  const recoverUnsent = db.prepare(`UPDATE print_job SET state = 'queued' WHERE state = 'preflight'`);

  const get = (jobId: number): PrintJob | undefined => inOpen.get(jobId) ?? inSettled.get(jobId);
  const move = (jobId: number, from: readonly PrintJobState[], change: (job: PrintJob) => PrintJob): PrintJob => {
    const job = writer.run(() => {
      const found = get(jobId);
      if (!found) throw new GuitaiError('print_job_unknown', { jobId });
      if (!from.includes(found.state)) throw new GuitaiError('print_job_settled', { jobId, state: found.state });
      const moved = change(found);
      if (isOpen(moved.state)) setState.run(moved.state, moved.problem, moved.attempts, jobId);
      else {
        archive.run(moved.state, jobId);
        remove.run(jobId);
      }
      return moved;
    });
    written();
    return job;
  };

  if (!writer.readOnly) {
    writer.run(() => {
      recoverSent.run();
      recoverUnsent.run();
    });
  }
  return {
    get,
    waiting: (role, limit) => waitingJobs.all(role, limit),
    list: (states, limit) => openJobs.all(JSON.stringify(states), limit),
    count: (states) => openCount.get(JSON.stringify(states)) ?? 0,
    ofDocument: (documentSeq) =>
      ofDocument.all({ first: printJobId(documentSeq, 0), last: printJobId(documentSeq, PRINT_JOBS_PER_ENTRY - 1), documentSeq }),
    begin: (jobId) => move(jobId, WAITING, (job) => ({ ...job, state: 'preflight', attempts: job.attempts + 1 })),
    advance: (jobId, attempt, phase, problem) =>
      move(jobId, phase === 'sending' ? ['preflight'] : ATTEMPT, (job) => {
        if (job.attempts !== attempt) throw new GuitaiError('print_job_settled', { jobId, state: job.state });
        return { ...job, state: phase, problem: phase === 'preflight' ? job.problem : problem };
      }),
    markOutcome: (jobId, { result, problem }) => move(jobId, ATTEMPT, (job) => ({ ...job, state: result, problem })),
    refuse: (jobId) => move(jobId, WAITING, (job) => ({ ...job, state: 'failed', problem: 'none' })),
    requeue: (jobId) => move(jobId, ['failed'], (job) => ({ ...job, state: 'queued' })),
    settle: (jobId, state) => move(jobId, [...WAITING, 'failed', 'unknown'], (job) => ({ ...job, state, problem: 'none' })),
  };
}

function isOpen(state: PrintJobState): state is OpenState {
  return state !== 'printed' && state !== 'sent' && state !== 'discarded';
}
