import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { GuitaiError } from '#contract/error.ts';
import { translateFailure } from './failure.ts';
import { ledgerMigrations } from './migrations.ts';
import { openDatabase } from './open.ts';
import { verifyLedger, type VerifyReport } from './verify.ts';

export interface BackupOptions {
  readonly file: string;
  /** Made when missing. */
  readonly directory: string;
  readonly clock: () => number;
}

export interface BackupResult {
  readonly file: string;
  readonly bytes: number;
  readonly report: VerifyReport;
}

/**
 * Copies the ledger into one compact file named after time (UTC) and head: `ledger-20261122T020000Z-42.db`. The copy is verified like a ledger and
 * on disk before it gets its name, so every file with such a name can be restored. Reads only; may run beside the station.
 * Throws GuitaiError `ledger_failed` when the copy does not verify, `ledger_full`, or as `openDatabase`.
 */
export function backupLedger(options: BackupOptions): BackupResult {
  mkdirSync(options.directory, { recursive: true });
  const stamp = new Date(options.clock()).toISOString().replace(/[-:]|\.\d+/g, '');
  const part = join(options.directory, `ledger-${stamp}.part`);
  try {
    rmSync(part, { force: true });
    copyInto(options.file, part);
    const report = verifyLedger(part, { signatures: 'last' });
    if (report.finding) {
      const { seq, problem } = report.finding;
      throw new GuitaiError('ledger_failed', { file: options.file, cause: `the copy of entry ${seq} does not verify: ${problem}` });
    }
    const file = join(options.directory, `ledger-${stamp}-${report.head.seq}.db`);
    bringToDisk(part);
    renameSync(part, file);
    bringToDisk(options.directory);
    return { file, bytes: statSync(file).size, report };
  } catch (error) {
    rmSync(part, { force: true });
    throw translateFailure(error, options.file);
  }
}

function copyInto(source: string, target: string): void {
  const db = openDatabase(source, { readonly: true, migrations: ledgerMigrations });
  try {
    db.prepare('VACUUM INTO ?').run(target);
  } finally {
    db.close();
  }
}

/** A directory is opened for reading only, and on Windows not at all: there it needs no such call. */
function bringToDisk(path: string): void {
  const isDirectory = statSync(path).isDirectory();
  if (isDirectory && process.platform === 'win32') return;
  const fd = openSync(path, isDirectory ? 'r' : 'r+');
  try {
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
}
