import Sqlite from 'better-sqlite3';
import type { Bilingual } from '#contract/language.ts';
import { canonicalJson, type Json } from '../canonical.ts';
import type { Envelope } from '../envelope.ts';
import { ledgerMigrations } from '../migrations.ts';
import type { Db } from '../open.ts';

/**
 * How alike two values must be: the same, the same JSON in any order, or times of one act for which the clock was read twice, a disk's wait
 * apart.
 */
export type Likeness = 'same' | 'json' | 'moment';

/** One row, by the names of its columns. */
export type DerivedRow = Readonly<Record<string, unknown>>;

/** A table of the ledger's file that follows from the journal. */
export interface DerivedTable {
  /** A table, or a SELECT in brackets. */
  readonly from: string;
  /** The columns that tell one row from another, in order. */
  readonly keys: readonly string[];
  readonly columns: Readonly<Record<string, Likeness>>;
  /** What a row is about, in words. */
  readonly name: (row: DerivedRow) => Bilingual;
}

/** How the tables of one noun are made anew from the journal. */
export interface Rebuild {
  readonly tables: readonly DerivedTable[];
  /** Begins in an empty file of the same shape. `kept` is the ledger itself, for what older entries do not say. */
  begin(empty: Db, kept: Db): Replay;
}

export interface Replay {
  /** Called for every entry of the journal in order. */
  take(entry: Envelope): void;
  /** Called after the last one. */
  finish?(): void;
}

/** The tables made anew beside the ledger, in a file of their own that is gone when it is closed: memory stays flat. */
export interface Rebuilding {
  take(entry: Envelope): void;
  /** Where the ledger's tables say something else, at most so many. Call once, after the last entry. */
  differences(max: number): readonly Bilingual[];
  close(): void;
}

const CACHE_KIB = 16 * 1024;
const MOMENT_MS = 5_000;
/** A basket in one value is long; the technician looks it up. */
const SHOWN_CHARACTERS = 60;

export function createRebuilding(kept: Db, rebuilds: readonly Rebuild[]): Rebuilding {
  const empty = openEmpty();
  const replays = rebuilds.map((rebuild) => rebuild.begin(empty, kept));
  return {
    take(entry) {
      for (const replay of replays) replay.take(entry);
    },
    differences(max) {
      for (const replay of replays) replay.finish?.();
      const found: Bilingual[] = [];
      for (const table of rebuilds.flatMap(({ tables }) => tables)) {
        for (const difference of compareTable(kept, empty, table)) {
          found.push(difference);
          if (found.length === max) return found;
        }
      }
      return found;
    },
    close: () => void empty.close(),
  };
}

/** A ledger nobody will miss: no journal, nothing kept. */
function openEmpty(): Db {
  const db = new Sqlite('');
  db.pragma('journal_mode = OFF');
  db.pragma(`cache_size = -${CACHE_KIB}`);
  for (const [, , step] of ledgerMigrations) {
    if (typeof step === 'string') db.exec(step);
    else step(db);
  }
  db.exec('BEGIN');
  return db;
}

/** Both tables side by side in the order of their keys, row by row. */
function* compareTable(kept: Db, rebuilt: Db, table: DerivedTable): Generator<Bilingual> {
  const { from, keys, columns } = table;
  const sql = `SELECT ${[...keys, ...Object.keys(columns)].join(', ')} FROM ${from} ORDER BY ${keys.join(', ')}`;
  const keptRows = rowsOf(kept, sql);
  const rebuiltRows = rowsOf(rebuilt, sql);
  try {
    let [is, should] = [next(keptRows), next(rebuiltRows)];
    while (is || should) {
      const order = compareKeys(keys, is, should);
      const row = order <= 0 ? is : should;
      for (const words of order === 0 ? differingColumns(columns, is, should) : [order < 0 ? SURPLUS : MISSING])
        yield sentence(table.name(row ?? {}), words);
      if (order <= 0) is = next(keptRows);
      if (order >= 0) should = next(rebuiltRows);
    }
  } finally {
    keptRows.return?.();
    rebuiltRows.return?.();
  }
}

const SURPLUS: Bilingual = { zh: '账本里没有', en: 'is not in the journal' };
const MISSING: Bilingual = { zh: '表里缺失', en: 'is missing in its table' };

function rowsOf(db: Db, sql: string): IterableIterator<DerivedRow> {
  return db.prepare<[], DerivedRow>(sql).iterate();
}

function next(rows: IterableIterator<DerivedRow>): DerivedRow | undefined {
  const step = rows.next();
  return step.done ? undefined : step.value;
}

/** As SQLite orders them; a row that is not there comes after every other. */
function compareKeys(keys: readonly string[], a: DerivedRow | undefined, b: DerivedRow | undefined): number {
  if (!a || !b) return a ? -1 : 1;
  for (const key of keys) {
    const [left, right] = [a[key], b[key]];
    if (left === right) continue;
    if (typeof left === 'number' && typeof right === 'number') return left - right;
    return Buffer.compare(Buffer.from(String(left)), Buffer.from(String(right)));
  }
  return 0;
}

function differingColumns(columns: DerivedTable['columns'], is: DerivedRow = {}, should: DerivedRow = {}): readonly Bilingual[] {
  return Object.entries(columns)
    .filter(([name, likeness]) => !isAlike(likeness, is[name], should[name]))
    .map(([name]) => {
      const [says, follows] = [shown(is[name]), shown(should[name])];
      return { zh: `${name} 表里是 ${says}，按账本是 ${follows}`, en: `${name} is ${says} in its table, ${follows} by the journal` };
    });
}

function isAlike(likeness: Likeness, is: unknown, should: unknown): boolean {
  if (is === should) return true;
  // The journal writes text in one form of Unicode, the tables as it was typed.
  if (typeof is === 'string' && typeof should === 'string' && is.normalize() === should.normalize()) return true;
  if (likeness === 'moment') return typeof is === 'number' && typeof should === 'number' && Math.abs(is - should) <= MOMENT_MS;
  return likeness === 'json' && canonical(is) === canonical(should);
}

/** JSON in the order of its names; anything else as it is, for it may have been tampered with. */
function canonical(text: unknown): string {
  try {
    return canonicalJson(JSON.parse(String(text)) as Json);
  } catch {
    return String(text);
  }
}

function shown(value: unknown): string {
  const text = String(value);
  return text.length > SHOWN_CHARACTERS ? `${text.slice(0, SHOWN_CHARACTERS)}…` : text;
}

function sentence(what: Bilingual, words: Bilingual): Bilingual {
  return { zh: `${what.zh}：${words.zh}`, en: `${what.en}: ${words.en}` };
}
