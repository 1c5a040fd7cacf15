import Sqlite from 'better-sqlite3';
import type { Bilingual } from '#contract/language.ts';
import type { Posting } from './entry.ts';
import { decodeEnvelope } from './envelope.ts';
import type { Head } from './journal.ts';
import { ledgerMigrations } from './migrations.ts';
import { migrate, openDatabase, type Db } from './open.ts';
import type { KindTotal } from './totals.ts';
import { createRebuilding, type Rebuild } from './verify/derived.ts';
import { Found, type Finding } from './verify/finding.ts';
import type { KeyUse, SignatureCheck } from './verify/key-ring.ts';
import { Walk } from './verify/walk.ts';
import { readWitness, witnessFile } from './witness.ts';

export interface VerifyOptions {
  /** Called now and then with the entries done and how many there are. */
  readonly progress?: (entries: number, all: number) => void;
  /** `each` when left out. */
  readonly signatures?: SignatureCheck;
  /** A further witness file, on another medium. */
  readonly secondWitness?: string | undefined;
  /** Tables that follow from the journal: made anew from it and compared, where the journal itself is sound. */
  readonly rebuilds?: readonly Rebuild[];
}

/** What `verifyLedger` recomputed. With a finding, totals cover the entries before it. */
export interface VerifyReport {
  readonly ok: boolean;
  readonly entries: number;
  readonly head: Head;
  readonly kinds: readonly KindTotal[];
  /** Balance of every account; they sum to zero. */
  readonly accounts: readonly Posting[];
  /** In the order they signed. */
  readonly keys: readonly KeyUse[];
  /** The entries the witnesses outside the database vouch for; none when no witness was found. */
  readonly witnessed: readonly number[];
  readonly finding: Finding | undefined;
  /** Rows of the tables of `rebuilds` that the journal says otherwise, in words; the first ones where there are many. */
  readonly differences: readonly Bilingual[];
}

/** Most differences that are told. */
export const MAX_DIFFERENCES = 50;

/**
 * Recomputes the whole ledger from its bodies: chain, signatures, numbers, sums, movements, closings, print jobs, outbox, indexes, witness,
 * file structure. Reads only, in one snapshot, with flat memory; may run beside the station. Throws GuitaiError as `openDatabase` when there is
 * no ledger to read.
 */
export function verifyLedger(file: string, options: VerifyOptions = {}): VerifyReport {
  const db = openDatabase(file, { readonly: true, migrations: ledgerMigrations });
  // Before the snapshot: a station that sells meanwhile moves its witness on.
  const heads = [witnessFile(file), options.secondWitness].flatMap((path) => (path === undefined ? [] : (readWitness(path) ?? [])));
  db.exec('BEGIN');
  const rebuilding = options.rebuilds && createRebuilding(db, options.rebuilds);
  const walk = new Walk(db, options.signatures ?? 'each', rebuilding?.take);
  let finding: Finding | undefined;
  let differences: readonly Bilingual[] = [];
  try {
    const all = db.prepare<[], number>('SELECT coalesce(max(seq), 0) FROM journal').pluck().get() ?? 0;
    walk.run((entries) => options.progress?.(entries, all));
    for (const seen of heads) checkWitness(db, seen, walk.seq);
    checkStructure(db, walk.seq);
    differences = rebuilding?.differences(MAX_DIFFERENCES) ?? [];
  } catch (error) {
    if (error instanceof Found) {
      const { seq, problem, message: detail } = error;
      finding = { seq, receiptNumber: receiptNumberAt(db, seq), problem, detail };
    } else if (error instanceof Sqlite.SqliteError) {
      finding = { seq: walk.seq + 1, receiptNumber: null, problem: 'damaged', detail: error.message };
    } else throw error;
  } finally {
    walk.close();
    rebuilding?.close();
    db.close();
  }
  const { kinds, accounts } = walk.tally.totals();
  return {
    ok: finding === undefined && differences.length === 0,
    entries: walk.seq,
    head: { seq: walk.seq, hash: walk.hash.toString('hex') },
    kinds,
    accounts: accounts.map(({ account, debitMinor, creditMinor }) => ({ account, amountMinor: debitMinor - creditMinor })),
    keys: walk.ring.keys,
    witnessed: heads.map(({ seq }) => seq),
    finding,
    differences,
  };
}

/** What the row at this place says, if it says it of this place. */
function receiptNumberAt(db: Db, seq: number): string | null {
  try {
    const body = db.prepare<[number], string>('SELECT body FROM journal WHERE seq = ?').pluck().get(seq);
    const envelope = body === undefined ? undefined : decodeEnvelope(body);
    return envelope?.seq === seq ? envelope.receiptNumber : null;
  } catch {
    return null;
  }
}

function checkWitness(db: Db, seen: Head, headSeq: number): void {
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
  const wanted = newestShape();
  const shape = shapeOf(db);
  const strange = shape.find((text) => !wanted.has(text));
  if (strange !== undefined || shape.length !== wanted.size) throw new Found(headSeq + 1, 'damaged', strange ?? 'sqlite_schema');
}

/**
 * The texts that make tables, indexes and triggers. A connection that only reads does not look into the checks of a table: with a damaged one the
 * file would be called sound, and could be opened for writing no more.
 */
function shapeOf(db: Db): readonly string[] {
  return db
    .prepare<[], string>(
      `SELECT type || ' ' || name || ': ' || sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'`,
    )
    .pluck()
    .all();
}

function newestShape(): ReadonlySet<string> {
  const db = new Sqlite(':memory:');
  try {
    migrate(db, ledgerMigrations);
    return new Set(shapeOf(db));
  } finally {
    db.close();
  }
}

/** Two triggers for each append-only table. */
const GUARDS = 10;
