import type { QuickPage } from '#contract/product.ts';
import type { Db } from '#main/ledger/open.ts';
import type { QuickTile } from './import-row.ts';
import { toProduct, type ProductRow } from './product-row.ts';
import { summaryOf } from './summary.ts';

export const MAX_QUICK_PAGES = 12;
export const MAX_QUICK_TILES = 12;
/** The page that is shown first, whenever it was made. */
export const FIRST_QUICK_PAGE = '常用';

/** The tiles of the checkout screen. */
export interface QuickPages {
  /** At most 12 pages in the order they were made, 常用 first; at most 12 active products each; no empty page. */
  read(): QuickPage[];
  /** Puts a product on exactly these pages. */
  place(productId: number, tiles: readonly QuickTile[]): void;
}

export function prepareQuickPages(db: Db): QuickPages {
  const pages = db.prepare<[string], { page: number; name: string }>('SELECT page, name FROM quick_page ORDER BY name <> ?, page');
  const tiles = db.prepare<[number, number], ProductRow>(
    `SELECT product.* FROM quick_tile JOIN product ON product.id = quick_tile.product_id
     WHERE quick_tile.page = ? AND product.active = 1 ORDER BY quick_tile.position, product.id LIMIT ?`,
  );
  const addPage = db.prepare('INSERT INTO quick_page (name) VALUES (?) ON CONFLICT DO NOTHING');
  const removeTiles = db.prepare('DELETE FROM quick_tile WHERE product_id = ?');
  const addTile = db.prepare(
    'INSERT OR REPLACE INTO quick_tile (page, product_id, position) SELECT page, ?, ? FROM quick_page WHERE name = ?',
  );
  return {
    read() {
      const filled = pages.all(FIRST_QUICK_PAGE).map(({ page, name }) => ({
        category: name,
        products: tiles.all(page, MAX_QUICK_TILES).map((row) => summaryOf(toProduct(row))),
      }));
      return filled.filter((page) => page.products.length > 0).slice(0, MAX_QUICK_PAGES);
    },
    place(productId, chosen) {
      removeTiles.run(productId);
      for (const { page, position } of chosen) {
        addPage.run(page);
        addTile.run(productId, position, page);
      }
    },
  };
}
