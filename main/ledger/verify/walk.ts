import Sqlite from 'better-sqlite3';
import { chainHash, GENESIS } from '../chain.ts';
import { decodeEnvelope, formatReceiptNumber, type Envelope } from '../envelope.ts';
import { LINES_PER_ENTRY, PRINT_JOBS_PER_ENTRY } from '../migrations.ts';
import type { Db } from '../open.ts';
import type { Problem } from '../problems.ts';
import { createTally, type Tally } from '../totals.ts';
import { createClosingCheck, type ClosingCheck } from './closing-check.ts';
import { diagnose } from './diagnosis.ts';
import { Found } from './finding.ts';
import { createKeyRing, type KeyRing, type SignatureCheck } from './key-ring.ts';
import { createLines, type Line, type Lines } from './lines.ts';

/** A row of the journal. */
export interface Row {
  readonly seq: number;
  readonly kind: string;
  readonly number: number | null;
  readonly businessDate: string;
  readonly tsMs: number;
  readonly amountMinor: number;
  readonly requestId: string;
  readonly hash: Buffer;
  readonly keyId: string | null;
  readonly signature: Buffer | null;
  readonly body: Buffer;
}

const PROGRESS_ENTRIES = 10_000;

/** One pass over all tables side by side, each in the order of its key. */
export class Walk {
  seq = 0;
  hash: Buffer = GENESIS;
  readonly tally: Tally = createTally();
  readonly ring: KeyRing;
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
  private readonly closings: ClosingCheck = createClosingCheck();
  private readonly sound: (entry: Envelope) => void;

  /** `sound` is told of every entry that is as it should be, in order. */
  constructor(db: Db, signatures: SignatureCheck, sound: (entry: Envelope) => void = () => {}) {
    this.db = db;
    this.sound = sound;
    this.ring = createKeyRing(signatures);
    this.postings = createLines(
      db,
      `SELECT posting_id / ${LINES_PER_ENTRY}, posting_id % ${LINES_PER_ENTRY}, account, amount_minor FROM posting ORDER BY posting_id`,
    );
    this.movements = createLines(
      db,
      `SELECT movement_id / ${LINES_PER_ENTRY}, movement_id % ${LINES_PER_ENTRY}, product_id, sku, quantity_milli, reason
        FROM movement ORDER BY movement_id`,
    );
    this.printJobs = createLines(db, `${jobsOf('print_job')} UNION ALL ${jobsOf('print_job_settled')} ORDER BY 8`);
    this.outbox = createLines(db, 'SELECT seq FROM outbox ORDER BY seq');
    this.dates = createLines(db, 'SELECT first_seq, business_date FROM date_run ORDER BY first_seq');
    this.epochs = createLines(db, 'SELECT first_seq, epoch, store_code, terminal FROM epoch ORDER BY epoch');
  }

  run(progress: (entries: number) => void): void {
    this.counters = Map.groupBy(
      this.db.prepare<[], { kind: string; number: number; seq: number }>('SELECT kind, number, through_seq AS seq FROM counter').all(),
      (counter) => counter.seq,
    );
    const rows = this.db.prepare<[], Row>(`
      SELECT seq, kind, number, business_date AS businessDate, ts_ms AS tsMs, amount_minor AS amountMinor, request_id AS requestId, hash,
        key_id AS keyId, sig AS signature, CAST(body AS BLOB) AS body FROM journal ORDER BY seq`);
    for (const row of rows.iterate()) {
      try {
        this.entry(row);
      } catch (error) {
        throw isFinding(error) ? error : new Found(row.seq, 'unreadable', error instanceof Error ? error.message : String(error));
      }
      if (row.seq % PROGRESS_ENTRIES === 0) progress(row.seq);
    }
    this.ring.finish();
    const surplus = [this.postings, this.movements, this.printJobs, this.outbox, this.dates].map((lines) => lines.peek());
    this.refuseSurplus(surplus.filter((line) => line !== undefined).toSorted(([a], [b]) => a - b)[0]);
    this.close();
  }

  /** Ends the readings, which otherwise keep the file open. */
  close(): void {
    for (const lines of [this.postings, this.movements, this.printJobs, this.outbox, this.dates, this.epochs]) lines.close();
  }

  private entry(row: Row): void {
    const seq = this.seq + 1;
    const hash = chainHash(Buffer.concat([this.hash, row.body]));
    if (row.seq !== seq || !hash.equals(row.hash)) {
      throw diagnose(this.db, { seq, row, previous: this.hash, numbers: this.numbers });
    }
    const envelope = decodeEnvelope(row.body.toString('utf8'));
    this.ring.check(envelope, row);
    this.columns(row, envelope);
    this.name(envelope);
    this.number(envelope);
    this.lines(envelope);
    this.businessDay(envelope);
    if (envelope.kind === 'period.closed') this.closings.check(envelope, this.tally.totals());
    this.seq = seq;
    this.hash = hash;
    this.tally.add(envelope);
    this.sound(envelope);
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
    const receiptNumber = number === null ? null : formatReceiptNumber(identity, kind, number);
    if (envelope.receiptNumber !== receiptNumber)
      throw new Found(seq, 'number_gap', `${envelope.receiptNumber}, expected ${receiptNumber}`);
    for (const counter of this.counters.get(seq) ?? []) {
      const counted = this.numbers.get(counter.kind) ?? 0;
      if (counter.number !== counted)
        throw new Found(seq, 'counter_differs', `${counter.kind} noted ${counter.number}, counted ${counted}`);
    }
  }

  private lines({ seq, tsMs, postings, movements, printJobs }: Envelope): void {
    this.compare('postings_differ', seq, this.postings.take(seq), postings.map(placed));
    this.compare('movements_differ', seq, this.movements.take(seq), movements.map(placed));
    const jobs = this.printJobs.take(seq).map((line) => line.slice(0, 7) as unknown as Line);
    this.compare(
      'print_jobs_differ',
      seq,
      jobs,
      printJobs.map((job, place) => [place, tsMs, ...job]),
    );
    if (this.outbox.take(seq).length !== 1) throw new Found(seq, 'outbox_missing', '');
    let sumMinor = 0;
    for (const [, amountMinor] of postings) sumMinor += amountMinor;
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

/** Anything else thrown over an entry was thrown by what stands in its body. */
function isFinding(error: unknown): boolean {
  return error instanceof Found || error instanceof Sqlite.SqliteError;
}

function placed(values: readonly unknown[], place: number): readonly unknown[] {
  return [place, ...values];
}

function jobsOf(table: 'print_job' | 'print_job_settled'): string {
  return `SELECT job_id / ${PRINT_JOBS_PER_ENTRY}, job_id % ${PRINT_JOBS_PER_ENTRY}, created_at_ms, role, kind, copy, document_seq, job_id FROM ${table}`;
}

function isSame(left: readonly unknown[], right: readonly unknown[]): boolean {
  return left.length === right.length && left.every((value, index) => value === right[index]);
}
