import { mkdirSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { copyMembers } from '../member/member-sql.ts';
import { copyPeople } from '../staff/staff-sql.ts';
import { prepareQueueTable } from '../queue/queue-sql.ts';
import { prepareReceiptLayout } from '../receipt/receipt-layout-sql.ts';
import type { StoreFiles } from '../store.ts';
import { copyDatabase } from '#main/ledger/backup.ts';
import { ledgerMigrations } from '#main/ledger/migrations.ts';
import { openDatabase } from '#main/ledger/open.ts';

/**
 * Makes the files a training begins with: today's catalogue, people, members, receipts and the queue's services and counters, copied; ledger (with its
 * tickets) and labels are the training's own and go on where the last one ended. The live files are only read.
 */
export function prepareTraining(live: StoreFiles, training: StoreFiles): void {
  mkdirSync(dirname(training.ledger), { recursive: true, mode: 0o700 });
  for (const companion of ['', '-wal', '-shm']) rmSync(training.catalog + companion, { force: true });
  copyDatabase(live.catalog, training.catalog);
  const from = openDatabase(live.ledger, { readonly: true, migrations: ledgerMigrations });
  try {
    const to = openDatabase(training.ledger, { migrations: ledgerMigrations });
    try {
      copyPeople(from, to);
      copyMembers(from, to);
      const layout = prepareReceiptLayout(from).read();
      if (layout) prepareReceiptLayout(to).save(layout);
      const queue = prepareQueueTable(from).setup();
      if (queue) prepareQueueTable(to).saveSetup(queue.revision, queue.setup);
    } finally {
      to.close();
    }
  } finally {
    from.close();
  }
}
