import { ledgerMigrations } from '#main/ledger/migrations.ts';
import { openDatabase } from '#main/ledger/open.ts';

/** The kinds of a journal in their order; of the end of a training also its facts. */
export function journalKinds(file: string): readonly string[] {
  const db = openDatabase(file, { readonly: true, migrations: ledgerMigrations });
  const rows = db.prepare<[], { kind: string; body: string }>('SELECT kind, body FROM journal ORDER BY seq').all();
  db.close();
  return rows.map(({ kind, body }) =>
    kind === 'training.ended' ? `${kind} ${JSON.stringify((JSON.parse(body) as { data: object }).data)}` : kind,
  );
}
