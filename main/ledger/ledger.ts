import type { EntryDraft, EntryKind, JournalEntry, Posting } from './entry.ts';
import type { Db } from './open.ts';
import type { PrintJobs } from './print-jobs.ts';

export interface LedgerOptions {
  /** The SQLite file; the lock and the witness lie beside it. */
  readonly file: string;
  readonly storeCode: string;
  readonly terminal: string;
  /** UTC milliseconds. */
  readonly clock: () => number;
}

/** Where the journal ends. An empty journal ends at 0 with 64 zeros. */
export interface Head {
  readonly seq: number;
  readonly hash: string;
}

/** The book of one terminal. Synchronous: it lives in the store thread. */
export interface Ledger {
  /**
   * Writes one entry with its postings, movements, number, print jobs, outbox row and request id in ONE transaction; on disk when it returns.
   * The same request id with the same content returns the stored entry (`repeated`); with other content throws GuitaiError `request_conflict`.
   * `ledger_full`: nothing was written, try again after freeing space. `ledger_failed`: the outcome is unknown and this ledger
   * refuses further writes; open it again and look for the request id.
   */
  commit(draft: EntryDraft): { readonly entry: JournalEntry; readonly repeated: boolean; readonly printJobIds: readonly number[] };
  findByRequest(requestId: string): JournalEntry | undefined;
  read(seq: number): JournalEntry | undefined;
  head(): Head;
  /** The last entry of a kind. */
  last(kind: EntryKind): JournalEntry | undefined;
  /** Entries of a kind on a business date, newest first; `beforeSeq` continues a list. */
  list(query: {
    readonly kind: EntryKind;
    readonly businessDate: string;
    readonly beforeSeq?: number;
    readonly limit: number;
    /** Keeps the entries it returns true for. */
    readonly matches?: (entry: JournalEntry) => boolean;
  }): readonly JournalEntry[];
  /** How many entries of a kind a business date has and the sum of their amounts. */
  totals(kind: EntryKind, businessDate: string): { readonly count: number; readonly amountMinor: number };
  /** Sum of every account, recomputed from the postings: slow on a large ledger, not for the selling path. */
  accountBalances(): readonly Posting[];
  /** Sum of all movements by SKU in thousandths, recomputed: slow on a large ledger. */
  stockBalances(): readonly { readonly sku: string; readonly quantityMilli: number }[];
  readonly printJobs: PrintJobs;
  /** Runs other writes on `ledger.db` (the open basket) in one transaction, with the same errors as `commit`. */
  write<Result>(work: () => Result): Result;
  /** The connection, for the prepared statements of `*-sql.ts`; writes go through `commit` or `write`. */
  readonly db: Db;
  /** Empties the WAL into the database; at shift close and when idle. */
  checkpoint(): void;
  close(): void;
}

/**
 * Opens the ledger as its only writer: lock, pragmas, migrations, witness. Print jobs found in `sending` become `unknown`.
 * Throws GuitaiError `ledger_busy`, `ledger_newer`, `ledger_foreign`, `ledger_behind`, `ledger_failed`.
 */
export declare function openLedger(options: LedgerOptions): Ledger;
