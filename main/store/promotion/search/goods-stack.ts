import type { Draft } from '../draft.ts';
import { divideHalfUp, priceOf } from '#contract/money.ts';
import type { Pay } from '#contract/promotion.ts';

/** Goods of one line as offers count them: equal pieces, or one lump that was weighed or labelled. */
export interface Stack {
  /** Its place in the basket. */
  readonly at: number;
  /** What one piece, or the lump, costs before offers. */
  readonly priceMinor: number;
  readonly count: number;
  /** Set for a lump. */
  readonly lumpMilli?: number;
  /** A price list or a person made it cheaper already. */
  readonly reduced: boolean;
}

/** The goods of every line that offers may touch; undefined where they may not, or where nothing is left to pay. */
export function stacksOf(drafts: readonly Draft[]): (Stack | undefined)[] {
  return drafts.map(({ line, open, pieceMinor, amountMinor, discounts }, at) => {
    if (!open || amountMinor === 0) return undefined;
    const reduced = discounts.length > 0;
    if (pieceMinor !== undefined) return { at, priceMinor: pieceMinor, count: line.quantityMilli / 1000, reduced };
    return { at, priceMinor: amountMinor, count: 1, lumpMilli: line.quantityMilli, reduced };
  });
}

/** What a piece or a lump then costs less; 0 where it would cost more. A price of its own is a price a unit. */
export function savingOf(stack: Stack, pay: Pay): number {
  const { priceMinor, lumpMilli } = stack;
  switch (pay.kind) {
    case 'percent':
      return priceMinor - divideHalfUp(priceMinor * pay.payBasisPoints, 10_000);
    case 'price':
      return Math.max(0, priceMinor - (lumpMilli === undefined ? pay.priceMinor : priceOf(pay.priceMinor, lumpMilli)));
    case 'off':
      return Math.min(priceMinor, lumpMilli === undefined ? pay.offMinor : priceOf(pay.offMinor, lumpMilli));
  }
}
