import type { Bilingual } from '#contract/language.ts';

/** One row of a file as text, with the line (CSV) or row (XLSX) it begins at; or why it could not be read. */
export type RawRow = { readonly line: number; readonly cells: readonly string[] } | { readonly line: number; readonly problem: Bilingual };

/** More cells than any product list has; the rest of such a row is not read. */
export const MAX_CELLS = 200;

/** A file that cannot be imported at all; nothing was changed. */
export class ImportFileError extends Error {
  readonly reason: Bilingual;
  constructor(reason: Bilingual) {
    super(reason.en);
    this.name = 'ImportFileError';
    this.reason = reason;
  }
}
