import type { Bilingual } from '#contract/language.ts';
import { barcodeKey, pluKey } from './gtin.ts';
import type { ImportOutcome, ImportRow, TraitChanges } from './import-row.ts';
import { traitsOf, type ProductRow } from './product-row.ts';
import type { ProductDraft, ProductFinder, ProductWriter } from './product-sql.ts';
import type { QuickPages } from './quick-pages-sql.ts';
import type { ReadingsCompletion } from './readings-sql.ts';
import { squeeze } from './search/fold.ts';

/** Whether new products join the search index with their row, or all together when `indexWaiting` runs. */
export type Indexing = 'now' | 'later';

interface Tables {
  readonly finder: ProductFinder;
  readonly writer: ProductWriter;
  readonly quickPages: QuickPages;
  readonly readings: ReadingsCompletion;
}

/** Adds or updates rows one after another in one transaction. A refused row changes nothing. */
export function importRows(tables: Tables, rows: readonly ImportRow[], importId: number, indexing: Indexing): ImportOutcome[] {
  return tables.writer.transaction(() => rows.map((row) => importRow(tables, row, importId, indexing)));
}

function importRow({ finder, writer, quickPages, readings }: Tables, row: ImportRow, importId: number, indexing: Indexing): ImportOutcome {
  const before = finder.bySkuKey(squeeze(row.sku));
  const reason = refusal(finder, row, before, importId);
  if (reason) return { kind: 'refused', reason };
  const after = toRow(row, before, importId, readings.read);
  const written = before ? writer.update(before, after) : writer.insert(after, indexing);
  if (row.quickTiles) quickPages.place(written.id, row.quickTiles);
  return { kind: before ? 'updated' : 'added' };
}

function refusal(finder: ProductFinder, row: ImportRow, before: ProductRow | undefined, importId: number): Bilingual | undefined {
  if (before?.import_id === importId) return { zh: `货号 ${row.sku} 在文件中重复`, en: `SKU ${row.sku} comes twice in the file` };
  for (const code of row.barcodes) {
    const owner = finder.byBarcodeKey(barcodeKey(code));
    if (owner && owner.id !== before?.id) {
      return { zh: `条码 ${code} 已属于 ${owner.sku} ${owner.name}`, en: `barcode ${code} already belongs to ${owner.sku} ${owner.name}` };
    }
  }
  const owner = row.plu === undefined || row.plu === null ? undefined : finder.byPlu(pluKey(row.plu));
  if (owner && owner.id !== before?.id) {
    return { zh: `PLU ${row.plu} 已属于 ${owner.sku} ${owner.name}`, en: `PLU ${row.plu} already belongs to ${owner.sku} ${owner.name}` };
  }
  return undefined;
}

function toRow(row: ImportRow, before: ProductRow | undefined, importId: number, read: ReadingsCompletion['read']): ProductDraft {
  const { name, spec } = row;
  const traits = mergedTraits(before, row.traits);
  const sameName = before?.name === name && before.spec === spec && traitsOf(before).nameEn === traitsOf({ traits }).nameEn;
  return {
    sku: row.sku,
    sku_key: squeeze(row.sku),
    barcodes: JSON.stringify(distinct(row.barcodes)),
    name,
    spec,
    category: row.category,
    unit: row.unit,
    price_minor: row.priceMinor,
    cost_minor: row.costMinor,
    tax_rate_basis_points: row.taxRateBasisPoints,
    tax_class: row.taxClass ?? before?.tax_class ?? '',
    weighed: row.weighed ? 1 : 0,
    plu: row.plu === undefined ? (before?.plu ?? null) : row.plu && pluKey(row.plu),
    image: row.image ?? before?.image ?? '',
    active: row.active ? 1 : 0,
    traits,
    popularity: row.popularity ?? before?.popularity ?? 0,
    readings: sameName ? before.readings : read({ name, spec, traits }),
    import_id: importId,
  };
}

/** The codes in order, one of each key. */
function distinct(codes: readonly string[]): string[] {
  return codes.filter((code, index) => codes.findIndex((other) => barcodeKey(other) === barcodeKey(code)) === index);
}

function mergedTraits(before: ProductRow | undefined, changes: TraitChanges = {}): string {
  const merged = Object.entries({ ...(before && traitsOf(before)), ...changes });
  return JSON.stringify(Object.fromEntries(merged.filter(([, value]) => value !== null && value !== undefined)));
}
