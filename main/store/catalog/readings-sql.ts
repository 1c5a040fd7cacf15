import type { Db } from '#main/ledger/open.ts';
import { traitsOf, type ProductRow } from './product-row.ts';
import type { ProductWriter } from './product-sql.ts';
import { indexWaiting } from './search/bulk-index-sql.ts';
import type { Reader } from './search/readings.ts';

/** Products whose pinyin is completed in one transaction. */
const COMPLETE_AT_ONCE = 100;

/** What is read of a row: its names, the English one among its traits. */
type Named = Pick<ProductRow, 'name' | 'spec' | 'traits'>;

/** Gives products added at the counter their pinyin, and indexes what an interrupted import left. */
export interface ReadingsCompletion {
  /** The readings of a product if the dictionary is loaded already, else '' (to be completed). */
  read(product: Named): string;
  /** Begins completing what is unread, unless that is under way; `leftovers` of an import too. */
  start(leftovers?: boolean): void;
  /** Resolves when nothing is under way. */
  settled(): Promise<void>;
}

export function prepareReadingsCompletion(db: Db, writer: ProductWriter, loaded: Reader | undefined): ReadingsCompletion {
  const hasLeftovers = db.prepare('SELECT 1 FROM product WHERE indexed = 0 LIMIT 1').pluck();
  const unread = db.prepare<[number], ProductRow>('SELECT * FROM product WHERE indexed = 1 LIMIT ?');
  let reader = loaded;
  let running: Promise<void> | undefined;

  const completeSome = (dictionary: Reader): boolean =>
    writer.transaction(() => {
      const rows = unread.all(COMPLETE_AT_ONCE);
      for (const row of rows) writer.update(row, { ...row, readings: readRow(dictionary, row) });
      return rows.length > 0;
    });

  async function complete(leftovers: boolean): Promise<void> {
    if (leftovers) await indexWaiting(db, () => {});
    if (!db.open || unread.all(1).length === 0) return;
    const { createReader } = await import('./search/readings.ts');
    reader ??= createReader();
    while (db.open && completeSome(reader)) await new Promise(setImmediate);
  }

  return {
    read: (product) => (reader ? readRow(reader, product) : ''),
    start(leftovers = false) {
      const hasWork = unread.all(1).length > 0 || (leftovers && hasLeftovers.get() !== undefined);
      if (running || !hasWork) return;
      running = complete(leftovers)
        // What stays unread (the file was closed or busy) is found and completed at the next start.
        .catch(() => {})
        .finally(() => {
          running = undefined;
        });
    },
    settled: () => running ?? Promise.resolve(),
  };
}

function readRow(reader: Reader, row: Named): string {
  const { name, spec } = row;
  return reader.read({ name, spec, nameEn: traitsOf(row).nameEn });
}
