import Sqlite from 'better-sqlite3';
import { chainHash, GENESIS } from './chain.ts';
import type { Posting } from './entry.ts';
import { decodeEnvelope, formatReceiptNumber, type Envelope } from './envelope.ts';
import type { Head } from './journal.ts';
import { ledgerMigrations, LINES_PER_ENTRY, PRINT_JOBS_PER_ENTRY } from './migrations.ts';
import { openDatabase, type Db } from './open.ts';
import type { Problem } from './problems.ts';
import { readWitness, witnessFile } from './witness.ts';

/** The first thing found wrong. */
export interface Finding {
  /** The entry it concerns; the entry after the last one when the end is concerned. */
  readonly seq: number;
  readonly problem: Problem;
  readonly detail: string;
}

export interface KindTotal {
  readonly kind: string;
  readonly count: number;
  readonly amountMinor: number;
}

/** What `verifyLedger` recomputed. With a finding, totals cover the entries before it. */
export interface VerifyReport {
  readonly ok: boolean;
  readonly entries: number;
  readonly head: Head;
  readonly kinds: readonly KindTotal[];
  /** Balance of every account; they sum to zero. */
  readonly accounts: readonly Posting[];
  readonly finding: Finding | undefined;
}

/** Stops the walk at the first finding. */
class Found extends Error {
  readonly finding: Finding;
  constructor(seq: number, problem: Problem, detail: string) {
    super(detail);
    this.finding = { seq, problem, detail };
  }
}

/**
 * Recomputes the whole ledger from its bodies: chain, numbers, sums, movements, print jobs, outbox, indexes, witness, file structure.
 * Reads only, in one snapshot, with flat memory; may run beside the station. Throws GuitaiError as `openDatabase` when there is no ledger to read.
 */
export function verifyLedger(file: string, progress: (entries: number) => void = () => undefined): VerifyReport {
  const db = openDatabase(file, { readonly: true, migrations: ledgerMigrations });
  db.exec('BEGIN');
  const walk = new Walk(db);
  let finding: Finding | undefined;
  try {
    walk.run(progress);
    checkWitness(db, file, walk.seq);
    checkStructure(db, walk.seq);
  } catch (error) {
    if (error instanceof Found) finding = error.finding;
    else if (error instanceof Sqlite.SqliteError) finding = { seq: walk.seq + 1, problem: 'damaged', detail: error.message };
    else throw error;
  } finally {
    walk.close();
    db.close();
  }
  return {
    ok: finding === undefined,
    entries: walk.seq,
    head: { seq: walk.seq, hash: walk.hash.toString('hex') },
    kinds: [...walk.kinds.values()],
    accounts: [...walk.accounts]
      .map(([account, amountMinor]) => ({ account, amountMinor }))
      .toSorted((a, b) => (a.account < b.account ? -1 : 1)),
    finding,
  };
}

interface Row {
  readonly seq: number;
  readonly kind: string;
  readonly number: number | null;
  readonly businessDate: string;
  readonly tsMs: number;
  readonly amountMinor: number;
  readonly requestId: string;
  readonly hash: Buffer;
  readonly body: Buffer;
}
type Line = readonly [seq: number, ...unknown[]];

const PROGRESS_ENTRIES = 10_000;

/** One pass over all tables side by side, each in the order of its key. */
class Walk {
  seq = 0;
  hash: Buffer = GENESIS;
  readonly kinds = new Map<string, KindTotal>();
  readonly accounts = new Map<string, number>();
  private readonly db: Db;
  private readonly postings: Lines;
  private readonly movements: Lines;
  private readonly printJobs: Lines;
  private readonly outbox: Lines;
  private readonly dates: Lines;
  private readonly epochs: Lines;
  private counters: ReadonlyMap<number, readonly { kind: string; number: number }[]> = new Map();
  private readonly numbers = new Map<string, number>();
  private epoch: readonly unknown[] = [];
  private businessDate = '';

  constructor(db: Db) {
    this.db = db;
    this.postings = new Lines(db, `SELECT posting_id / ${LINES_PER_ENTRY}, account, amount_minor FROM posting ORDER BY posting_id`);
    this.movements = new Lines(
      db,
      `SELECT movement_id / ${LINES_PER_ENTRY}, product_id, sku, quantity_milli, reason FROM movement ORDER BY movement_id`,
    );
    this.printJobs = new Lines(db, `${jobsOf('print_job')} UNION ALL ${jobsOf('print_job_settled')} ORDER BY 7`);
    this.outbox = new Lines(db, 'SELECT seq FROM outbox ORDER BY seq');
    this.dates = new Lines(db, 'SELECT first_seq, business_date FROM date_run ORDER BY first_seq');
    this.epochs = new Lines(db, 'SELECT first_seq, epoch, store_code, terminal FROM epoch ORDER BY epoch');
  }

  run(progress: (entries: number) => void): void {
    this.counters = Map.groupBy(
      this.db.prepare<[], { kind: string; number: number; seq: number }>('SELECT kind, number, through_seq AS seq FROM counter').all(),
      (counter) => counter.seq,
    );
    const rows = this.db.prepare<[], Row>(`
      SELECT seq, kind, number, business_date AS businessDate, ts_ms AS tsMs, amount_minor AS amountMinor, request_id AS requestId, hash,
        CAST(body AS BLOB) AS body FROM journal ORDER BY seq`);
    for (const row of rows.iterate()) {
      this.entry(row);
      if (row.seq % PROGRESS_ENTRIES === 0) progress(row.seq);
    }
    for (const lines of [this.postings, this.movements, this.printJobs, this.outbox, this.dates]) this.refuseSurplus(lines.peek());
    this.close();
  }

  /** Ends the readings, which otherwise keep the file open. */
  close(): void {
    for (const lines of [this.postings, this.movements, this.printJobs, this.outbox, this.dates, this.epochs]) lines.close();
  }

  private entry(row: Row): void {
    const seq = this.seq + 1;
    if (row.seq !== seq) throw new Found(seq, 'missing', `the next entry is ${row.seq}`);
    const hash = chainHash(Buffer.concat([this.hash, row.body]));
    if (!hash.equals(row.hash))
      throw new Found(seq, 'changed', `hash ${row.hash.toString('hex').slice(0, 8)}, recomputed ${hash.toString('hex').slice(0, 8)}`);
    const envelope = decodeEnvelope(row.body.toString('utf8'));
    this.columns(row, envelope);
    this.name(envelope);
    this.number(envelope);
    this.lines(envelope);
    this.businessDay(envelope);
    this.seq = seq;
    this.hash = hash;
    const total = this.kinds.get(envelope.kind) ?? { kind: envelope.kind, count: 0, amountMinor: 0 };
    this.kinds.set(envelope.kind, { ...total, count: total.count + 1, amountMinor: total.amountMinor + envelope.amountMinor });
  }

  private columns(row: Row, envelope: Envelope): void {
    for (const name of ['seq', 'kind', 'number', 'businessDate', 'tsMs', 'amountMinor', 'requestId'] as const) {
      if (row[name] !== envelope[name])
        throw new Found(row.seq, 'row_differs', `${name}: ${row[name]} in the row, ${envelope[name]} in the body`);
    }
  }

  private name(envelope: Envelope): void {
    const started = this.epochs.take(envelope.seq).at(-1);
    if (started) {
      this.epoch = started.slice(1);
      this.numbers.clear();
    }
    const found = [envelope.epoch, envelope.store, envelope.terminal];
    if (!isSame(this.epoch, found)) throw new Found(envelope.seq, 'name_differs', `${found.join('-')}, registered ${this.epoch.join('-')}`);
  }

  private number(envelope: Envelope): void {
    const { seq, kind, number } = envelope;
    if (number !== null) {
      const expected = (this.numbers.get(kind) ?? 0) + 1;
      if (number !== expected) throw new Found(seq, 'number_gap', `${kind} ${number}, expected ${expected}`);
      this.numbers.set(kind, number);
    }
    const identity = { storeCode: envelope.store, terminal: envelope.terminal, epoch: envelope.epoch };
    const receiptNumber = number === null ? null : formatReceiptNumber(identity, number);
    if (envelope.receiptNumber !== receiptNumber)
      throw new Found(seq, 'number_gap', `${envelope.receiptNumber}, expected ${receiptNumber}`);
    for (const counter of this.counters.get(seq) ?? []) {
      const counted = this.numbers.get(counter.kind) ?? 0;
      if (counter.number !== counted)
        throw new Found(seq, 'counter_differs', `${counter.kind} noted ${counter.number}, counted ${counted}`);
    }
  }

  private lines({ seq, postings, movements, printJobs }: Envelope): void {
    this.compare('postings_differ', seq, this.postings.take(seq), postings);
    this.compare('movements_differ', seq, this.movements.take(seq), movements);
    const jobs = this.printJobs.take(seq).map((line) => line.slice(0, 6) as unknown as Line);
    this.compare(
      'print_jobs_differ',
      seq,
      jobs,
      printJobs.map((job, place) => [place, ...job]),
    );
    if (this.outbox.take(seq).length !== 1) throw new Found(seq, 'outbox_missing', '');
    let sumMinor = 0;
    for (const [account, amountMinor] of postings) {
      sumMinor += amountMinor;
      this.accounts.set(account, (this.accounts.get(account) ?? 0) + amountMinor);
    }
    if (sumMinor !== 0) throw new Found(seq, 'unbalanced', `sum ${sumMinor}`);
  }

  private compare(problem: Problem, seq: number, found: readonly Line[], expected: readonly (readonly unknown[])[]): void {
    this.refuseSurplus(found.find((line) => line[0] < seq));
    const same = found.length === expected.length && found.every((line, index) => isSame(line.slice(1), expected[index] ?? []));
    if (!same) throw new Found(seq, problem, `${found.length} rows, ${expected.length} in the body`);
  }

  private refuseSurplus(line: Line | undefined): void {
    if (line) throw new Found(line[0], 'surplus_rows', line.slice(1).join(' '));
  }

  private businessDay({ seq, businessDate }: Envelope): void {
    const expected = businessDate === this.businessDate ? [] : [[businessDate]];
    this.compare('date_differs', seq, this.dates.take(seq), expected);
    this.businessDate = businessDate;
  }
}

/** The rows of one table in key order, handed out entry by entry. The first column is the entry's seq. */
class Lines {
  private readonly statement: Sqlite.Statement<[], Line>;
  private iterator: IterableIterator<Line> | undefined;
  private next: Line | undefined;
  constructor(db: Db, sql: string) {
    this.statement = db.prepare<[], Line>(sql).raw();
  }
  peek(): Line | undefined {
    if (!this.iterator) this.advance();
    return this.next;
  }
  /** Every remaining row up to and including this entry. */
  take(seq: number): readonly Line[] {
    const taken: Line[] = [];
    for (let line = this.peek(); line && line[0] <= seq; line = this.next) {
      taken.push(line);
      this.advance();
    }
    return taken;
  }
  close(): void {
    this.iterator?.return?.();
  }
  private advance(): void {
    this.iterator ??= this.statement.iterate();
    const step = this.iterator.next();
    this.next = step.done ? undefined : step.value;
  }
}

function jobsOf(table: 'print_job' | 'print_job_settled'): string {
  return `SELECT job_id / ${PRINT_JOBS_PER_ENTRY}, job_id % ${PRINT_JOBS_PER_ENTRY}, role, kind, copy, document_seq, job_id FROM ${table}`;
}

function isSame(left: readonly unknown[], right: readonly unknown[]): boolean {
  return left.length === right.length && left.every((value, index) => value === right[index]);
}

function checkWitness(db: Db, file: string, headSeq: number): void {
  const seen = readWitness(witnessFile(file));
  if (!seen) return;
  const hash = db.prepare<[number], Buffer>('SELECT hash FROM journal WHERE seq = ?').pluck().get(seen.seq);
  if (hash?.toString('hex') !== seen.hash)
    throw new Found(Math.min(seen.seq, headSeq + 1), 'witness_differs', `witness ${seen.seq}, head ${headSeq}`);
}

function checkStructure(db: Db, headSeq: number): void {
  const guards = db
    .prepare(`SELECT count(*) FROM sqlite_schema WHERE type = 'trigger' AND name LIKE '%\\_no\\_%' ESCAPE '\\'`)
    .pluck()
    .get();
  if (guards !== GUARDS) throw new Found(headSeq + 1, 'guard_missing', `${String(guards)} of ${GUARDS}`);
  const state = db.pragma('integrity_check(1)', { simple: true });
  if (state !== 'ok') throw new Found(headSeq + 1, 'damaged', String(state));
}

/** Two triggers for each append-only table. */
const GUARDS = 10;
