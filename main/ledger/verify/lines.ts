import type { Statement } from 'better-sqlite3';
import type { Db } from '../open.ts';

/** A row whose first column is the seq of its entry. */
export type Line = readonly [seq: number, ...unknown[]];

/** The rows of one table in key order, handed out entry by entry. */
export interface Lines {
  /** The next row, which stays. */
  peek(): Line | undefined;
  /** Every remaining row up to and including this entry. */
  take(seq: number): readonly Line[];
  /** Ends the reading, which otherwise keeps the file open. */
  close(): void;
}

/** Reads the rows of `sql`, which orders them by entry. */
export function createLines(db: Db, sql: string): Lines {
  const statement: Statement<[], Line> = db.prepare<[], Line>(sql).raw();
  let iterator: IterableIterator<Line> | undefined;
  let next: Line | undefined;
  const advance = (): void => {
    iterator ??= statement.iterate();
    const step = iterator.next();
    next = step.done ? undefined : step.value;
  };
  const peek = (): Line | undefined => {
    if (!iterator) advance();
    return next;
  };
  return {
    peek,
    take(seq) {
      const taken: Line[] = [];
      for (let line = peek(); line && line[0] <= seq; line = next) {
        taken.push(line);
        advance();
      }
      return taken;
    },
    close: () => void iterator?.return?.(),
  };
}
