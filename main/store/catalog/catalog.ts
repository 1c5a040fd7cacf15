import type { Product, ProductSummary, QuickPage } from '#contract/product.ts';
import type { ImportOutcome, ImportRow } from './import-row.ts';

/** What a cashier types when a barcode is unknown. The price is per unit, in fen. */
export interface QuickAdd {
  readonly barcode: string;
  readonly name: string;
  readonly priceMinor: number;
  readonly unit?: string | undefined;
  readonly category?: string | undefined;
}

/** The shop's products. Synchronous; one per thread. */
export interface Catalog {
  /** The product that carries this barcode, inactive ones too. UPC-A, EAN-13 with a leading 0 and GTIN-14 with indicator 0 are one code. */
  findByBarcode(code: string): Product | undefined;
  /** By SKU; width and case of letters do not matter. */
  findBySku(sku: string): Product | undefined;
  findById(id: number): Product | undefined;
  /** By the item number scale labels carry, with or without the zeros that fill it up. */
  findByPlu(plu: string): Product | undefined;
  /** The product's Chinese name in Latin letters; undefined where it is not known or not needed (see latin-name.ts). */
  latinNameOf(id: number): string | undefined;
  /** Active products that match every word of the query, exact codes first, then by rank. Any text is a valid query; blank finds nothing. */
  /** Active articles of a style, at most 400, in order of arrival. */
  byStyle(style: string): Product[];
  /** Active packs that hold pieces of this article, the smaller first. */
  packsOf(sku: string): Product[];
  search(query: string, limit: number): ProductSummary[];
  /** The pages of tiles the shop chose: at most 12 of at most 12, 常用 first. */
  quickPages(): QuickPage[];
  /** Categories with active products, at most 500, in code point order. */
  categories(): string[];
  /** Active products of one category, most popular first. */
  byCategory(category: string, limit: number): ProductSummary[];
  /** How many active products there are. */
  count(): number;
  /** Adds a product with a generated SKU; throws GuitaiError `barcode_taken`. On disk when it returns; pinyin follows within a moment. */
  quickAdd(product: QuickAdd): Product;
  /** A number for one run of importing: a SKU that comes twice in a run is refused. */
  nextImportId(): number;
  /**
   * Adds or updates (same SKU) one batch in one transaction; a refused row changes nothing. One outcome a row, in order. The new products
   * of many batches are indexed faster together: `later`, then `indexWaiting`; until then the search does not find them.
   */
  importProducts(rows: readonly ImportRow[], importId: number, indexing?: 'now' | 'later'): ImportOutcome[];
  /** Indexes what was imported for later, in short transactions; `progress` is told how many products are through. */
  indexWaiting(progress: (products: number) => void): Promise<void>;
  /** Resolves when no pinyin is being completed. */
  settled(): Promise<void>;
  close(): void;
}
