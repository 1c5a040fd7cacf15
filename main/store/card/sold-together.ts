import { prepareTogether } from './together-sql.ts';
import type { Catalog } from '../catalog/catalog.ts';
import type { Product } from '#contract/product.ts';
import type { Ledger } from '#main/ledger/ledger.ts';

/** Articles on sale that lately left the shop together with this one, the most often first. */
export type SoldTogether = (sku: string, limit: number) => Product[];

export function createSoldTogether({ ledger, catalog }: { readonly ledger: Ledger; readonly catalog: Catalog }): SoldTogether {
  const together = prepareTogether(ledger.db);
  return (sku, limit) =>
    together(sku, ledger.head().seq, limit * 2)
      .flatMap((other) => catalog.findBySku(other) ?? [])
      .filter(({ active }) => active)
      .slice(0, limit);
}
