import {
  copyMark,
  discountBlocks,
  goodsHead,
  goodsLine,
  salespeopleLine,
  shopHead,
  slipFoot,
  slipWords,
  tenderLine,
  textLine,
  type SlipWords,
} from './blocks.ts';
import { countItems } from '../checkout/basket.ts';
import { createLocalTime } from '../local-time.ts';
import type { Shop } from '../shop.ts';
import { discountRows, ownDiscounts, sumOf } from '#contract/discount-rows.ts';
import type { PrintBlock, PrintDocument } from '#contract/document.ts';
import { formatYuanGrouped } from '#contract/money.ts';
import { grossOf } from '#contract/pricing.ts';
import type { Sale } from '#contract/sale.ts';

/** Rows of what several lines earned together. */
const MAX_SHARED_ROWS = 20;

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
      ...salespeopleLine(sale.credits, shop, words),
      ...goodsHead(words),
      ...sale.lines.flatMap((line) => goodsLine(line, words)),
      { type: 'rule' },
      ...sumBlocks(sale, words),
      { type: 'pair', left: due, right: `￥${formatYuanGrouped(sale.totalMinor)}`, style: { bold: true, heightTimes: 2 } },
      ...sale.tenders.map((tender) => tenderLine(tender, words)),
      { type: 'pair', left: words.change, right: formatYuanGrouped(sale.changeMinor) },
      { type: 'pair', left: words.tax, right: formatYuanGrouped(sale.taxMinor) },
      ...textLine(sale.note === undefined ? '' : `${words.note} ${sale.note}`, {}),
      ...savedLine(sale, words),
      ...slipFoot(sale, shop, words),
      ...copyMark(copy, words),
      { type: 'cut' },
    ],
  };
}

/** What the goods cost before discounts, what was told with the lines, and one row for everything that several lines earned together. */
function sumBlocks({ lines }: Sale, words: SlipWords): PrintBlock[] {
  const ownMinor = sumOf(lines.flatMap(ownDiscounts));
  const own: PrintBlock = { type: 'pair', left: `  ${words.lineOffers}`, right: formatYuanGrouped(-ownMinor) };
  return [
    { type: 'pair', left: words.items(countItems(lines)), right: formatYuanGrouped(grossTotal(lines)) },
    ...(ownMinor === 0 ? [] : [own]),
    ...discountBlocks(
      discountRows(lines).filter(({ shared }) => shared),
      words,
      MAX_SHARED_ROWS,
    ),
  ];
}

function savedLine({ lines, totalMinor }: Sale, words: SlipWords): PrintBlock[] {
  const savedMinor = grossTotal(lines) - totalMinor;
  return savedMinor > 0 ? textLine(words.saved(formatYuanGrouped(savedMinor)), { align: 'center', bold: true }) : [];
}

function grossTotal(lines: Sale['lines']): number {
  return lines.reduce((sum, line) => sum + grossOf(line), 0);
}
