import type { Product } from '#contract/product.ts';

/** A product to test with: diapers at 129.00, 13 % VAT, sold by piece. */
export function product(changes: Partial<Product> = {}): Product {
  return {
    id: 1,
    sku: 'ND-XL-44',
    barcodes: ['6973012450313'],
    name: '棉绒 拉拉裤 XL',
    spec: '44 片',
    category: '尿裤',
    unit: '包',
    priceMinor: 12_900,
    costMinor: 8_000,
    taxRateBasisPoints: 1300,
    taxClass: '',
    weighed: false,
    plu: null,
    image: '',
    active: true,
    ...changes,
  };
}

/** Loose rice at 8.80 a kilogram, 9 % VAT, sold by weight. */
export const rice: Product = product({
  id: 2,
  sku: 'SZ-RICE',
  barcodes: [],
  name: '散装 五常大米',
  spec: '',
  category: '散装',
  unit: 'kg',
  priceMinor: 880,
  taxRateBasisPoints: 900,
  weighed: true,
  plu: '00103',
});
