import { copyMark, slipWords } from './blocks.ts';
import { PART_BUILDERS } from './receipt-parts.ts';
import type { Shop } from '../shop.ts';
import type { PrintDocument } from '#contract/document.ts';
import { DEFAULT_RECEIPT_LAYOUT, type ReceiptLayout } from '#contract/receipt-layout.ts';
import type { Sale } from '#contract/sale.ts';

/**
 * The receipt of a sale as the shop wants it today, the same words every time it is built. `copy` 0 is the original; 1 and above are marked as
 * copies.
 */
export function buildReceipt(
  sale: Sale,
  shop: Shop,
  copy: number,
  layout: ReceiptLayout = shop.receiptLayout ?? DEFAULT_RECEIPT_LAYOUT,
): PrintDocument {
  const words = slipWords(shop, layout.language);
  return {
    title: `${words.title} ${sale.receiptNumber}`,
    blocks: [
      ...copyMark(copy, words),
      ...layout.parts.flatMap(({ part, on }) => (on ? PART_BUILDERS[part]({ sale, shop, words, layout }) : [])),
      ...copyMark(copy, words),
      { type: 'cut' },
    ],
  };
}

/** The kind of print job of a receipt with the reasons of its prices. */
export const WITH_REASONS = 'reasons';

/** The same with the reasons of its prices, for a customer who asks, whether or not every receipt of the shop has them. */
export function buildReceiptWithReasons(sale: Sale, shop: Shop, copy: number): PrintDocument {
  const layout = shop.receiptLayout ?? DEFAULT_RECEIPT_LAYOUT;
  const parts = layout.parts.map(({ part, on }) => ({ part, on: on || part === 'why' }));
  return buildReceipt(sale, shop, copy, { ...layout, parts });
}
