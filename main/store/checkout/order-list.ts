import type { BasketContent } from './basket.ts';
import type { BasketChange } from './open-basket.ts';
import { selling } from './outcome.ts';
import { GuitaiError } from '#contract/error.ts';
import type { ListedGoods, MissedGoods, MissedReason } from '#contract/order-list.ts';
import type { Product } from '#contract/product.ts';
import type { ScanOutcome } from '#contract/scan.ts';

/**
 * Puts what it can of a customer's list into the basket, in one step that one undo takes back. Goods by weight go on the scale and goods that ask
 * something are scanned: the list says so, and nobody answers for the customer.
 */
export function takeList(
  content: BasketContent,
  list: readonly ListedGoods[],
  find: (code: string) => Product | undefined,
  take: (content: BasketContent, product: Product, quantityMilli: number) => BasketChange<ScanOutcome>,
): BasketChange<ScanOutcome> {
  let taken = content;
  const missed: MissedGoods[] = [];
  for (const goods of list) {
    const product = find(goods.code);
    const entered = product ? enter(taken, product, goods.quantityMilli, take) : 'unknown';
    if (typeof entered === 'string') missed.push({ ...goods, name: product?.name ?? '', why: entered });
    else taken = entered;
  }
  const answer: ScanOutcome = { kind: 'list', taken: list.length - missed.length, missed };
  return taken === content ? { answer } : { answer, next: selling(taken) };
}

function enter(
  content: BasketContent,
  product: Product,
  quantityMilli: number,
  take: Parameters<typeof takeList>[3],
): BasketContent | MissedReason {
  if (!product.active) return 'inactive';
  if (product.weighed) return 'weighed';
  try {
    return take(content, product, quantityMilli).next?.content ?? 'asks';
  } catch (error) {
    if (error instanceof GuitaiError) return 'refused';
    throw error;
  }
}
