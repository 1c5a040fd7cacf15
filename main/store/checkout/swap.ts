import { checkNotOrdered, findLine, lineAmount, newLine, replaceLine, type BasketContent } from './basket.ts';
import { GuitaiError } from '#contract/error.ts';
import type { Product } from '#contract/product.ts';

/**
 * Another size or colour takes the place of a line and keeps its quantity, its note, who sells it and what a person changed about its price. Throws line_unknown, line_fixed (label), line_weighed,
 * serial_single, order_line_fixed, amount_too_large.
 */
export function swapVariant(content: BasketContent, lineId: number, product: Product): BasketContent {
  const line = findLine(content, lineId);
  checkNotOrdered(line);
  if (line.labelled) throw new GuitaiError('line_fixed');
  if (line.weighing) throw new GuitaiError('line_weighed');
  if (line.gs1?.serial !== undefined) throw new GuitaiError('serial_single', { name: line.name });
  const { quantityMilli, note } = line;
  const amountMinor = lineAmount(product.priceMinor, quantityMilli);
  const swapped = newLine(lineId, product, '', { quantityMilli, amountMinor, labelled: false });
  const { adjustment, byHand, soldBy } = line;
  return replaceLine(content, {
    ...swapped,
    note,
    ...(adjustment ? { adjustment } : {}),
    // What was allowed of these goods is not allowed of dearer ones, and each has a floor of its own.
    ...(byHand && product.priceMinor <= line.priceMinor ? { byHand: { share: byHand.share } } : {}),
    ...(soldBy ? { soldBy } : {}),
  });
}
