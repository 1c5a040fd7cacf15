import { createHash } from 'node:crypto';
import { copyFileSync, rmSync } from 'node:fs';
import Sqlite from 'better-sqlite3';
import { witnessFile } from '#main/ledger/witness.ts';

/** Edits a copy of a whole ledger the way someone with the file in hand would: guards off, change, guards back. */
export function tamperWithCopy(whole: string, file: string, change: (db: Sqlite.Database) => void): void {
  for (const name of [file, `${file}-wal`, `${file}-shm`]) rmSync(name, { force: true });
  copyFileSync(whole, file);
  copyFileSync(witnessFile(whole), witnessFile(file));
  const db = new Sqlite(file);
  const guards = db.prepare<[], { name: string; sql: string }>(`SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'`).all();
  for (const guard of guards) db.exec(`DROP TRIGGER ${guard.name}`);
  change(db);
  for (const guard of guards) db.exec(guard.sql);
  db.close();
}

/** Recomputes every hash after a change of bodies, as a careful forger would. */
export function rechain(db: Sqlite.Database): void {
  let hash = Buffer.alloc(32);
  const rows = db.prepare<[], { seq: number; body: string }>('SELECT seq, body FROM journal ORDER BY seq').all();
  for (const { seq, body } of rows) {
    hash = createHash('sha256').update(hash).update(body).digest();
    db.prepare('UPDATE journal SET hash = ? WHERE seq = ?').run(hash, seq);
  }
}
