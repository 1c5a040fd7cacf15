import type { Epoch } from './epoch.ts';
import { readEpoch } from './epoch.ts';
import { readTail, type Head } from './journal.ts';
import { ledgerMigrations } from './migrations.ts';
import { openDatabase } from './open.ts';
import { readWitness, witnessFile } from './witness.ts';

/** What is still known of a ledger that is about to be replaced. */
export interface LostLedger {
  /** Where it ended, by its own word or that of a witness; undefined when none can be read. */
  readonly head: Head | undefined;
  readonly epoch: Epoch | undefined;
}

/** Reads what can be read of a ledger, however damaged. Never throws. */
export function readLostLedger(file: string, secondWitness?: string): LostLedger {
  const witnessed = [witnessFile(file), secondWitness].map((path) => (path === undefined ? undefined : attempt(() => readWitness(path))));
  const own = attempt(() => {
    const db = openDatabase(file, { readonly: true, migrations: ledgerMigrations });
    try {
      const tail = readTail(db);
      return { head: tail && { seq: tail.seq, hash: tail.hash.toString('hex') }, epoch: readEpoch(db) };
    } finally {
      db.close();
    }
  });
  const head = [own?.head, ...witnessed].filter((seen) => seen !== undefined).toSorted((a, b) => b.seq - a.seq)[0];
  return { head, epoch: own?.epoch };
}

/**
 * What holds only at the till does not come back with a copy: a basket that was open then, answers to its commands, and the word of a print job whose
 * paper nobody remembers (`unknown`: a person looks). `forgetStaff` empties the list of people where the key their PINs were hashed with is lost.
 */
export function settleCopy(file: string, { forgetStaff }: { readonly forgetStaff: boolean }): void {
  const db = openDatabase(file, { migrations: ledgerMigrations });
  try {
    db.transaction(() => {
      db.exec(`UPDATE print_job SET state = 'unknown'; DELETE FROM basket_line; DELETE FROM basket; DELETE FROM recent_request`);
      if (forgetStaff) db.exec('DELETE FROM staff; DELETE FROM pin_attempt');
    }).immediate();
  } finally {
    db.close();
  }
}

function attempt<Result>(work: () => Result): Result | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}
