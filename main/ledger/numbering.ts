import type { Db } from './open.ts';

/** Every so many entries the counters are written down, so that opening never reads further back than this. */
export const COUNTER_NOTE_ENTRIES = 64;

/** The gap-free numbers of each kind. They are counted in memory by the one writer and are a fact only once their entry is committed. */
export interface Numbering {
  next(kind: string): number;
  /** Call inside the transaction of entry `seq`: writes the counters down now and then. */
  note(seq: number, kind: string, number: number | null): void;
  /** Call after the commit. */
  taken(kind: string, number: number): void;
}

/** Finds where the numbers of the current epoch stand: the counters as last written down, then the few entries after them. */
export function createNumbering(db: Db, epochFirstSeq: number): Numbering {
  const noted = db.prepare<[], { kind: string; number: number; throughSeq: number }>(
    'SELECT kind, number, through_seq AS throughSeq FROM counter',
  );
  const since = db.prepare<[number], { kind: string; number: number }>(
    'SELECT kind, number FROM journal WHERE seq > ? AND number IS NOT NULL ORDER BY seq',
  );
  const write = db.prepare<[string, number, number]>(
    `INSERT INTO counter VALUES(?, ?, ?) ON CONFLICT(kind) DO UPDATE SET number = excluded.number, through_seq = excluded.through_seq`,
  );

  const numbers = new Map<string, number>();
  let throughSeq = epochFirstSeq - 1;
  for (const row of noted.all()) {
    numbers.set(row.kind, row.number);
    throughSeq = Math.max(throughSeq, row.throughSeq);
  }
  for (const row of since.all(throughSeq)) numbers.set(row.kind, row.number);

  return {
    next: (kind) => (numbers.get(kind) ?? 0) + 1,
    note(seq, kind, number) {
      if (seq % COUNTER_NOTE_ENTRIES !== 0) return;
      const current = number === null ? numbers : new Map([...numbers, [kind, number]]);
      for (const [name, value] of current) write.run(name, value, seq);
    },
    taken: (kind, number) => void numbers.set(kind, number),
  };
}
