import type { ShopAtWork } from './shop-fixture.ts';
import type { JournalEntry } from '#main/ledger/entry.ts';
import { ledgerMigrations } from '#main/ledger/migrations.ts';
import { openDatabase } from '#main/ledger/open.ts';
import { createReader } from '#main/ledger/reader.ts';

/** The journal's entries of these kinds as they stand on disk, oldest first. */
export function journalOf({ ledgerFile }: Pick<ShopAtWork, 'ledgerFile'>, ...kinds: readonly string[]): readonly JournalEntry[] {
  const db = openDatabase(ledgerFile, { migrations: ledgerMigrations, readonly: true });
  try {
    const { read } = createReader(db);
    const seqs = db.prepare<[], number>('SELECT seq FROM journal ORDER BY seq').pluck().all();
    return seqs.flatMap((seq) => read(seq) ?? []).filter(({ kind }) => kinds.includes(kind));
  } finally {
    db.close();
  }
}
