import { copyFileSync, existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { saleDraft } from '../../main/ledger/fixtures.ts';
import { examine, openBook, removeBook } from './book.ts';
import { memoryFolder } from './folder.ts';
import { newTally, type Tally } from './tally.ts';
import { ledgerMigrations } from '#main/ledger/migrations.ts';
import { openDatabase, type Migration } from '#main/ledger/open.ts';

/** So few pages that SQLite writes half of a step to the WAL before it commits. */
const CACHE_KIB = 16;
const SALES = 30;

/**
 * Kills the station behind every single statement of every step of the book's shape. A process that dies leaves its files as they are at that
 * moment, so they are copied there; each copy (or every so many-th of them) must come up in the newest shape with every sale of the old one, and sell.
 */
export function killMigrations({ every }: { readonly every: number }): Tally {
  const folder = memoryFolder();
  const tally = newTally();
  try {
    const book = join(folder, 'book.db');
    const today = join(folder, 'today.db');
    const ledger = openBook(book);
    const sales = Array.from({ length: SALES }, () => ledger.commit(saleDraft()).entry.requestId);
    ledger.close();
    copyFileSync(book, today);
    for (const shape of ledgerMigrations.keys()) {
      const old = join(folder, `shape-${shape}.db`);
      if (shape > 0) copyBack(today, old, shape);
      for (const [statement, killed] of killedCopies(old).entries()) {
        if (statement % every !== 0) continue;
        removeBook(book);
        for (const suffix of ['', '-wal']) if (existsSync(killed + suffix)) copyFileSync(killed + suffix, book + suffix);
        const expected = shape === 0 ? [] : sales;
        examine(book, expected, tally, `shape ${shape}, killed behind statement ${statement + 1}`);
        tally.faults += 1;
        tally.acknowledged += expected.length;
      }
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return tally;
}

/** Brings a file to the newest shape statement by statement and keeps its state behind each of them; returns where. */
function killedCopies(file: string): readonly string[] {
  const copies: string[] = [];
  const kill = (): void => {
    const to = `${file}.killed-${copies.length}`;
    for (const suffix of ['', '-wal']) if (existsSync(file + suffix)) copyFileSync(file + suffix, to + suffix);
    copies.push(to);
  };
  const slow = ([version, name, step]: Migration): Migration => [
    version,
    name,
    (db) => {
      for (const statement of typeof step === 'string' ? statementsOf(step) : [step]) {
        if (typeof statement === 'string') db.exec(statement);
        else statement(db);
        kill();
      }
    },
  ];
  openDatabase(file, { migrations: ledgerMigrations.map(slow), cacheKib: CACHE_KIB }).close();
  return copies;
}

/** The statements of a step: each ends with a line, but for those of a trigger, which goes on to its END. */
function statementsOf(step: string): readonly string[] {
  return step.split(/;\s*\n/).reduce<string[]>((whole, part) => {
    const open = whole.at(-1);
    const isInTrigger = open !== undefined && /\bBEGIN\b/.test(open) && !/\bEND\s*$/.test(open);
    return isInTrigger ? [...whole.slice(0, -1), `${open};\n${part}`] : [...whole, part];
  }, []);
}

/** Writes the rows of a book of today into the shape of an earlier program. */
export function copyBack(today: string, old: string, shape: number): void {
  const db = openDatabase(old, { migrations: ledgerMigrations.slice(0, shape) });
  db.prepare('ATTACH ? AS today').run(today);
  const tables = db
    .prepare<[], string>(`SELECT name FROM main.sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'`)
    .pluck()
    .all();
  for (const table of tables) {
    const columnsOf = (file: 'main' | 'today'): string[] =>
      (db.pragma(`${file}.table_info(${table})`) as { name: string }[]).map(({ name }) => name);
    // A column that a later step took away has no rows to come from.
    const kept = new Set(columnsOf('today'));
    const columns = columnsOf('main')
      .filter((name) => kept.has(name))
      .join(', ');
    // What a trigger filled while its table was copied is the same again.
    db.exec(`INSERT OR REPLACE INTO main.${table}(${columns}) SELECT ${columns} FROM today.${table}`);
  }
  db.close();
}
