import Sqlite from 'better-sqlite3';
import { GuitaiError } from '#contract/error.ts';

/** True when a statement broke the UNIQUE rule of this column, e.g. `journal.request_id`. */
export function isDuplicate(error: unknown, column: string): boolean {
  return error instanceof Sqlite.SqliteError && error.code === 'SQLITE_CONSTRAINT_UNIQUE' && error.message.endsWith(column);
}

/**
 * What an error of SQLite, or of the system beside it (witness, lock), means to a shop: `ledger_full` (nothing written, try again after freeing
 * space), `ledger_busy` (nothing written), `ledger_failed` (the disk failed: outcome unknown). Errors of other origin and broken rules come back
 * as they are.
 */
export function translateFailure(error: unknown, file: string): unknown {
  if (isSystemError(error)) {
    if (error.code === 'ENOSPC' || error.code === 'EDQUOT') return new GuitaiError('ledger_full', { file });
    return new GuitaiError('ledger_failed', { file, cause: error.code });
  }
  if (!(error instanceof Sqlite.SqliteError)) return error;
  if (error.code === 'SQLITE_FULL') return new GuitaiError('ledger_full', { file });
  if (error.code.startsWith('SQLITE_BUSY') || error.code.startsWith('SQLITE_LOCKED')) return new GuitaiError('ledger_busy', { file });
  if (isMedium(error.code)) return new GuitaiError('ledger_failed', { file, cause: error.code });
  return error;
}

/** Codes that say the disk or the file failed, not the program. */
function isMedium(code: string): boolean {
  return /^SQLITE_(IOERR|CORRUPT|NOTADB|CANTOPEN|PROTOCOL|READONLY|PERM|NOLFS|INTERNAL|NOMEM)/.test(code);
}

/** What Node throws when a system call on a file was refused. */
function isSystemError(error: unknown): error is Error & { readonly code: string } {
  return error instanceof Error && 'syscall' in error && 'code' in error && typeof error.code === 'string';
}
