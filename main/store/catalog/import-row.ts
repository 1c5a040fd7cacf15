import type { Bilingual } from '#contract/language.ts';
import type { Product } from '#contract/product.ts';

/** A tile of a quick page: the page's name and the place on it, smaller first. */
export interface QuickTile {
  readonly page: string;
  readonly position: number;
}

/** A product as a file or the demo shop gives it: everything of Product but its number, and how it is shown and ranked. */
export interface ImportRow extends Omit<Product, 'id'> {
  /** Units sold in a month, or any number that grows with sales; 0 = unknown. Its order of magnitude ranks search answers. */
  readonly popularity: number;
  readonly quickTiles: readonly QuickTile[];
}

/** What became of one row. */
export type ImportOutcome =
  | { readonly kind: 'added' | 'updated' | 'unchanged' }
  | { readonly kind: 'refused'; readonly reason: Bilingual };
