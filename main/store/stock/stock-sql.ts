import type { Db } from '#main/ledger/open.ts';

/** What the ledger has added up of an article's movements. */
export interface StockRow {
  readonly onHandMilli: number;
  /** Somebody counted it once: before that, the figure is only what was sold. */
  readonly counted: boolean;
}

/** Stock by SKU; the ledger itself adds every movement to it. */
export interface StockTable {
  of(sku: string): StockRow;
}

export function prepareStock(db: Db): StockTable {
  const select = db.prepare<[string], { onHandMilli: number; counted: number }>(
    'SELECT on_hand_milli AS onHandMilli, counted FROM stock WHERE sku = ?',
  );
  return {
    of(sku) {
      const row = select.get(sku);
      return { onHandMilli: row?.onHandMilli ?? 0, counted: row?.counted === 1 };
    },
  };
}
