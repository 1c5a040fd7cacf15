import { prepareStock } from './stock-sql.ts';
import type { Catalog } from '../catalog/catalog.ts';
import type { StoreHandlers } from '../handlers.ts';
import { recordEvent, type Book } from '../record-event.ts';
import { GuitaiError } from '#contract/error.ts';
import type { Product } from '#contract/product.ts';

/** What is on hand. */
export interface Stock {
  /** Pieces, or thousandths of a unit by weight; undefined where nobody ever counted. A case has what its pieces make, whole cases only. */
  onHandMilli(product: Pick<Product, 'sku' | 'pack'>): number | undefined;
  readonly handlers: Pick<StoreHandlers, 'stock.count'>;
}

export function createStock(options: Book & { readonly catalog: Catalog }): Stock {
  const { ledger, catalog } = options;
  const table = prepareStock(ledger.db);

  function onHandMilli({ sku, pack }: Pick<Product, 'sku' | 'pack'>): number | undefined {
    const { onHandMilli: pieces, counted } = table.of(pack?.sku ?? sku);
    if (!counted) return undefined;
    return pack ? Math.floor(pieces / (pack.pieces * 1000)) * 1000 : pieces;
  }

  return {
    onHandMilli,
    handlers: {
      'stock.count'({ requestId, productId, countedMilli }, act) {
        const product = catalog.findById(productId);
        if (!product) throw new GuitaiError('product_unknown', { code: String(productId) });
        const { sku, name, pack } = product;
        if (pack) throw new GuitaiError('stock_of_pieces', { name, sku: pack.sku });
        const before = table.of(sku).onHandMilli;
        const movements = [{ productId, sku, quantityMilli: countedMilli - before, reason: 'count' }];
        const facts = { productId, sku, name, onHandMilli: before, countedMilli };
        recordEvent(options, { kind: 'stock.counted', requestId, content: { productId, countedMilli }, facts, movements }, act);
        return { onHandMilli: table.of(sku).onHandMilli };
      },
    },
  };
}
