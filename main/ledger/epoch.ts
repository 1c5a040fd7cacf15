import type { Identity } from './envelope.ts';
import type { Db } from './open.ts';
import type { Writer } from './writer.ts';

/** A stretch of the journal numbered under one name; numbers start at 1 in each. */
export interface Epoch extends Identity {
  readonly firstSeq: number;
}

/** The current epoch. A changed store code or terminal starts a new one, so that no receipt number ever has two meanings. */
export function openEpoch(
  db: Db,
  writer: Writer,
  name: { readonly storeCode: string; readonly terminal: string; readonly headSeq: number; readonly nowMs: number },
): Epoch {
  const last = db
    .prepare<[], Epoch>('SELECT epoch, store_code AS storeCode, terminal, first_seq AS firstSeq FROM epoch ORDER BY epoch DESC LIMIT 1')
    .get();
  if (last && last.storeCode === name.storeCode && last.terminal === name.terminal) return last;
  const next: Epoch = { epoch: (last?.epoch ?? 0) + 1, storeCode: name.storeCode, terminal: name.terminal, firstSeq: name.headSeq + 1 };
  writer.run(() => {
    db.prepare('INSERT INTO epoch VALUES(?, ?, ?, ?, ?)').run(next.epoch, next.storeCode, next.terminal, next.firstSeq, name.nowMs);
    db.prepare('DELETE FROM counter').run();
  });
  return next;
}
