import { GuitaiError } from '#contract/error.ts';
import { translateFailure } from './failure.ts';
import type { Db } from './open.ts';

/** The one way to change a ledger file. */
export interface Writer {
  /** Runs `work` in a transaction that is on disk when this returns; inside another `run` it joins that one. Errors as `Ledger.commit`. */
  run<Result>(work: () => Result): Result;
  /** Runs something that touches the file outside a transaction (a checkpoint); a failing disk stops the writer as well. */
  guard(work: () => void): void;
  /** It was made to refuse everything. */
  readonly readOnly: boolean;
}

/**
 * After `ledger_failed` a writer refuses everything: whether the last commit is on disk is only known after opening the file again.
 * `onFailed` hears of it once. With `refusal` it refuses everything from the beginning.
 */
export function createWriter(db: Db, file: string, onFailed: (error: unknown) => void, refusal?: 'ledger_readonly'): Writer {
  const begin = db.prepare('BEGIN IMMEDIATE');
  const commit = db.prepare('COMMIT');
  const rollback = db.prepare('ROLLBACK');
  let failed = false;

  const fail = (error: unknown): unknown => {
    const translated = translateFailure(error, file);
    failed = translated instanceof GuitaiError && translated.code === 'ledger_failed';
    try {
      if (db.open && db.inTransaction) rollback.run();
    } catch {
      failed = true;
    }
    if (failed) onFailed(error);
    return translated;
  };
  const refuseWhenFailed = (): void => {
    if (refusal) throw new GuitaiError(refusal, { file });
    if (failed) throw new GuitaiError('ledger_failed', { file });
  };

  return {
    readOnly: refusal !== undefined,
    run(work) {
      refuseWhenFailed();
      if (db.inTransaction) return work();
      try {
        begin.run();
        const result = work();
        commit.run();
        return result;
      } catch (error) {
        throw fail(error);
      }
    },
    guard(work) {
      refuseWhenFailed();
      try {
        work();
      } catch (error) {
        throw fail(error);
      }
    },
  };
}
