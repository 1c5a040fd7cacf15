import type { Ledger } from '#main/ledger/ledger.ts';

/** A price of a list as it holds, and what the draft makes of it; null = not on the list. */
export interface ListRow {
  readonly sku: string;
  readonly liveMinor: number | null;
  readonly drafted: 0 | 1;
  readonly draftMinor: number | null;
}

/** The prices of price lists and their drafts, in ledger.db. Call what changes inside a ledger transaction. */
export interface PriceTable {
  price(id: string, sku: string): number | undefined;
  row(id: string, sku: string): ListRow;
  /** Prices that hold, or that the draft changes, after a SKU, by SKU. */
  rows(id: string, after: string, limit: number): ListRow[];
  changed(id: string, after: string, limit: number): ListRow[];
  count(id: string): number;
  draftCount(id: string): number;
  /** Drafts a price, or that there is none; what holds already is no change. */
  draft(id: string, sku: string, priceMinor: number | null): void;
  forgetDraft(id: string): void;
  /** A draft in which nothing is left on the list. */
  draftNothing(id: string): void;
  /** The draft holds from now on. */
  publish(id: string): void;
}

const ROW = `SELECT s.sku AS sku, l.price_minor AS liveMinor, d.sku IS NOT NULL AS drafted, d.price_minor AS draftMinor FROM `;
const JOINED = `
LEFT JOIN list_price l ON l.list_id = @id AND l.sku = s.sku
LEFT JOIN list_price_draft d ON d.list_id = @id AND d.sku = s.sku`;

export function preparePriceTable(db: Ledger['db']): PriceTable {
  const price = db.prepare<[string, string], number>('SELECT price_minor FROM list_price WHERE list_id = ? AND sku = ?').pluck();
  const row = db.prepare<{ id: string; sku: string }, ListRow>(`${ROW} (SELECT @sku AS sku) s ${JOINED}`);
  const page = (sources: readonly string[]) =>
    db.prepare<{ id: string; after: string; limit: number }, ListRow>(
      `${ROW} (${sources.map((table) => `SELECT sku FROM ${table} WHERE list_id = @id AND sku > @after`).join(' UNION ')} ` +
        `ORDER BY sku LIMIT @limit) s ${JOINED} ORDER BY s.sku`,
    );
  const [rows, changed] = [page(['list_price', 'list_price_draft']), page(['list_price_draft'])];
  const count = db.prepare<[string], number>('SELECT count(*) FROM list_price WHERE list_id = ?').pluck();
  const draftCount = db.prepare<[string], number>('SELECT count(*) FROM list_price_draft WHERE list_id = ?').pluck();
  const draft = db.prepare<[string, string, number | null]>('INSERT OR REPLACE INTO list_price_draft VALUES(?, ?, ?)');
  const undraft = db.prepare<[string, string]>('DELETE FROM list_price_draft WHERE list_id = ? AND sku = ?');
  const forget = db.prepare<[string]>('DELETE FROM list_price_draft WHERE list_id = ?');
  const nothing = db.prepare<[string]>('INSERT INTO list_price_draft SELECT list_id, sku, NULL FROM list_price WHERE list_id = ?');
  const takeOff = db.prepare<{ id: string }>(
    'DELETE FROM list_price WHERE list_id = @id AND sku IN (SELECT sku FROM list_price_draft WHERE list_id = @id AND price_minor IS NULL)',
  );
  const putOn = db.prepare<{ id: string }>(
    'INSERT OR REPLACE INTO list_price SELECT * FROM list_price_draft WHERE list_id = @id AND price_minor IS NOT NULL',
  );
  return {
    price: (id, sku) => price.get(id, sku),
    row: (id, sku) => row.get({ id, sku }) ?? { sku, liveMinor: null, drafted: 0, draftMinor: null },
    rows: (id, after, limit) => rows.all({ id, after, limit }),
    changed: (id, after, limit) => changed.all({ id, after, limit }),
    count: (id) => count.get(id) ?? 0,
    draftCount: (id) => draftCount.get(id) ?? 0,
    draft(id, sku, priceMinor) {
      if ((price.get(id, sku) ?? null) === priceMinor) undraft.run(id, sku);
      else draft.run(id, sku, priceMinor);
    },
    forgetDraft: (id) => void forget.run(id),
    draftNothing(id) {
      forget.run(id);
      nothing.run(id);
    },
    publish(id) {
      takeOff.run({ id });
      putOn.run({ id });
      forget.run(id);
    },
  };
}
