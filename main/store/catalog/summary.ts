import type { Product, ProductSummary } from '#contract/product.ts';

/** What a person needs to choose a product; with its first barcode where no other is meant. */
export function summaryOf(product: Product, barcode: string = product.barcodes[0] ?? ''): ProductSummary {
  const { id, sku, name, spec, category, unit, priceMinor, weighed } = product;
  return { id, sku, name, spec, category, unit, priceMinor, weighed, barcode };
}
