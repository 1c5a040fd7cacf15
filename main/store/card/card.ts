import type { ShowWindow } from './showcase.ts';
import type { SoldTogether } from './sold-together.ts';
import { variantGrid } from './variant-grid.ts';
import type { Catalog } from '../catalog/catalog.ts';
import { summaryOf } from '../catalog/summary.ts';
import type { StoreHandlers } from '../handlers.ts';
import type { Stock } from '../stock/stock.ts';
import { GuitaiError } from '#contract/error.ts';
import type { Product, ProductSummary } from '#contract/product.ts';
import { MAX_PICTURES, type ProductCard, type Showcase, type VariantGrid } from '#contract/product-card.ts';
import type { Caller } from '#contract/role.ts';

const RELATED = 6;
/** Best sellers of a category among which other styles are looked for. */
const LOOKED_AT = 80;

export interface CardOptions {
  readonly catalog: Catalog;
  readonly soldTogether: SoldTogether;
  readonly stock: Stock;
  readonly showWindowOf: (from: Caller) => Pick<ShowWindow, 'show'>;
  /** Pieces that customers wait for. */
  readonly reservedMilli: (product: Pick<Product, 'sku' | 'pack'>) => number;
}

/** Tells everything about an article, and shows it to the customer. */
export function createCard({
  catalog,
  soldTogether,
  stock,
  showWindowOf,
  reservedMilli,
}: CardOptions): Pick<StoreHandlers, 'product.card' | 'product.show'> {
  function find(productId: number): Product {
    const product = catalog.findById(productId);
    if (!product) throw new GuitaiError('product_unknown', { code: String(productId) });
    return product;
  }

  const gridOf = ({ variant }: Product): VariantGrid | null =>
    variant ? variantGrid(catalog.byStyle(variant.style), stock.onHandMilli) : null;

  const bySku = (sku: string | undefined): Product | undefined => (sku === undefined ? undefined : catalog.findBySku(sku));

  /** Other articles of the category, one of each style. */
  function relatedTo(product: Product): ProductSummary[] {
    const shelf = product.category === '' ? [] : catalog.byCategory(product.category, LOOKED_AT);
    const seen = new Set<string | number>([product.id, product.variant?.style ?? product.id]);
    return shelf
      .filter(({ id }) => {
        const key = catalog.findById(id)?.variant?.style ?? id;
        return !seen.has(key) && seen.add(key);
      })
      .slice(0, RELATED);
  }

  function cardOf(product: Product): ProductCard {
    const { pack, brand = '', tags = [], barcodes, minimumAge = null, prescription = false } = product;
    const piece = bySku(pack?.sku);
    const deposit = bySku(product.deposit);
    return {
      product: summaryOf(product),
      barcodes: [...barcodes],
      brand,
      tags: [...tags],
      pictures: picturesOf(product),
      onHandMilli: stock.onHandMilli(product) ?? null,
      reservedMilli: reservedMilli(product),
      minimumAge,
      prescription,
      deposit: deposit ? summaryOf(deposit) : null,
      packs: catalog.packsOf(product.sku).map((box) => ({ product: summaryOf(box), pieces: box.pack?.pieces ?? 0 })),
      packOf: piece && pack ? { product: summaryOf(piece), pieces: pack.pieces } : null,
      grid: gridOf(product),
      related: relatedTo(product),
      together: soldTogether(product.sku, RELATED).map((other) => summaryOf(other)),
    };
  }

  return {
    'product.card': ({ productId }) => cardOf(find(productId)),
    'product.show'({ productId }, _act, from) {
      const product = productId === null ? undefined : find(productId);
      showWindowOf(from).show(product ? showcaseOf(product, gridOf(product)) : null);
      return {};
    },
  };
}

function picturesOf({ image }: Product): string[] {
  const names = image
    .split('|')
    .map((name) => name.trim())
    .filter((name) => name !== '');
  return names.slice(0, MAX_PICTURES);
}

/** What of an article is for the customer: no figures of the stock. */
function showcaseOf(product: Product, grid: VariantGrid | null): Showcase {
  const { name, nameEn, spec, unit, priceMinor, brand = '' } = product;
  const variants = (grid?.cells ?? []).map(({ size, colour, onHandMilli }) => ({
    size,
    colour,
    available: onHandMilli === null ? null : onHandMilli > 0,
  }));
  const shown = { name, ...(nameEn === undefined ? {} : { nameEn }), spec, unit, priceMinor };
  return { product: shown, brand, pictures: picturesOf(product), variants };
}
