import type { SerialState } from './questions.ts';
import type { BasketLine } from '#contract/basket.ts';
import type { TraceQuery } from '#contract/trace.ts';
import type { ReturnedLine } from '#contract/refund.ts';
import type { Db } from '#main/ledger/open.ts';

/** Where a piece stands, and the entry that put it there. */
export interface SerialRow {
  readonly state: SerialState;
  readonly seq: number;
}

/** Goods that went (below zero) or came back, as their code told. */
export interface TracedRow {
  readonly seq: number;
  readonly sku: string;
  readonly batch: string | null;
  readonly expiry: string | null;
  readonly serial: string | null;
  readonly quantityMilli: number;
}

/** Which goods to look for, and of how many of the newest entries before one. */
export interface TracePage extends TraceQuery {
  readonly beforeSeq?: number | undefined;
  readonly entries: number;
}

/** Batches and serial numbers of what was sold. `note` and `issue` belong into the transaction of their entry. */
export interface TraceTable {
  serial(sku: string, serial: string): SerialRow | undefined;
  note(seq: number, sold: readonly BasketLine[], returned: readonly ReturnedLine[]): void;
  issue(seq: number, sku: string, serials: readonly string[]): void;
  /** All goods that match of each entry, the newest entry first. */
  find(page: TracePage): TracedRow[];
}

/** Returned goods are numbered from 0 like sold ones, so what an exchange sold begins here. */
const SOLD_BESIDE = 1000;

export function prepareTrace(db: Db): TraceTable {
  const selectSerial = db.prepare<[string, string], SerialRow>('SELECT state, seq FROM serial WHERE sku = ? AND serial = ?');
  const putSerial = db.prepare<[string, string, SerialState, number]>(
    'INSERT INTO serial VALUES(?, ?, ?, ?) ON CONFLICT DO UPDATE SET state = excluded.state, seq = excluded.seq',
  );
  const issueSerial = db.prepare<[string, string, number]>("INSERT INTO serial VALUES(?, ?, 'issued', ?) ON CONFLICT DO NOTHING");
  const insertLine = db.prepare('INSERT INTO traced_line VALUES(?, ?, ?, ?, ?, ?, ?)');
  const find = (column: TraceQuery['by']) => {
    const matching = `FROM traced_line WHERE ${column} = @value AND seq < @beforeSeq AND (@sku IS NULL OR sku = @sku)`;
    return db.prepare<{ value: string; beforeSeq: number; sku: string | null; entries: number }, TracedRow>(
      `SELECT seq, sku, batch, expiry, serial, quantity_milli AS quantityMilli ${matching}
       AND seq IN (SELECT DISTINCT seq ${matching} ORDER BY seq DESC LIMIT @entries) ORDER BY seq DESC, part`,
    );
  };
  const finders = { batch: find('batch'), serial: find('serial') };

  const note = (seq: number, part: number, { sku, gs1 }: BasketLine, quantityMilli: number, state: SerialState): void => {
    if (!gs1) return;
    insertLine.run(seq, part, sku, gs1.batch ?? null, gs1.expiry ?? null, gs1.serial ?? null, quantityMilli);
    if (gs1.serial !== undefined) putSerial.run(sku, gs1.serial, state, seq);
  };
  return {
    serial: (sku, serial) => selectSerial.get(sku, serial),
    note(seq, sold, returned) {
      for (const [part, line] of returned.entries())
        note(seq, part, line, line.quantityMilli, line.place === 'damaged' ? 'void' : 'returned');
      const first = returned.length === 0 ? 0 : SOLD_BESIDE;
      for (const [part, line] of sold.entries()) note(seq, first + part, line, -line.quantityMilli, 'sold');
    },
    issue(seq, sku, serials) {
      for (const serial of serials) issueSerial.run(sku, serial, seq);
    },
    find: ({ by, value, sku = null, beforeSeq = Number.MAX_SAFE_INTEGER, entries }) => finders[by].all({ value, beforeSeq, sku, entries }),
  };
}
