import type { ProductSummary } from '#contract/product.ts';
import type { Db } from '#main/ledger/open.ts';
import { toProduct, type ProductRow } from './product-row.ts';
import { summaryOf } from './summary.ts';

export const MAX_CATEGORIES = 500;

/** The products of a shelf. */
export interface Categories {
  /** Names of the categories with active products, in code point order; the nameless one is left out. */
  names(): string[];
  /** Active products of one category, most popular first. */
  products(category: string, limit: number): ProductSummary[];
}

export function prepareCategories(db: Db): Categories {
  // Steps from name to name along the index, whatever the number of products.
  const names = db
    .prepare<[number], string>(
      `WITH RECURSIVE step(category) AS (
         SELECT min(category) FROM product WHERE active = 1 AND category > ''
         UNION ALL
         SELECT (SELECT min(category) FROM product WHERE active = 1 AND category > step.category) FROM step WHERE step.category IS NOT NULL
       )
       SELECT category FROM step WHERE category IS NOT NULL LIMIT ?`,
    )
    .pluck();
  const products = db.prepare<[string, number], ProductRow>(
    'SELECT * FROM product WHERE active = 1 AND category = ? ORDER BY rank LIMIT ?',
  );
  return {
    names: () => names.all(MAX_CATEGORIES),
    products: (category, limit) => products.all(category, limit).map((row) => summaryOf(toProduct(row))),
  };
}
