import type { Catalog } from './catalog.ts';
import { summaryOf } from './summary.ts';
import type { StoreHandlers } from '../handlers.ts';
import { recordEvent, type Book } from '../record-event.ts';
import type { Product } from '#contract/product.ts';

export interface CatalogHandlersOptions extends Book {
  readonly catalog: Catalog;
}

/** Looks products up for the screens, and adds one at the counter. */
export function createCatalogHandlers(
  options: CatalogHandlersOptions,
): Pick<StoreHandlers, 'catalog.search' | 'catalog.quickPages' | 'catalog.quickAdd'> {
  const { catalog } = options;
  return {
    'catalog.search': (input) => ({ products: catalog.search(input.query, input.limit) }),
    'catalog.quickPages': () => ({ pages: catalog.quickPages(), productCount: catalog.count() }),
    'catalog.quickAdd'(input, act) {
      const product = sameProduct(catalog.findByBarcode(input.barcode), input) ?? catalog.quickAdd(input);
      const event = {
        kind: 'product.added',
        requestId: input.requestId,
        content: { barcode: input.barcode, name: input.name, priceMinor: input.priceMinor },
        facts: { sku: product.sku, barcode: input.barcode, name: product.name, priceMinor: product.priceMinor },
      } as const;
      recordEvent(options, event, act);
      return summaryOf(product, input.barcode);
    },
  };
}

/** The product a repeated request has already made: its answer was lost, not its effect. */
function sameProduct(found: Product | undefined, input: { readonly name: string; readonly priceMinor: number }): Product | undefined {
  return found && found.name === input.name && found.priceMinor === input.priceMinor ? found : undefined;
}
