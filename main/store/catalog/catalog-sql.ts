import { GuitaiError } from '#contract/error.ts';
import type { Product } from '#contract/product.ts';
import { openDatabase } from '#main/ledger/open.ts';
import type { Catalog, QuickAdd } from './catalog.ts';
import { prepareCategories } from './category-sql.ts';
import { barcodeKey, pluKey } from './gtin.ts';
import { importRows } from './import-sql.ts';
import { latinName } from './latin-name.ts';
import { ORDINARY, type ProductRow, toProduct } from './product-row.ts';
import { prepareProductFinder, prepareProductWriter, type ProductDraft } from './product-sql.ts';
import { prepareQuickPages } from './quick-pages-sql.ts';
import { prepareReadingsCompletion } from './readings-sql.ts';
import { catalogMigrations } from './schema.ts';
import { indexWaiting } from './search/bulk-index-sql.ts';
import { squeeze } from './search/fold.ts';
import type { Reader } from './search/readings.ts';
import { prepareSearch } from './search/search-sql.ts';

/** How a product added at the counter is sold and taxed until somebody says otherwise. */
export const QUICK_ADD_UNIT = '件';
export const QUICK_ADD_TAX_RATE_BASIS_POINTS = 1300;

/** Enough for the inner pages of a million products; the station's memory counts. */
const CACHE_KIB = 4 * 1024;
const BULK_CACHE_KIB = 32 * 1024;
/** A bulk import checkpoints after this many pages of 4 KiB. */
const BULK_AUTOCHECKPOINT_PAGES = 8_000;

export interface CatalogOptions {
  /** Looks only; the file must exist. */
  readonly readonly?: boolean;
  /** Page cache in KiB. */
  readonly cacheKib?: number;
  /** For a process that only imports: a power cut may lose the last batches, never the file. */
  readonly bulk?: boolean;
  /** Says how names are read. Without one, new products get their pinyin a moment later, when the dictionary is loaded. */
  readonly reader?: Reader;
}

/** Opens catalog.db, making it when it is missing. Throws what `openDatabase` throws. */
export function openCatalog(file: string, options: CatalogOptions = {}): Catalog {
  const { readonly = false, bulk = false, cacheKib = bulk ? BULK_CACHE_KIB : CACHE_KIB } = options;
  const db = openDatabase(file, {
    readonly,
    cacheKib,
    ...(bulk ? { synchronous: 'NORMAL', walAutocheckpointPages: BULK_AUTOCHECKPOINT_PAGES } : {}),
    migrations: catalogMigrations,
  });
  const finder = prepareProductFinder(db);
  const writer = prepareProductWriter(db);
  const quickPages = prepareQuickPages(db);
  const categories = prepareCategories(db);
  const readings = prepareReadingsCompletion(db, writer, options.reader);
  const nextSkuNumber = db.prepare<[], number>('UPDATE counter SET skus = skus + 1 RETURNING skus').pluck();
  const addAtCounter = (wanted: QuickAdd): ProductRow => {
    const owner = finder.byBarcodeKey(barcodeKey(wanted.barcode));
    if (owner) throw new GuitaiError('barcode_taken', { code: wanted.barcode, name: owner.name });
    let sku: string;
    do sku = `Q${String(nextSkuNumber.get()).padStart(6, '0')}`;
    while (finder.bySkuKey(squeeze(sku)));
    return writer.insert({ ...quickRow(wanted, sku), readings: readings.read({ name: wanted.name, spec: '', traits: ORDINARY }) }, 'now');
  };
  const nextImportId = db.prepare<[], number>('UPDATE counter SET imports = imports + 1 RETURNING imports').pluck();
  const countActive = db.prepare<[], number>('SELECT active FROM counter').pluck();
  if (!readonly && !bulk) readings.start(true);
  return {
    findByBarcode: (code) => known(finder.byBarcodeKey(barcodeKey(code))),
    findBySku: (sku) => known(finder.bySkuKey(squeeze(sku))),
    findById: (id) => known(finder.byId(id)),
    findByPlu: (plu) => known(finder.byPlu(pluKey(plu))),
    latinNameOf(id) {
      const row = finder.byId(id);
      return row && latinName(row.name, row.readings);
    },
    search: prepareSearch(db),
    quickPages: quickPages.read,
    categories: categories.names,
    byCategory: categories.products,
    byStyle: (style) => finder.byStyle(style).map(toProduct),
    packsOf: (sku) => finder.packsOf(sku).map(toProduct),
    count: () => countActive.get() ?? 0,
    quickAdd(product) {
      const added = writer.transaction(() => addAtCounter(product));
      readings.start();
      return toProduct(added);
    },
    indexWaiting: (progress) => indexWaiting(db, progress),
    nextImportId: () => nextImportId.get() ?? 0,
    importProducts(rows, importId, indexing = 'now') {
      const outcomes = importRows({ finder, writer, quickPages, readings }, rows, importId, indexing);
      if (!bulk) readings.start();
      return outcomes;
    },
    settled: readings.settled,
    close: () => {
      db.close();
    },
  };
}

function known(row: ProductRow | undefined): Product | undefined {
  return row && toProduct(row);
}

function quickRow({ barcode, name, priceMinor, unit, category }: QuickAdd, sku: string): Omit<ProductDraft, 'readings'> {
  return {
    sku,
    sku_key: squeeze(sku),
    barcodes: JSON.stringify([barcode]),
    name,
    spec: '',
    category: category ?? '',
    unit: unit ?? QUICK_ADD_UNIT,
    price_minor: priceMinor,
    cost_minor: null,
    tax_rate_basis_points: QUICK_ADD_TAX_RATE_BASIS_POINTS,
    tax_class: '',
    weighed: 0,
    plu: null,
    image: '',
    active: 1,
    traits: ORDINARY,
    popularity: 0,
    import_id: 0,
  };
}
