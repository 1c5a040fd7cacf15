import type { BasketLine } from '#contract/basket.ts';

/** What a line takes from stock: itself, or the pieces of a case. */
export function piecesOf({ productId, sku, quantityMilli, pack }: Pick<BasketLine, 'productId' | 'sku' | 'quantityMilli' | 'pack'>): {
  readonly productId: number;
  readonly sku: string;
  readonly quantityMilli: number;
} {
  return pack
    ? { productId: pack.productId, sku: pack.sku, quantityMilli: quantityMilli * pack.pieces }
    : { productId, sku, quantityMilli };
}

/** The pieces of one article that these lines take together. */
export function piecesTaken(lines: readonly BasketLine[], sku: string): number {
  let takenMilli = 0;
  for (const line of lines) {
    if ((line.pack?.sku ?? line.sku) === sku) takenMilli += line.quantityMilli * (line.pack?.pieces ?? 1);
  }
  return takenMilli;
}
