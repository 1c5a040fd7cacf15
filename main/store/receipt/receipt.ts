import { copyMark, goodsHead, goodsLine, shopHead, slipFoot, slipWords } from './blocks.ts';
import { countItems } from '../checkout/basket.ts';
import { createLocalTime } from '../local-time.ts';
import type { Shop } from '../shop.ts';
import type { PrintBlock, PrintDocument } from '#contract/document.ts';
import { formatYuanGrouped } from '#contract/money.ts';
import type { Sale } from '#contract/sale.ts';

/** The receipt of a sale, the same words every time it is built. `copy` 0 is the original; 1 and above are marked as copies. */
export function buildReceipt(sale: Sale, shop: Shop, copy: number): PrintDocument {
  const words = slipWords(shop);
  const [title, due] = shop.locale === 'zh-CN' ? ['小票', '应付'] : ['Receipt', 'Total due'];
  const at = createLocalTime(shop.timeZone)(sale.completedAtMs);
  return {
    title: `${title} ${sale.receiptNumber}`,
    blocks: [
      ...copyMark(copy, words),
      ...shopHead(shop, words),
      { type: 'rule' },
      { type: 'pair', left: `${words.number} ${sale.receiptNumber}`, right: words.till(shop.terminal) },
      { type: 'pair', left: `${at.date} ${at.time}`, right: sale.operator ? `${words.operator} ${sale.operator.name}` : '' },
      ...goodsHead(words),
      ...sale.lines.flatMap((line) => goodsLine(line, words)),
      { type: 'rule' },
      { type: 'pair', left: words.items(countItems(sale.lines)), right: formatYuanGrouped(sale.totalMinor) },
      { type: 'pair', left: due, right: `￥${formatYuanGrouped(sale.totalMinor)}`, style: { bold: true, heightTimes: 2 } },
      ...sale.tenders.map((tender): PrintBlock => ({ type: 'pair', left: words.cash, right: formatYuanGrouped(tender.amountMinor) })),
      { type: 'pair', left: words.change, right: formatYuanGrouped(sale.changeMinor) },
      { type: 'pair', left: words.tax, right: formatYuanGrouped(sale.taxMinor) },
      ...slipFoot(sale, shop, words),
      ...copyMark(copy, words),
      { type: 'cut' },
    ],
  };
}
