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
