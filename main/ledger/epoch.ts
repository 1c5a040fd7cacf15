import type { Identity } from './envelope.ts';
import type { Db } from './open.ts';
import type { Writer } from './writer.ts';

/** A stretch of the journal numbered under one name; numbers start at 1 in each. */
export interface Epoch extends Identity {
  readonly firstSeq: number;
}

/** The newest epoch of a file; undefined before the first. */
export function readEpoch(db: Db): Epoch | undefined {
  return db
    .prepare<[], Epoch>('SELECT epoch, store_code AS storeCode, terminal, first_seq AS firstSeq FROM epoch ORDER BY epoch DESC LIMIT 1')
    .get();
}

/**
 * The current epoch. A changed store code or terminal starts a new one, so that no receipt number ever has two meanings; `atLeast` starts one for a
 * ledger that was restored, above every number given away before.
 */
export function openEpoch(
  db: Db,
  writer: Writer,
  name: {
    readonly storeCode: string;
    readonly terminal: string;
    readonly headSeq: number;
    readonly nowMs: number;
    readonly atLeast: number;
  },
): Epoch {
  const last = readEpoch(db);
  if (last && last.storeCode === name.storeCode && last.terminal === name.terminal && last.epoch >= name.atLeast) return last;
  const epoch = Math.max((last?.epoch ?? 0) + 1, name.atLeast);
  const next: Epoch = { epoch, storeCode: name.storeCode, terminal: name.terminal, firstSeq: name.headSeq + 1 };
  writer.run(() => {
    db.prepare('INSERT INTO epoch VALUES(?, ?, ?, ?, ?)').run(next.epoch, next.storeCode, next.terminal, next.firstSeq, name.nowMs);
    db.prepare('DELETE FROM counter').run();
  });
  return next;
}
