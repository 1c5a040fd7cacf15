import type { Product } from '#contract/product.ts';
import type { VariantGrid } from '#contract/product-card.ts';

/** Sizes of clothes in letters, the smallest first. */
const LETTERS = ['XXXS', '3XS', 'XXS', '2XS', 'XS', 'S', 'M', 'L', 'XL', 'XXL', '2XL', 'XXXL', '3XL', '4XL', '5XL', '6XL'];

/** The articles of one style as a grid: sizes from small to large, colours in the order they came. */
export function variantGrid(products: readonly Product[], onHandMilli: (product: Product) => number | undefined): VariantGrid {
  const cells = products.flatMap((product) => {
    if (!product.variant) return [];
    const { size, colour } = product.variant;
    return [{ productId: product.id, size, colour, priceMinor: product.priceMinor, onHandMilli: onHandMilli(product) ?? null }];
  });
  return {
    sizes: distinct(cells.map(({ size }) => size)).toSorted(bySize),
    colours: distinct(cells.map(({ colour }) => colour)),
    cells,
  };
}

function distinct(values: readonly string[]): string[] {
  return [...new Set(values)];
}

/** Letters by their order, numbers by value ("内长 13.5 cm" after "内长 13 cm"), letters before numbers; else as they came. */
function bySize(a: string, b: string): number {
  const [left, right] = [sizeOf(a), sizeOf(b)];
  return left === undefined || right === undefined ? 0 : left - right;
}

function sizeOf(size: string): number | undefined {
  const letter = LETTERS.indexOf(size.trim().toUpperCase());
  if (letter >= 0) return letter - LETTERS.length;
  const [number] = /\d+(?:\.\d+)?/.exec(size) ?? [];
  return number === undefined ? undefined : Number(number);
}
