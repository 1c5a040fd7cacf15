import { setTimeout as delay } from 'node:timers/promises';
import type { Bilingual } from '#contract/language.ts';
import type { Catalog } from './catalog.ts';
import type { ImportRow } from './import-row.ts';
import { COLUMNS, REQUIRED_COLUMNS } from './import/columns.ts';
import { parseRow } from './import/parse-row.ts';
import { readSheet } from '../sheet/read-sheet.ts';

/** A product list. */
const PRODUCTS = { columns: COLUMNS, required: REQUIRED_COLUMNS, parse: parseRow } as const;

/** A batch holds the catalogue's write lock about this long, so that a till that adds a product meanwhile hardly waits. */
const BATCH_TARGET_MS = 75;
/** The lock is free at least this long between batches; a till that waits looks for it every 25 ms at first. */
const BATCH_PAUSE_MS = 30;
const FIRST_BATCH_ROWS = 500;
const MIN_BATCH_ROWS = 50;
const MAX_BATCH_ROWS = 8_000;
const PROGRESS_EVERY_MS = 1_000;

/** A row that was not imported, where it is and everything that is wrong with it. */
export interface RefusedRow {
  readonly line: number;
  readonly reasons: readonly Bilingual[];
}

export interface ImportProgress {
  readonly rows: number;
  /** Products that joined the search index; it follows when all rows are read. */
  readonly indexed: number;
  readonly elapsedMs: number;
}

export interface ImportSummary extends Omit<ImportProgress, 'indexed'> {
  readonly added: number;
  readonly updated: number;
  readonly refused: number;
}

export interface ImportListener {
  refused(row: RefusedRow): void;
  /** About once a second. */
  progress(progress: ImportProgress): void;
}

/**
 * Imports a product list (.csv or .xlsx) into the catalogue, in short transactions: good rows are kept, bad rows are told to the listener.
 * Throws ImportFileError when the file as a whole cannot be read; what was imported before a damaged place stays.
 */
export async function importFile(catalog: Catalog, file: string, listener: ImportListener): Promise<ImportSummary> {
  const startedMs = performance.now();
  const importId = catalog.nextImportId();
  const count = { rows: 0, added: 0, updated: 0, refused: 0 };
  const elapsedMs = (): number => performance.now() - startedMs;
  let batchRows = FIRST_BATCH_ROWS;
  let batch: { readonly line: number; readonly row: ImportRow }[] = [];
  let shownMs = 0;

  const refuse = (line: number, reasons: readonly Bilingual[]): void => {
    count.refused += 1;
    listener.refused({ line, reasons });
  };
  const writeBatch = (): void => {
    const lockedMs = performance.now();
    const outcomes = catalog.importProducts(
      batch.map(({ row }) => row),
      importId,
      'later',
    );
    const faster = BATCH_TARGET_MS / Math.max(1, performance.now() - lockedMs);
    if (batch.length >= batchRows) batchRows = between(MIN_BATCH_ROWS, Math.round(batchRows * between(0.5, faster, 1.5)), MAX_BATCH_ROWS);
    outcomes.forEach((outcome, index) => {
      if (outcome.kind === 'refused') refuse(batch[index]?.line ?? 0, [outcome.reason]);
      else count[outcome.kind] += 1;
    });
    batch = [];
  };

  for await (const { line, parsed } of readSheet(file, PRODUCTS)) {
    count.rows += 1;
    if ('row' in parsed) batch.push({ line, row: parsed.row });
    else refuse(line, parsed.reasons);
    if (batch.length >= batchRows) {
      writeBatch();
      await delay(BATCH_PAUSE_MS);
    }
    if (elapsedMs() - shownMs >= PROGRESS_EVERY_MS) {
      shownMs = elapsedMs();
      listener.progress({ rows: count.rows, indexed: 0, elapsedMs: shownMs });
    }
  }
  writeBatch();
  await catalog.indexWaiting((indexed) => {
    if (elapsedMs() - shownMs < PROGRESS_EVERY_MS) return;
    shownMs = elapsedMs();
    listener.progress({ rows: count.rows, indexed, elapsedMs: shownMs });
  });
  return { ...count, elapsedMs: elapsedMs() };
}

function between(least: number, value: number, most: number): number {
  return Math.min(most, Math.max(least, value));
}
