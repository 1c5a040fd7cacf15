import type { VariantCell, VariantGrid } from '#contract/product-card.ts';

/** The next size up (1) or down (−1) in the same colour; undefined at the end. */
export function neighbourSize(grid: VariantGrid, productId: number, step: 1 | -1): VariantCell | undefined {
  const own = grid.cells.find((cell) => cell.productId === productId);
  if (!own) return undefined;
  for (let place = grid.sizes.indexOf(own.size) + step; place >= 0 && place < grid.sizes.length; place += step) {
    const cell = cellAt(grid, grid.sizes[place] ?? '', own.colour);
    if (cell) return cell;
  }
  return undefined;
}

/** The article of a size and colour; undefined where the shop has none. */
export function cellAt(grid: VariantGrid, size: string, colour: string): VariantCell | undefined {
  return grid.cells.find((cell) => cell.size === size && cell.colour === colour);
}

/** `月白 80 码`, or what there is of the two. */
export function placeOf({ size, colour }: Pick<VariantCell, 'size' | 'colour'>): string {
  return [colour, size].filter((part) => part !== '').join(' ');
}
