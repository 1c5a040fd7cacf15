import Sqlite from 'better-sqlite3';
import { GuitaiError } from '#contract/error.ts';

/** Held while this process is the writer of a file. */
export interface Lock {
  release(): void;
}

/**
 * Takes `<file>.lock`, so that two stations never write one ledger; throws GuitaiError `ledger_busy` when it is taken.
 * The lock is an open exclusive transaction on an empty SQLite file: an operating system lock on every platform, gone with the
 * process however it dies. Readers (verify, export, backup) do not need it.
 */
export function acquireLock(file: string): Lock {
  const db = new Sqlite(`${file}.lock`, { timeout: 0 });
  try {
    db.pragma('journal_mode = MEMORY');
    db.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    db.close();
    if (error instanceof Sqlite.SqliteError && error.code.startsWith('SQLITE_BUSY')) throw new GuitaiError('ledger_busy', { file });
    throw error;
  }
  return { release: () => void db.close() };
}
