import type { Catalog } from './catalog.ts';
import type { StoreHandlers } from '../handlers.ts';
import { createLocalTime } from '../local-time.ts';
import type { Clock } from '../ports.ts';
import type { Shop } from '../shop.ts';
import type { Product, ProductSummary } from '#contract/product.ts';
import { contentHash } from '#main/ledger/canonical.ts';
import type { Ledger } from '#main/ledger/ledger.ts';

export interface CatalogHandlersOptions {
  readonly catalog: Catalog;
  readonly ledger: Ledger;
  readonly shop: Shop;
  readonly clock: Clock;
}

/** Looks products up for the screens, and adds one at the counter. */
export function createCatalogHandlers(
  options: CatalogHandlersOptions,
): Pick<StoreHandlers, 'catalog.search' | 'catalog.quickPages' | 'catalog.quickAdd'> {
  const { catalog, ledger, shop, clock } = options;
  const localTime = createLocalTime(shop.timeZone);
  return {
    'catalog.search': (input) => ({ products: catalog.search(input.query, input.limit) }),
    'catalog.quickPages': () => ({ pages: catalog.quickPages(), productCount: catalog.count() }),
    'catalog.quickAdd'(input) {
      const product = sameProduct(catalog.findByBarcode(input.barcode), input) ?? catalog.quickAdd(input);
      const tsMs = clock();
      ledger.commit({
        kind: 'product.added',
        requestId: input.requestId,
        requestHash: contentHash({ barcode: input.barcode, name: input.name, priceMinor: input.priceMinor }),
        businessDate: localTime(tsMs).date,
        tsMs,
        numbered: false,
        body: () => ({ v: 1, sku: product.sku, barcode: input.barcode, name: product.name, priceMinor: product.priceMinor }),
        postings: [],
        movements: [],
        printJobs: [],
      });
      return summaryOf(product, input.barcode);
    },
  };
}

/** The product a repeated request has already made: its answer was lost, not its effect. */
function sameProduct(found: Product | undefined, input: { readonly name: string; readonly priceMinor: number }): Product | undefined {
  return found && found.name === input.name && found.priceMinor === input.priceMinor ? found : undefined;
}

function summaryOf(product: Product, barcode: string): ProductSummary {
  const { id, sku, name, spec, category, unit, priceMinor, weighed } = product;
  return { id, sku, name, spec, category, unit, priceMinor, weighed, barcode };
}
