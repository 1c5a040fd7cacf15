import type { EntryKind, JournalEntry, Posting } from './entry.ts';
import { toEntry } from './envelope.ts';
import { createFinder, type Finder } from './finder.ts';
import { SHIFT_ENTRY } from './migrations.ts';
import type { Db } from './open.ts';

/** Which entries of a day to list, newest first. */
export interface ListQuery {
  readonly kind: EntryKind;
  readonly businessDate: string;
  /** Continues a list: only entries before this one. */
  readonly beforeSeq?: number;
  readonly limit: number;
  /** Keeps the entries whose stored text holds this in any case, before they are read: on a day of many sales `matches` alone is slow. */
  readonly containing?: string;
  /** Keeps the entries it returns true for. */
  readonly matches?: (entry: JournalEntry) => boolean;
}

/** How many entries of a kind a business date has, and the sum of their amounts. */
export interface DayTotals {
  readonly count: number;
  readonly amountMinor: number;
}

export interface StockBalance {
  readonly sku: string;
  readonly quantityMilli: number;
}

/** The kinds of entry that open, count or close a shift. */
export type ShiftEntryKind = Extract<EntryKind, 'shift.opened' | 'shift.counted' | 'period.closed'>;

/** What can be asked of a ledger, also of one opened read-only. */
export interface Reader extends Finder {
  read(seq: number): JournalEntry | undefined;
  /** The newest entry of a kind; reads back entry by entry, so it is meant for kinds that occur often. */
  last(kind: EntryKind): JournalEntry | undefined;
  /** Entries of a kind that opens, counts or closes a shift, newest first, found at once however many sales lie between; `beforeSeq` continues. */
  shiftEntries(kind: ShiftEntryKind, limit: number, beforeSeq?: number): readonly JournalEntry[];
  /** Every entry of a stretch, both ends included, in order. Nothing may be written before the last one is read. */
  between(fromSeq: number, toSeq: number): Iterable<JournalEntry>;
  list(query: ListQuery): readonly JournalEntry[];
  totals(kind: EntryKind, businessDate: string): DayTotals;
  accountBalances(): readonly Posting[];
  stockBalances(): readonly StockBalance[];
}

interface Row {
  readonly body: string;
  readonly hash: Buffer;
}
interface Range {
  readonly firstSeq: number;
  readonly lastSeq: number;
}

const PAGE_ENTRIES = 100;
/** Days whose totals are remembered, so that the next question only reads what was added since. */
const MAX_SUMMED_DAYS = 16;

/** Stretches of the journal with one business date each: firstSeq, lastSeq, businessDate. */
export const DATE_RUNS = `
  SELECT first_seq AS firstSeq, coalesce(lead(first_seq) OVER (ORDER BY first_seq) - 1, ${Number.MAX_SAFE_INTEGER}) AS lastSeq,
    business_date AS businessDate
  FROM date_run`;

/** Prepares the reading statements. A business date is found through `date_run`, one row for each change of the date. */
export function createReader(db: Db): Reader {
  const bySeq = db.prepare<[number], Row>('SELECT body, hash FROM journal WHERE seq = ?');
  const lastOfKind = db.prepare<[string], Row>('SELECT body, hash FROM journal WHERE kind = ? ORDER BY seq DESC LIMIT 1');
  const ofShift = db.prepare<[string, number, number], Row>(
    `SELECT body, hash FROM journal WHERE ${SHIFT_ENTRY} AND kind = ? AND seq < ? ORDER BY seq DESC LIMIT ?`,
  );
  const stretch = db.prepare<[number, number], Row>('SELECT body, hash FROM journal WHERE seq BETWEEN ? AND ? ORDER BY seq');
  const runs = db.prepare<[string], Range>(`SELECT firstSeq, lastSeq FROM (${DATE_RUNS}) WHERE businessDate = ? ORDER BY firstSeq DESC`);
  const page = db.prepare<[number, number, string, number], Row & { readonly seq: number }>(
    'SELECT seq, body, hash FROM journal WHERE seq BETWEEN ? AND ? AND kind = ? ORDER BY seq DESC LIMIT ?',
  );
  const sum = db.prepare<[number, number, string], DayTotals>(
    'SELECT count(*) AS count, coalesce(sum(amount_minor), 0) AS amountMinor FROM journal WHERE seq BETWEEN ? AND ? AND kind = ?',
  );
  const accounts = db
    .prepare<[], { account: string; amountMinor: bigint }>(
      'SELECT account, sum(amount_minor) AS amountMinor FROM posting GROUP BY account ORDER BY account',
    )
    .safeIntegers();
  const stock = db
    .prepare<[], { sku: string; quantityMilli: bigint }>(
      'SELECT sku, sum(quantity_milli) AS quantityMilli FROM movement GROUP BY sku ORDER BY sku',
    )
    .safeIntegers();
  const headSeq = db.prepare<[], number>('SELECT coalesce(max(seq), 0) FROM journal').pluck();
  const summed = new Map<string, DayTotals & { readonly throughSeq: number }>();
  const entryOf = (row: Row | undefined): JournalEntry | undefined => row && toEntry(row.body, row.hash);

  return {
    ...createFinder(db),
    read: (seq) => entryOf(bySeq.get(seq)),
    last: (kind) => entryOf(lastOfKind.get(kind)),
    shiftEntries: (kind, limit, beforeSeq = Number.MAX_SAFE_INTEGER) =>
      ofShift.all(kind, beforeSeq, limit).map((row) => toEntry(row.body, row.hash)),
    *between(fromSeq, toSeq) {
      for (const row of stretch.iterate(fromSeq, toSeq)) yield toEntry(row.body, row.hash);
    },
    list({ kind, businessDate, beforeSeq, limit, containing = '', matches }) {
      const found: JournalEntry[] = [];
      const stored = JSON.stringify(containing).slice(1, -1).toLowerCase();
      for (const run of runs.all(businessDate)) {
        let lastSeq = Math.min(run.lastSeq, (beforeSeq ?? Number.MAX_SAFE_INTEGER) - 1);
        while (found.length < limit && lastSeq >= run.firstSeq) {
          const rows = page.all(run.firstSeq, lastSeq, kind, PAGE_ENTRIES);
          const held = stored === '' ? rows : rows.filter((row) => row.body.toLowerCase().includes(stored));
          found.push(...held.map((row) => toEntry(row.body, row.hash)).filter((entry) => matches?.(entry) ?? true));
          lastSeq = rows.length < PAGE_ENTRIES ? 0 : (rows.at(-1)?.seq ?? 0) - 1;
        }
      }
      return found.slice(0, limit);
    },
    totals(kind, businessDate) {
      const key = `${kind} ${businessDate}`;
      const known = summed.get(key) ?? { count: 0, amountMinor: 0, throughSeq: 0 };
      const throughSeq = headSeq.get() ?? 0;
      let { count, amountMinor } = known;
      for (const run of runs.all(businessDate)) {
        const part = sum.get(Math.max(run.firstSeq, known.throughSeq + 1), Math.min(run.lastSeq, throughSeq), kind);
        count += part?.count ?? 0;
        amountMinor += part?.amountMinor ?? 0;
      }
      if (summed.size >= MAX_SUMMED_DAYS) summed.clear();
      summed.set(key, { count, amountMinor, throughSeq });
      return { count, amountMinor };
    },
    accountBalances: () => accounts.all().map((row) => ({ account: row.account, amountMinor: toSafe(row.amountMinor) })),
    stockBalances: () => stock.all().map((row) => ({ sku: row.sku, quantityMilli: toSafe(row.quantityMilli) })),
  };
}

function toSafe(sum: bigint): number {
  const value = Number(sum);
  if (!Number.isSafeInteger(value)) throw new RangeError(`sum beyond 2^53: ${sum}`);
  return value;
}
