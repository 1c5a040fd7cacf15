import Sqlite from 'better-sqlite3';
import { GuitaiError } from '#contract/error.ts';
import { bringToDisk } from './bring-to-disk.ts';
import { readEpoch, type Epoch } from './epoch.ts';
import { translateFailure } from './failure.ts';
import { ledgerMigrations } from './migrations.ts';
import { openDatabase } from './open.ts';
import { verifyLedger, type VerifyReport } from './verify.ts';

/** A copy of a ledger, proven. */
export interface LedgerCopy {
  readonly report: VerifyReport;
  /** Who numbers at the head; undefined for a ledger nobody has opened to write yet. */
  readonly epoch: Epoch | undefined;
}

/**
 * Copies a ledger into one compact file, verifies the copy like a ledger and brings it to the disk. Reads only, from a connection of its own: may
 * run beside the station, which goes on writing. Throws GuitaiError `ledger_failed` when the copy does not verify, `ledger_full`, or as
 * `openDatabase`; what it began to write then stays for the caller to remove.
 */
export function copyLedger(file: string, target: string): LedgerCopy {
  try {
    const epoch = vacuumLedger(file, target);
    const report = verifyLedger(target, { signatures: 'last' });
    if (report.finding) {
      const { seq, problem } = report.finding;
      throw new GuitaiError('ledger_failed', { file, cause: `the copy of entry ${seq} does not verify: ${problem}` });
    }
    bringToDisk(target);
    return { report, epoch };
  } catch (error) {
    throw translateFailure(error, file);
  }
}

/** Copies any other SQLite file of the station the same way, and checks the structure of the copy. Throws GuitaiError as `copyLedger`. */
export function copyDatabase(file: string, target: string): void {
  try {
    const source = new Sqlite(file, { readonly: true, fileMustExist: true });
    try {
      source.prepare('VACUUM INTO ?').run(target);
    } finally {
      source.close();
    }
    if (!isSound(target)) throw new GuitaiError('ledger_failed', { file, cause: 'the copy is damaged' });
    bringToDisk(target);
  } catch (error) {
    throw translateFailure(error, file);
  }
}

/** Whether SQLite finds its own structure in a file; the content is somebody else's question. */
export function isSound(file: string): boolean {
  try {
    const db = new Sqlite(file, { readonly: true, fileMustExist: true });
    try {
      return db.pragma('integrity_check(1)', { simple: true }) === 'ok';
    } finally {
      db.close();
    }
  } catch {
    return false;
  }
}

function vacuumLedger(file: string, target: string): Epoch | undefined {
  const db = openDatabase(file, { readonly: true, migrations: ledgerMigrations });
  try {
    db.prepare('VACUUM INTO ?').run(target);
    return readEpoch(db);
  } finally {
    db.close();
  }
}
