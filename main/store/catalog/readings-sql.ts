import type { Db } from '#main/ledger/open.ts';
import type { ProductRow } from './product-row.ts';
import type { ProductWriter } from './product-sql.ts';
import type { Reader } from './search/readings.ts';

/** Products whose pinyin is completed in one transaction. */
const COMPLETE_AT_ONCE = 100;

/** Gives products added at the counter their pinyin. */
export interface ReadingsCompletion {
  /** The readings of a product if the dictionary is loaded already, else '' (to be completed). */
  read(product: { readonly name: string; readonly spec: string }): string;
  /** Begins completing what is unread, unless that is under way. */
  start(): void;
  /** Resolves when nothing is under way. */
  settled(): Promise<void>;
}

export function prepareReadingsCompletion(db: Db, writer: ProductWriter, loaded: Reader | undefined): ReadingsCompletion {
  const unread = db.prepare<[number], ProductRow>("SELECT * FROM product WHERE readings = '' LIMIT ?");
  let reader = loaded;
  let running: Promise<void> | undefined;

  const completeSome = (dictionary: Reader): boolean =>
    writer.transaction(() => {
      const rows = unread.all(COMPLETE_AT_ONCE);
      for (const row of rows) writer.update(row, { ...row, readings: dictionary.read(row) });
      return rows.length > 0;
    });

  async function complete(): Promise<void> {
    const { createReader } = await import('./search/readings.ts');
    reader ??= createReader();
    while (db.open && completeSome(reader)) await new Promise(setImmediate);
  }

  return {
    read: (product) => reader?.read(product) ?? '',
    start() {
      if (running || unread.all(1).length === 0) return;
      running = complete()
        // What stays unread (the file was closed or busy) is found and completed at the next start.
        .catch(() => {})
        .finally(() => {
          running = undefined;
        });
    },
    settled: () => running ?? Promise.resolve(),
  };
}
