import { ImportFileError } from './raw-row.ts';
import { readSheet, type SheetKind } from './read-sheet.ts';
import type { Bilingual } from '#contract/language.ts';
import type { SheetProgress } from '#contract/sheet.ts';

/** Rows that are taken in at once: one transaction, after which others have their turn. */
export const ROWS_AT_ONCE = 500;

/** What became of a row: `kept` changed nothing; or why it was refused. */
export type RowOutcome = 'added' | 'updated' | 'kept' | Bilingual;

/** Takes rows in; `isFirst` until one was not refused. */
export type TakeRows<Row> = (rows: readonly Row[], isFirst: boolean) => readonly RowOutcome[];

/** A table on its way in. */
export interface Intake<Row> {
  /** Takes the next rows, one outcome a row, in order; the last answer is `done`. */
  next(take: TakeRows<Row>): Promise<SheetProgress>;
  /** Lets go of the file. */
  close(): Promise<void>;
}

/** Reads a table and hands its good rows on, some at a time; bad rows are told with line and reasons. */
export function openIntake<Column extends string, Row>(file: string, kind: SheetKind<Column, Row>): Intake<Row> {
  const source = readSheet(file, kind);
  const count = { rows: 0, added: 0, updated: 0, kept: 0, refused: 0 };

  async function next(take: TakeRows<Row>): Promise<SheetProgress> {
    const good: { readonly line: number; readonly row: Row }[] = [];
    const wrong: { line: number; reasons: Bilingual[] }[] = [];
    let problem: Bilingual | undefined;
    let done = false;
    try {
      while (!done && good.length + wrong.length < ROWS_AT_ONCE) {
        const { value, done: ended } = await source.next();
        if (ended) done = true;
        else if ('row' in value.parsed) good.push({ line: value.line, row: value.parsed.row });
        else wrong.push({ line: value.line, reasons: [...value.parsed.reasons] });
      }
    } catch (error) {
      if (!(error instanceof ImportFileError)) throw error;
      done = true;
      problem = error.reason;
    }
    count.rows += good.length + wrong.length;
    const outcomes =
      good.length === 0
        ? []
        : take(
            good.map(({ row }) => row),
            count.added + count.updated + count.kept === 0,
          );
    outcomes.forEach((outcome, index) => {
      if (typeof outcome === 'string') count[outcome] += 1;
      else wrong.push({ line: good[index]?.line ?? 1, reasons: [outcome] });
    });
    count.refused += wrong.length;
    return { done, ...count, wrong: wrong.toSorted((a, b) => a.line - b.line), ...(problem ? { problem } : {}) };
  }

  return { next, close: async () => void (await source.return(undefined)) };
}
