import type { Db } from '#main/ledger/open.ts';
import { barcodeKey } from './gtin.ts';
import { barcodesOf, type ProductRow } from './product-row.ts';
import { BLOCKS_PER_TIER, tierOf, tierOfRank } from './rank.ts';
import { prepareIndexWriter } from './search/index-sql.ts';
import { BLOCK_SIZE } from './search/posting.ts';
import { tokensOf } from './search/tokens.ts';

const COLUMNS = [
  'rank',
  'id',
  'sku',
  'sku_key',
  'barcodes',
  'name',
  'spec',
  'category',
  'unit',
  'price_minor',
  'cost_minor',
  'tax_rate_basis_points',
  'tax_class',
  'weighed',
  'plu',
  'image',
  'active',
  'traits',
  'popularity',
  'readings',
  'indexed',
  'import_id',
] as const satisfies readonly (keyof ProductRow)[];

/** Looks products up by what identifies them. */
export interface ProductFinder {
  byBarcodeKey(key: string): ProductRow | undefined;
  bySkuKey(key: string): ProductRow | undefined;
  byId(id: number): ProductRow | undefined;
  byPlu(plu: string): ProductRow | undefined;
  /** Active articles of a style, in order of arrival. */
  byStyle(style: string): ProductRow[];
  /** Active packs of an article, the smaller first. */
  packsOf(sku: string): ProductRow[];
}

/** More sizes and colours than one style has. */
const MAX_VARIANTS = 400;
const MAX_PACKS = 20;

export function prepareProductFinder(db: Db): ProductFinder {
  const where = (condition: string) =>
    db.prepare<[string | number], ProductRow>(`SELECT ${COLUMNS.join(', ')} FROM product WHERE ${condition}`);
  const byBarcodeKey = where('rank = (SELECT rank FROM barcode WHERE code = ?)');
  const bySkuKey = where('sku_key = ?');
  const byId = where('id = ?');
  const byPlu = where('plu = ?');
  const byStyle = where(`traits ->> '$.variant.style' = ? AND active = 1 ORDER BY id LIMIT ${MAX_VARIANTS}`);
  const packsOf = where(`traits ->> '$.pack.sku' = ? AND active = 1 ORDER BY traits ->> '$.pack.pieces', id LIMIT ${MAX_PACKS}`);
  return {
    byBarcodeKey: (key) => byBarcodeKey.get(key),
    bySkuKey: (key) => bySkuKey.get(key),
    byId: (id) => byId.get(id),
    byPlu: (plu) => byPlu.get(plu),
    byStyle: (style) => byStyle.all(style),
    packsOf: (sku) => packsOf.all(sku),
  };
}

/** A row before it has its place. */
export type ProductDraft = Omit<ProductRow, 'rank' | 'id' | 'indexed'>;

/** Writes products with their barcodes, rank and index. */
export interface ProductWriter {
  /** Runs `work` and writes what it changed in the search index, in one transaction; when it throws, nothing is changed. */
  transaction<Result>(work: () => Result): Result;
  /** Inside `transaction`. */
  insert(product: ProductDraft, indexing: 'now' | 'later'): ProductRow;
  /** Inside `transaction`. */
  update(before: ProductRow, after: ProductDraft): ProductRow;
}

export function prepareProductWriter(db: Db): ProductWriter {
  const insertRow = db.prepare<[ProductRow]>(
    `INSERT INTO product (${COLUMNS.join(', ')}) VALUES (${COLUMNS.map((column) => `@${column}`).join(', ')})`,
  );
  const updateRow = db.prepare<[ProductRow]>(
    `UPDATE product SET ${COLUMNS.map((column) => `${column} = @${column}`).join(', ')} WHERE id = @id`,
  );
  const lastId = db.prepare<[], number | null>('SELECT max(id) FROM product').pluck();
  const setBarcode = db.prepare('INSERT INTO barcode (code, rank) VALUES (?, ?) ON CONFLICT (code) DO UPDATE SET rank = excluded.rank');
  const dropBarcode = db.prepare('DELETE FROM barcode WHERE code = ?');
  const addActive = db.prepare('UPDATE counter SET active = active + ?');
  const nextRank = prepareRanks(db);
  const index = prepareIndexWriter(db);
  let activeChange = 0;

  function reindex(before: ProductRow | undefined, after: ProductRow): void {
    const old = before?.active === 1 && before.indexed !== 0 ? searchedBy(before) : new Set<string>();
    const now = after.active === 1 ? searchedBy(after) : new Set<string>();
    if (before?.rank === after.rank) index.change(after.rank, without(now, old), without(old, now));
    else {
      index.append(after.rank, now);
      if (before) index.change(before.rank, [], old);
    }
  }

  const begin = db.transaction((work: () => unknown) => {
    const result = work();
    index.write();
    if (activeChange !== 0) addActive.run(activeChange);
    return result;
  });

  return {
    transaction<Result>(work: () => Result): Result {
      let written = false;
      try {
        const result = begin.immediate(work) as Result;
        written = true;
        return result;
      } finally {
        index.clear(written);
        activeChange = 0;
      }
    },
    insert(product, indexing) {
      const indexed = indexing === 'later' ? 0 : indexedNow(product);
      const row = { ...product, rank: nextRank(tierOf(product.popularity)), id: (lastId.get() ?? 0) + 1, indexed };
      insertRow.run(row);
      for (const code of barcodesOf(row)) setBarcode.run(barcodeKey(code), row.rank);
      activeChange += row.active;
      if (indexing === 'now') reindex(undefined, row);
      return row;
    },
    update(before, after) {
      const tier = tierOf(after.popularity);
      const stays = before.indexed !== 0 && tier === tierOfRank(before.rank);
      const row = { ...after, rank: stays ? before.rank : nextRank(tier), id: before.id, indexed: indexedNow(after) };
      activeChange += row.active - before.active;
      updateRow.run(row);
      if (row.barcodes !== before.barcodes || row.rank !== before.rank) {
        for (const code of barcodesOf(before)) dropBarcode.run(barcodeKey(code));
        for (const code of barcodesOf(row)) setBarcode.run(barcodeKey(code), row.rank);
      }
      if (row.rank !== before.rank || isSearchedDifferently(before, row)) reindex(before, row);
      return row;
    },
  };
}

function indexedNow(product: ProductDraft): number {
  return product.readings === '' ? 1 : 2;
}

function without(tokens: ReadonlySet<string>, others: ReadonlySet<string>): string[] {
  return [...tokens].filter((token) => !others.has(token));
}

function searchedBy(row: ProductRow): Set<string> {
  return tokensOf({ ...row, barcodes: barcodesOf(row) });
}

function isSearchedDifferently(before: ProductRow, after: ProductRow): boolean {
  return (['name', 'spec', 'sku', 'barcodes', 'readings', 'active'] as const).some((column) => before[column] !== after[column]);
}

/** Hands out ranks: the next position of the tier's last block, or of a new block. A rank is never used twice. */
function prepareRanks(db: Db): (tier: number) => number {
  const lastBlock = db.prepare<[number, number], { block: number; next_position: number }>(
    'SELECT block, next_position FROM block WHERE block >= ? AND block < ? ORDER BY block DESC LIMIT 1',
  );
  const putBlock = db.prepare(
    'INSERT INTO block (block, next_position) VALUES (?, ?) ON CONFLICT (block) DO UPDATE SET next_position = excluded.next_position',
  );
  return (tier) => {
    const firstBlock = tier * BLOCKS_PER_TIER;
    const last = lastBlock.get(firstBlock, firstBlock + BLOCKS_PER_TIER);
    const full = last?.next_position === BLOCK_SIZE;
    const block = last ? last.block + (full ? 1 : 0) : firstBlock;
    const position = last && !full ? last.next_position : 0;
    putBlock.run(block, position + 1);
    return block * BLOCK_SIZE + position;
  };
}
