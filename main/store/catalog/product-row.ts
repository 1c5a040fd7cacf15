import type { Product, ProductTraits } from '#contract/product.ts';

/** The traits of ordinary goods. */
export const ORDINARY = '{}';

/** A row of table `product`. */
export interface ProductRow {
  readonly rank: number;
  readonly id: number;
  readonly sku: string;
  readonly sku_key: string;
  /** JSON array. */
  readonly barcodes: string;
  readonly name: string;
  readonly spec: string;
  readonly category: string;
  readonly unit: string;
  readonly price_minor: number;
  readonly cost_minor: number | null;
  readonly tax_rate_basis_points: number;
  readonly tax_class: string;
  readonly weighed: number;
  readonly plu: string | null;
  readonly image: string;
  readonly active: number;
  /** JSON of `ProductTraits`; `{}` for ordinary goods. */
  readonly traits: string;
  readonly popularity: number;
  readonly readings: string;
  /** How far the search index knows the product: 0 not yet, 1 all but its readings, 2 all. */
  readonly indexed: number;
  readonly import_id: number;
}

export function barcodesOf(row: Pick<ProductRow, 'barcodes'>): string[] {
  return JSON.parse(row.barcodes) as string[];
}

export function traitsOf(row: Pick<ProductRow, 'traits'>): ProductTraits {
  return row.traits === ORDINARY ? {} : (JSON.parse(row.traits) as ProductTraits);
}

/** The product as the shop knows it. */
export function toProduct(row: ProductRow): Product {
  return {
    id: row.id,
    sku: row.sku,
    barcodes: barcodesOf(row),
    name: row.name,
    spec: row.spec,
    category: row.category,
    unit: row.unit,
    priceMinor: row.price_minor,
    costMinor: row.cost_minor,
    taxRateBasisPoints: row.tax_rate_basis_points,
    taxClass: row.tax_class,
    weighed: row.weighed === 1,
    plu: row.plu,
    image: row.image,
    active: row.active === 1,
    ...traitsOf(row),
  };
}
