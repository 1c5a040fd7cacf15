import { isHalfRead, measureLabel, readLabel } from './label.ts';
import type { LabelReading } from './basket.ts';
import type { Catalog } from '../catalog/catalog.ts';
import type { Shop } from '../shop.ts';
import type { Product, ProductSummary } from '#contract/product.ts';
import type { ScanSource } from '#contract/scan.ts';

/** Longest code a person or a scanner may enter for a product. */
const MAX_CODE_CHARACTERS = 128;

/** What a code means to a till that is selling. */
export type Meaning =
  | { readonly kind: 'product'; readonly product: Product; readonly barcode: string }
  | { readonly kind: 'label'; readonly product: Product; readonly label: LabelReading }
  | { readonly kind: 'choose'; readonly products: readonly ProductSummary[] }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'invalid' };

/** Exact barcode, then in-store labels, then SKU; only typed words are also searched. Reads the catalogue, changes nothing. */
export function interpretCode(text: string, source: ScanSource, catalog: Catalog, shop: Shop): Meaning {
  const code = text.trim();
  if (code === '' || code.length > MAX_CODE_CHARACTERS || hasControlCharacter(code)) return { kind: 'invalid' };
  const exact = catalog.findByBarcode(code);
  if (exact) return { kind: 'product', product: exact, barcode: code };
  const fields = readLabel(code, shop.labelRules);
  const labelled = fields && catalog.findByPlu(fields.plu);
  if (fields && labelled)
    return { kind: 'label', product: labelled, label: { barcode: code, ...measureLabel(fields, labelled.priceMinor) } };
  const bySku = catalog.findBySku(code);
  if (bySku) return { kind: 'product', product: bySku, barcode: '' };
  if (source !== 'typed') return { kind: isHalfRead(code) ? 'invalid' : 'unknown' };
  return searchTyped(code, catalog);
}

function searchTyped(code: string, catalog: Catalog): Meaning {
  const products = catalog.search(code, 20);
  const only = products.length === 1 ? products[0] : undefined;
  const product = only && catalog.findById(only.id);
  if (product) return { kind: 'product', product, barcode: '' };
  return products.length === 0 ? { kind: 'unknown' } : { kind: 'choose', products };
}

function hasControlCharacter(code: string): boolean {
  return /\p{Cc}/u.test(code);
}
