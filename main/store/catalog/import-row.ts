import type { Bilingual } from '#contract/language.ts';
import type { Product, ProductTraits } from '#contract/product.ts';

/** A tile of a quick page: the page's name and the place on it, smaller first. */
export interface QuickTile {
  readonly page: string;
  readonly position: number;
}

/** Traits a file speaks of: null takes one away, what is left out stays. */
export type TraitChanges = { readonly [Trait in keyof ProductTraits]?: ProductTraits[Trait] | null };

/** A product as a file or the demo shop gives it. What is left out keeps its value when the SKU exists, else takes the default. */
export interface ImportRow extends Omit<Product, 'id' | 'taxClass' | 'plu' | 'image' | keyof ProductTraits> {
  readonly taxClass?: string | undefined;
  readonly plu?: string | null | undefined;
  readonly image?: string | undefined;
  /** Units sold in a month, or any number that grows with sales; 0 = unknown. Its order of magnitude ranks search answers. */
  readonly popularity?: number | undefined;
  readonly traits?: TraitChanges | undefined;
  readonly quickTiles?: readonly QuickTile[] | undefined;
}

/** What became of one row. */
export type ImportOutcome = { readonly kind: 'added' | 'updated' } | { readonly kind: 'refused'; readonly reason: Bilingual };
