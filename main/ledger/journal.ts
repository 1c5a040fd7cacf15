import { GuitaiError } from '#contract/error.ts';
import { CanonicalWriter } from './canonical.ts';
import { chainHash, GENESIS, HASH_BYTES } from './chain.ts';
import { checkDraft, type EntryDraft, type EntryKind, type Given, type JournalEntry } from './entry.ts';
import { formatReceiptNumber, toEntry, toEnvelope, type Identity } from './envelope.ts';
import { isDuplicate } from './failure.ts';
import { LINES_PER_ENTRY } from './migrations.ts';
import type { Numbering } from './numbering.ts';
import type { Db } from './open.ts';
import { printJobId } from './print-jobs.ts';
import type { SigningKey } from './signing-key.ts';
import type { Writer } from './writer.ts';

/** Where the journal ends. An empty journal ends at 0 with 64 zeros. */
export interface Head {
  readonly seq: number;
  readonly hash: string;
}

/** What `commit` did. */
export interface Committed {
  readonly entry: JournalEntry;
  /** The request id was known with the same content; this is the entry it made then. */
  readonly repeated: boolean;
  readonly printJobIds: readonly number[];
}

/** The last row of the journal; undefined when it is empty. */
export interface Tail {
  readonly seq: number;
  readonly hash: Buffer;
  readonly businessDate: string;
  readonly tsMs: number;
  /** The key that signed it; null when it is not signed. */
  readonly keyId: string | null;
}

/** Reads the last row of the journal. */
export function readTail(db: Db): Tail | undefined {
  return db
    .prepare<[], Tail>(
      'SELECT seq, hash, business_date AS businessDate, ts_ms AS tsMs, key_id AS keyId FROM journal ORDER BY seq DESC LIMIT 1',
    )
    .get();
}

interface Parts {
  readonly db: Db;
  readonly writer: Writer;
  readonly identity: Identity;
  readonly numbering: Numbering;
  readonly tail: Tail | undefined;
  /** Signs every entry; without it entries stay unsigned, as they were before keys came. */
  readonly key: SigningKey | undefined;
  /** Called after each entry is on disk. */
  readonly committed: (entry: JournalEntry) => void;
}

/** The append-only part of the ledger: one writer, the head in memory, every statement prepared once. */
export function createJournal({ db, writer, identity, numbering, tail, key, committed }: Parts): {
  commit(draft: EntryDraft): Committed;
  findByRequest(requestId: string): JournalEntry | undefined;
  head(): Head;
} {
  const insert = prepareInserts(db);
  const byRequest = db.prepare<[string], { body: string; hash: Buffer }>('SELECT body, hash FROM journal WHERE request_id = ?');
  const canonical = new CanonicalWriter();
  let seq = tail?.seq ?? 0;
  let hash = tail?.hash ?? GENESIS;
  let businessDate = tail?.businessDate ?? '';
  let entryHash = hash;

  const findByRequest = (requestId: string): JournalEntry | undefined => {
    const row = byRequest.get(requestId);
    return row && toEntry(row.body, row.hash);
  };

  /** Everything one commit writes, in the order of its pages; runs inside the transaction. */
  const append = (draft: EntryDraft): JournalEntry => {
    const number = draft.numbered ? numbering.next(draft.kind) : null;
    const given: Given = {
      seq: seq + 1,
      number,
      receiptNumber: number === null ? null : formatReceiptNumber(identity, draft.kind, number),
    };
    const body = draft.body(given);
    canonical.start(hash);
    canonical.value(toEnvelope(draft, given, identity, body));
    const sealed = canonical.bytes();
    entryHash = chainHash(sealed);
    const stored = sealed.subarray(HASH_BYTES);
    const amountMinor = draft.amountMinor ?? 0;
    const { kind, requestId, tsMs } = draft;
    insert.entry.run([
      given.seq,
      kind,
      number,
      draft.businessDate,
      tsMs,
      amountMinor,
      requestId,
      entryHash,
      key?.keyId ?? null,
      key?.sign(entryHash) ?? null,
      stored,
    ]);
    insertLines(insert, draft, given.seq);
    insert.outbox.run(given.seq);
    if (draft.businessDate !== businessDate) insert.dateRun.run(given.seq, draft.businessDate);
    numbering.note(given.seq, draft.kind, number);
    draft.inTransaction?.(given);
    return describe(draft, given, body, entryHash);
  };

  return {
    commit(draft) {
      if (db.inTransaction) throw new Error('an entry is a transaction of its own: put other writes into inTransaction');
      checkDraft(draft);
      let entry: JournalEntry;
      try {
        entry = writer.run(() => append(draft));
      } catch (error) {
        if (isDuplicate(error, 'journal.request_id')) return repeat(findByRequest(draft.requestId), draft);
        throw error;
      }
      seq = entry.seq;
      hash = entryHash;
      businessDate = draft.businessDate;
      if (entry.number !== null) numbering.taken(draft.kind, entry.number);
      committed(entry);
      return { entry, repeated: false, printJobIds: printJobIds(entry) };
    },
    findByRequest,
    head: () => ({ seq, hash: hash.toString('hex') }),
  };
}

/** Columns of `journal` in their order. */
type EntryRow = readonly [
  seq: number,
  kind: EntryKind,
  number: number | null,
  businessDate: string,
  tsMs: number,
  amountMinor: number,
  requestId: string,
  hash: Buffer,
  keyId: string | null,
  signature: Buffer | null,
  body: Buffer,
];

function prepareInserts(db: Db) {
  return {
    entry: db.prepare<[EntryRow]>(
      `INSERT INTO journal(seq, kind, number, business_date, ts_ms, amount_minor, request_id, hash, key_id, sig, body)
       VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, CAST(? AS TEXT))`,
    ),
    posting: db.prepare<[number, string, number]>('INSERT INTO posting VALUES(?, ?, ?)'),
    movement: db.prepare<[number, number, string, number, string]>('INSERT INTO movement VALUES(?, ?, ?, ?, ?)'),
    printJob: db.prepare<[number, number, string, string, number, number]>(
      `INSERT INTO print_job VALUES(?, ?, ?, ?, ?, 'queued', 0, ?, 'none')`,
    ),
    outbox: db.prepare<[number]>('INSERT INTO outbox VALUES(?)'),
    dateRun: db.prepare<[number, string]>('INSERT INTO date_run VALUES(?, ?)'),
  };
}

/** The rows that copy a body's lists for SQL. */
function insertLines(insert: ReturnType<typeof prepareInserts>, draft: EntryDraft, seq: number): void {
  const firstLine = seq * LINES_PER_ENTRY;
  for (const [line, { account, amountMinor: minor }] of draft.postings.entries()) insert.posting.run(firstLine + line, account, minor);
  for (const [line, moved] of draft.movements.entries()) {
    insert.movement.run(firstLine + line, moved.productId, moved.sku, moved.quantityMilli, moved.reason);
  }
  for (const [place, job] of draft.printJobs.entries()) {
    insert.printJob.run(printJobId(seq, place), job.documentSeq ?? seq, job.role, job.kind, job.copy, draft.tsMs);
  }
}

function describe(draft: EntryDraft, given: Given, body: JournalEntry['body'], hash: Buffer): JournalEntry {
  return {
    ...given,
    kind: draft.kind,
    requestId: draft.requestId,
    requestHash: draft.requestHash,
    businessDate: draft.businessDate,
    tsMs: draft.tsMs,
    amountMinor: draft.amountMinor ?? 0,
    body,
    postings: draft.postings,
    movements: draft.movements,
    printJobs: draft.printJobs.map((job) => ({ ...job, documentSeq: job.documentSeq ?? given.seq })),
    hash: hash.toString('hex'),
  };
}

function repeat(stored: JournalEntry | undefined, draft: EntryDraft): Committed {
  if (!stored || stored.requestHash !== draft.requestHash || stored.kind !== draft.kind) throw new GuitaiError('request_conflict');
  return { entry: stored, repeated: true, printJobIds: printJobIds(stored) };
}

function printJobIds(entry: JournalEntry): readonly number[] {
  return entry.printJobs.map((_job, place) => printJobId(entry.seq, place));
}
