import { createLocalTime } from '../local-time.ts';
import { copyMark, goodsHead, goodsLine, salespeopleLine, shopHead, slipFoot, slipWords, textLine, tenderLine } from '../receipt/blocks.ts';
import type { Shop } from '../shop.ts';
import type { PrintBlock, PrintDocument } from '#contract/document.ts';
import { formatYuanGrouped } from '#contract/money.ts';
import { sumOfTenders } from '#contract/tender.ts';
import type { Refund, RefundBasis } from '#contract/refund.ts';

const zh = {
  refund: '退货单',
  exchange: '换货单',
  void: '作废单',
  original: '原单号',
  without: '无原小票',
  basis: { receipt: '', late: '过期退货', price: '改价退货', no_receipt: '', void: '整单作废' } satisfies Record<RefundBasis, string>,
  reason: '原因',
  returned: '退回',
  taken: '换走',
  damaged: '残损，不再销售',
  due: '应付',
  paidBack: '应退',
  tax: '其中税额',
  signature: '顾客签字',
};
const en: typeof zh = {
  refund: 'Refund',
  exchange: 'Exchange',
  void: 'Void',
  original: 'Original',
  without: 'No receipt',
  basis: { receipt: '', late: 'Late return', price: 'Reduced price', no_receipt: '', void: 'Whole sale voided' },
  reason: 'Reason',
  returned: 'Returned',
  taken: 'Taken instead',
  damaged: 'Damaged, not for sale',
  due: 'Total due',
  paidBack: 'Paid back',
  tax: 'VAT of it',
  signature: 'Customer',
};

/** The slip of a refund or an exchange, marked as such and naming the original; the same words every time. `copy` as for a receipt. */
export function buildRefundSlip(refund: Refund, shop: Shop, copy: number): PrintDocument {
  const words = slipWords(shop);
  const text = shop.locale === 'zh-CN' ? zh : en;
  const at = createLocalTime(shop.timeZone)(refund.completedAtMs);
  const title = refund.basis === 'void' ? text.void : refund.sold.length > 0 ? text.exchange : text.refund;
  const origin = refund.saleNumber === null ? text.without : `${text.original} ${refund.saleNumber}`;
  return {
    title: `${title} ${refund.receiptNumber}`,
    blocks: [
      ...copyMark(copy, words),
      { type: 'text', text: title, style: { align: 'center', bold: true, invert: true, heightTimes: 2 } },
      ...shopHead(shop, words),
      { type: 'rule' },
      { type: 'pair', left: `${words.number} ${refund.receiptNumber}`, right: words.till(shop.terminal) },
      { type: 'pair', left: `${at.date} ${at.time}`, right: refund.operator ? `${words.operator} ${refund.operator.name}` : '' },
      { type: 'pair', left: origin, right: text.basis[refund.basis] },
      { type: 'text', text: `${text.reason} ${refund.reason}` },
      ...salespeopleLine(refund.credits, shop, words),
      ...goodsHead(words),
      ...refund.lines.flatMap((line) => [
        ...goodsLine({ ...line, note: '' }, words, line.discounts ?? []),
        ...textLine(line.place === 'damaged' ? text.damaged : '', {}),
      ]),
      sum(text.returned, -refund.returnedMinor),
      ...taken(refund, text.taken, words),
      ...settlement(refund, text, words),
      sum(text.tax, refund.taxMinor),
      { type: 'feed', lines: 2 },
      { type: 'text', text: `${text.signature} ________________` },
      ...slipFoot(refund, shop, words),
      ...copyMark(copy, words),
      { type: 'cut' },
    ],
  };
}

/** The goods of an exchange. */
function taken({ sold, soldMinor }: Refund, label: string, words: ReturnType<typeof slipWords>): PrintBlock[] {
  return sold.length === 0
    ? []
    : [{ type: 'rule' }, ...sold.flatMap((line) => goodsLine(line, words, line.discounts ?? [])), sum(label, soldMinor), { type: 'rule' }];
}

/** What one of the two pays the other. */
function settlement(
  { totalMinor, tenders, changeMinor, back = [] }: Refund,
  text: typeof zh,
  words: ReturnType<typeof slipWords>,
): PrintBlock[] {
  const large = { bold: true, heightTimes: 2 };
  if (totalMinor <= 0) {
    const cashMinor = changeMinor - sumOfTenders(back);
    const parts =
      back.length === 0 ? [] : [...back.map((tender) => tenderLine(tender, words)), ...(cashMinor > 0 ? [sum(words.cash, cashMinor)] : [])];
    return [{ type: 'pair', left: text.paidBack, right: `￥${formatYuanGrouped(changeMinor)}`, style: large }, ...parts];
  }
  return [
    { type: 'pair', left: text.due, right: `￥${formatYuanGrouped(totalMinor)}`, style: large },
    ...tenders.map((tender) => tenderLine(tender, words)),
    sum(words.change, changeMinor),
  ];
}

function sum(left: string, amountMinor: number): PrintBlock {
  return { type: 'pair', left, right: formatYuanGrouped(amountMinor) };
}
