import { uptime } from 'node:os';
import { GuitaiError } from '#contract/error.ts';
import { createBusinessDay, type BusinessDay } from './business-day.ts';
import { createCheckpointer } from './checkpointer.ts';
import { createClockWatch, withClockSteps } from './clock-watch.ts';
import { closingDraft, type ClosingOrder } from './closing.ts';
import type { EntryDraft, JournalEntry } from './entry.ts';
import { openEpoch } from './epoch.ts';
import { translateFailure } from './failure.ts';
import { chooseKey } from './key-entry.ts';
import type { KeyStore } from './key-store.ts';
import { createJournal, readTail, type Committed, type Head, type Tail } from './journal.ts';
import { acquireLock } from './lock.ts';
import { ledgerMigrations } from './migrations.ts';
import { createNumbering } from './numbering.ts';
import { checkOpening } from './opening-check.ts';
import { openDatabase, type Db } from './open.ts';
import { createPeriodReader, type PeriodReader } from './period-reader.ts';
import { createPrintJobs, type PrintJobs } from './print-jobs.ts';
import { createReader, type Reader } from './reader.ts';
import { openWitnesses, witnessFile, type Witnesses } from './witness.ts';
import { createWriter } from './writer.ts';

export interface LedgerOptions {
  /** The SQLite file; the lock and the witness lie beside it. */
  readonly file: string;
  readonly storeCode: string;
  readonly terminal: string;
  /** UTC milliseconds. */
  readonly clock: () => number;
  /** The date of the shop's clock, YYYY-MM-DD: the business date while no day is open. */
  readonly dateOf: (tsMs: number) => string;
  /** Signs every entry with a key of this store; without it entries stay unsigned, as before keys came. */
  readonly keys?: KeyStore;
  /** A further witness file, on another medium. */
  readonly secondWitness?: string | undefined;
  /** Looks at structure and newest entries before the first write; see `checkOpening`. */
  readonly checkOnOpen?: boolean;
  /** Refuses every write with GuitaiError `ledger_readonly`: the disk is not to be trusted any more. */
  readonly readOnly?: boolean;
  /** Begins a new epoch unless the current one is at least this: a restored ledger numbers anew. */
  readonly epochAtLeast?: number;
  /** Milliseconds since the machine started, asleep or awake. */
  readonly uptimeMs?: () => number;
  readonly cacheKib?: number;
  /** Told of what went wrong in the background (witness, checkpoint); selling goes on. */
  readonly trouble?: (error: unknown) => void;
  /** Told once, when the disk failed under a write: from then on this ledger refuses writes (`ledger_failed`), open it again. */
  readonly failed?: (error: unknown) => void;
}

/** The book of one terminal. Synchronous: it lives in the store thread. */
export interface Ledger extends Reader, Pick<PeriodReader, 'periodTotals' | 'balanceMinor'>, Pick<BusinessDay, 'dateOf' | 'openDate'> {
  /**
   * Writes one entry with its postings, movements, number, print jobs, outbox row and request id in ONE transaction; on disk when it returns.
   * The same request id with the same content returns the stored entry (`repeated`); with other content throws GuitaiError `request_conflict`.
   * `ledger_full`: nothing was written, try again after freeing space. `ledger_failed`: the outcome is unknown and this ledger
   * refuses further writes; open it again and look for the request id. RangeError or TypeError: the draft breaks the rules of the book.
   */
  commit(draft: EntryDraft): Committed;
  /** Journals a closing with the totals of its period and the perpetual ones; errors and `repeated` as `commit`. */
  closePeriod(order: ClosingOrder): Committed;
  findByRequest(requestId: string): JournalEntry | undefined;
  head(): Head;
  readonly printJobs: PrintJobs;
  /** Runs other writes on `ledger.db` (the open basket) in one transaction, with the same errors as `commit`. */
  write<Result>(work: () => Result): Result;
  /** The connection, for the prepared statements of `*-sql.ts`; writes go through `commit` or `write`. */
  readonly db: Db;
  /** Empties the WAL into the database and brings the witness to disk; at shift close and at quit. */
  checkpoint(): void;
  close(): void;
}

/**
 * Opens the ledger as its only writer: lock, pragmas, migrations, witness. Print jobs found in `sending` become `unknown`.
 * Throws GuitaiError `ledger_busy`, `ledger_newer`, `ledger_foreign`, `ledger_behind`, `ledger_damaged`, `ledger_failed`.
 */
export function openLedger(options: LedgerOptions): Ledger {
  const closing: (() => void)[] = [];
  const releaseAll = (): void => {
    for (const release of closing.toReversed()) release();
  };
  try {
    const lock = acquireLock(options.file);
    closing.push(() => lock.release());
    const db = openDatabase(options.file, {
      migrations: ledgerMigrations,
      ...(options.cacheKib === undefined ? {} : { cacheKib: options.cacheKib }),
    });
    closing.push(() => db.close());
    if (options.checkOnOpen) checkOpening(db, options.file);
    const witness = openWitnesses(witnessFile(options.file), options.secondWitness, options.trouble ?? ignore);
    closing.push(() => witness.close());
    return assemble(options, db, witness, releaseAll);
  } catch (error) {
    releaseAll();
    throw translateFailure(error, options.file);
  }
}

function assemble(options: LedgerOptions, db: Db, witness: Witnesses, releaseAll: () => void): Ledger {
  const tail = readTail(db);
  for (const seen of witness.found) checkWitness(db, tail, seen);
  const reader = createReader(db);
  const day = createBusinessDay(reader, options.dateOf);
  const writer = createWriter(db, options.file, options.failed ?? ignore, options.readOnly ? 'ledger_readonly' : undefined);
  const checkpointer = createCheckpointer(db, writer, () => witness.sync(), options.trouble ?? ignore);
  const { storeCode, terminal } = options;
  const nowMs = options.clock();
  const epoch = openEpoch(db, writer, { storeCode, terminal, headSeq: tail?.seq ?? 0, nowMs, atLeast: options.epochAtLeast ?? 1 });
  const choice =
    options.keys &&
    chooseKey(options.keys, {
      lastKeyId: tail?.keyId ?? null,
      epochBegins: (tail?.seq ?? 0) < epoch.firstSeq,
      nowMs,
      businessDate: day.dateOf(nowMs),
    });
  const journal = createJournal({
    db,
    writer,
    identity: epoch,
    numbering: createNumbering(db, epoch.firstSeq),
    tail,
    key: choice?.key,
    committed(entry) {
      witness.note(entry.seq, entry.hash, entry.tsMs);
      checkpointer.written();
      day.note(entry);
    },
  });
  const clockWatch = createClockWatch(tail?.tsMs, options.uptimeMs ?? (() => uptime() * 1000));
  const commit = withClockSteps(journal.commit, clockWatch, day.dateOf);
  if (choice?.announcement && !options.readOnly) commit(choice.announcement);
  if (choice && !options.readOnly) options.keys?.keepOnly(choice.key.keyId);
  const periods = createPeriodReader(db);
  const checkpoint = (): void => {
    witness.sync();
    checkpointer.empty();
  };
  return {
    ...reader,
    ...journal,
    commit,
    periodTotals: periods.periodTotals,
    balanceMinor: periods.balanceMinor,
    dateOf: day.dateOf,
    openDate: day.openDate,
    closePeriod: (order) => commit(closingDraft(order, (seq) => periods.closingAt(order.period, seq))),
    printJobs: createPrintJobs(db, writer, checkpointer.written),
    write(work) {
      const result = writer.run(work);
      checkpointer.written();
      return result;
    },
    db,
    checkpoint,
    close() {
      checkpointer.stop();
      try {
        checkpoint();
      } catch (error) {
        (options.trouble ?? ignore)(error);
      } finally {
        releaseAll();
      }
    },
  };
}

/** The journal must reach at least as far as the witness saw, with the same hash there. */
function checkWitness(db: Db, tail: Tail | undefined, seen: Head): void {
  const hash = db.prepare<[number], Buffer>('SELECT hash FROM journal WHERE seq = ?').pluck().get(seen.seq);
  if (hash?.toString('hex') !== seen.hash) throw new GuitaiError('ledger_behind', { witness: seen.seq, head: tail?.seq ?? 0 });
}

function ignore(): void {}
