import Sqlite from 'better-sqlite3';
import { GuitaiError } from '#contract/error.ts';
import { translateFailure } from './failure.ts';

/** An open SQLite file. */
export type Db = Sqlite.Database;

/** One step of a file's shape: version (1, 2, 3 …), a name for people, and SQL or a function that runs it. */
export type Migration = readonly [version: number, name: string, step: string | ((db: Db) => void)];

export interface OpenOptions {
  /** Looks only: changes nothing, needs the file to exist, may run beside the station. */
  readonly readonly?: boolean;
  /** Page cache in KiB. */
  readonly cacheKib?: number;
  /** A commit that leaves more pages than this in the WAL also checkpoints; 0 = never. */
  readonly walAutocheckpointPages?: number;
  /** FULL: a commit is on disk when it returns. NORMAL is for files that can be rebuilt. */
  readonly synchronous?: 'FULL' | 'NORMAL';
  readonly migrations?: readonly Migration[];
}

/** `GUIT` in ASCII: the SQLite application id of every Guitai file. */
export const APPLICATION_ID = 0x47554954;
export const DEFAULT_CACHE_KIB = 8 * 1024;
export const DEFAULT_WAL_AUTOCHECKPOINT_PAGES = 200;
const BUSY_TIMEOUT_MS = 5_000;
const JOURNAL_SIZE_LIMIT_BYTES = 16 * 1024 * 1024;

/**
 * Opens a Guitai SQLite file, sets every pragma and reads it back, and brings the file to the newest version of `migrations`.
 * Throws GuitaiError `ledger_newer` (a newer program wrote it), `ledger_older` (read-only and not migrated yet), `ledger_foreign`
 * (not our file), `ledger_busy`, `ledger_failed` (a pragma did not take, or the file is damaged); the file is then unchanged.
 */
export function openDatabase(file: string, options: OpenOptions = {}): Db {
  let db: Db | undefined;
  try {
    const readonly = options.readonly ?? false;
    db = new Sqlite(file, { readonly, fileMustExist: readonly, timeout: BUSY_TIMEOUT_MS });
    checkOwner(db, file, options.migrations ?? []);
    setPragmas(db, options);
    if (!options.readonly) migrate(db, options.migrations ?? []);
    return db;
  } catch (error) {
    db?.close();
    throw translateFailure(error, file);
  }
}

function checkOwner(db: Db, file: string, migrations: readonly Migration[]): void {
  const found = db.pragma('user_version', { simple: true }) as number;
  const known = latestVersion(migrations);
  const applicationId = db.pragma('application_id', { simple: true });
  if (applicationId !== APPLICATION_ID && !isEmpty(db)) throw new GuitaiError('ledger_foreign', { file });
  if (found > known) throw new GuitaiError('ledger_newer', { found, known });
  if (db.readonly && found < known) throw new GuitaiError('ledger_older', { found, known });
}

function isEmpty(db: Db): boolean {
  return db.prepare('SELECT count(*) FROM sqlite_schema').pluck().get() === 0;
}

function latestVersion(migrations: readonly Migration[]): number {
  return migrations.at(-1)?.[0] ?? 0;
}

/** [pragma, value to set, value that must be read back]. */
function pragmaList(db: Db, options: OpenOptions): readonly (readonly [name: string, value: string | number, expected: string | number])[] {
  const full = (options.synchronous ?? 'FULL') === 'FULL';
  const cacheKib = options.cacheKib ?? DEFAULT_CACHE_KIB;
  const autocheckpointPages = options.walAutocheckpointPages ?? DEFAULT_WAL_AUTOCHECKPOINT_PAGES;
  return [
    ...(db.readonly ? [] : [['journal_mode', 'wal', 'wal'] as const]),
    ['synchronous', full ? 'FULL' : 'NORMAL', full ? 2 : 1],
    ['fullfsync', 1, 1],
    ['checkpoint_fullfsync', 1, 1],
    ['wal_autocheckpoint', autocheckpointPages, autocheckpointPages],
    ['journal_size_limit', JOURNAL_SIZE_LIMIT_BYTES, JOURNAL_SIZE_LIMIT_BYTES],
    ['foreign_keys', 1, 1],
    ['recursive_triggers', 1, 1],
    ['trusted_schema', 0, 0],
    ['cell_size_check', 1, 1],
    ['busy_timeout', BUSY_TIMEOUT_MS, BUSY_TIMEOUT_MS],
    ['mmap_size', 0, 0],
    ['cache_size', -cacheKib, -cacheKib],
  ];
}

function setPragmas(db: Db, options: OpenOptions): void {
  for (const [name, value, expected] of pragmaList(db, options)) {
    db.pragma(`${name} = ${value}`);
    const found = db.pragma(name, { simple: true });
    if (found !== expected) throw new GuitaiError('ledger_failed', { pragma: name, found: String(found), expected });
  }
}

/** Takes the steps that a file has not taken yet, each in a transaction of its own. */
export function migrate(db: Db, migrations: readonly Migration[]): void {
  const found = db.pragma('user_version', { simple: true }) as number;
  for (const [version, , step] of migrations) {
    if (version <= found) continue;
    const run = db.transaction(() => {
      if (typeof step === 'string') db.exec(step);
      else step(db);
      db.pragma(`application_id = ${APPLICATION_ID}`);
      db.pragma(`user_version = ${version}`);
    });
    run.immediate();
  }
}
