import type { Db } from './open.ts';
import type { Writer } from './writer.ts';

/** Pages in the WAL from which it is worth copying them back as soon as nobody waits; well below the backstop inside a commit. */
const SOON_PAGES = 64;
/** Quiet time after which a long WAL is copied back. */
const SOON_MS = 250;
/** Quiet time after which the WAL is emptied: what lies only there has no second copy (facts: bit rot). */
const IDLE_MS = 5_000;
const BUSY_TIMEOUT_MS = 5_000;

/** Moves pages from the WAL into the database while nobody waits, so that no sale pays for it. */
export interface Checkpointer {
  /** Call after every commit. */
  written(): void;
  /** Empties the WAL now, as far as readers allow. */
  empty(): void;
  stop(): void;
}

/**
 * `quiet` runs at the first pause after writing, before the pages are copied. The timers never keep a process alive; what fails in them
 * goes to `trouble`: a full disk only leaves the WAL longer, a failing one has stopped the writer and the next command says so.
 */
export function createCheckpointer(db: Db, writer: Writer, quiet: () => void, trouble: (error: unknown) => void): Checkpointer {
  const attempt = (work: () => void): void => {
    try {
      work();
    } catch (error) {
      trouble(error);
    }
  };
  const empty = (): void =>
    writer.guard(() => {
      // Waiting for a reader (verify, backup) would make the next sale wait: take what is possible at once.
      db.pragma('busy_timeout = 0');
      try {
        db.pragma('wal_checkpoint(TRUNCATE)');
      } finally {
        db.pragma(`busy_timeout = ${BUSY_TIMEOUT_MS}`);
      }
    });
  const soon = setTimeout(() => {
    attempt(quiet);
    attempt(() => writer.guard(() => copyBackWhenLong(db)));
  }, SOON_MS).unref();
  const idle = setTimeout(() => attempt(empty), IDLE_MS).unref();
  return {
    written() {
      soon.refresh();
      idle.refresh();
    },
    empty,
    stop() {
      clearTimeout(soon);
      clearTimeout(idle);
    },
  };
}

function copyBackWhenLong(db: Db): void {
  const [state] = db.pragma('wal_checkpoint(NOOP)') as { log: number; checkpointed: number }[];
  if (state && state.log - state.checkpointed >= SOON_PAGES) db.pragma('wal_checkpoint(PASSIVE)');
}
