import type { Shop } from '../shop.ts';
import type { BasketLine, Gs1Trace } from '#contract/basket.ts';
import type { PrintBlock, TextStyle } from '#contract/document.ts';
import { formatYuan } from '#contract/money.ts';
import { formatQuantity } from '#contract/quantity.ts';

const zh = {
  number: '单号',
  till: (terminal: string) => `${terminal} 号收银台`,
  operator: '收银员',
  phone: '电话',
  item: '商品',
  quantity: '数量',
  price: '单价',
  amount: '小计',
  items: (count: number) => `合计 ${count} 件`,
  cash: '现金',
  change: '找零',
  tax: '含税额',
  check: '校验',
  copy: (copy: number) => `补打 第 ${copy} 次`,
  note: '备注',
  batch: '批号',
  expiry: '有效期至',
  serial: '序列号',
};
const en: typeof zh = {
  number: 'No.',
  till: (terminal) => `Till ${terminal}`,
  operator: 'Cashier',
  phone: 'Tel',
  item: 'Item',
  quantity: 'Qty',
  price: 'Price',
  amount: 'Amount',
  items: (count) => `${count} items`,
  cash: 'Cash',
  change: 'Change',
  tax: 'VAT included',
  check: 'Check',
  copy: (copy) => `COPY ${copy}`,
  note: 'Note',
  batch: 'Batch',
  expiry: 'Use by',
  serial: 'Serial',
};

/** The words every slip of the shop uses. */
export type SlipWords = typeof zh;

/** The words in the language of the shop. */
export function slipWords({ locale }: Shop): SlipWords {
  return locale === 'zh-CN' ? zh : en;
}

export const center: TextStyle = { align: 'center' };

/** Marks a copy; the original (0) has no mark. */
export function copyMark(copy: number, words: SlipWords): PrintBlock[] {
  return copy === 0 ? [] : [{ type: 'text', text: words.copy(copy), style: { align: 'center', bold: true, invert: true } }];
}

/** Who the shop is. */
export function shopHead(shop: Shop, words: SlipWords): PrintBlock[] {
  return [
    { type: 'text', text: shop.storeName, style: { align: 'center', bold: true, widthTimes: 2, heightTimes: 2 } },
    ...textLine(shop.address),
    ...textLine(shop.phone === '' ? '' : `${words.phone} ${shop.phone}`),
  ];
}

/** The head of a table of goods between two rules. */
export function goodsHead(words: SlipWords): PrintBlock[] {
  return [{ type: 'rule' }, goodsRow(words.item, words.quantity, words.price, words.amount), { type: 'rule' }];
}

/** One line of goods: its name, what it costs, and what its code and the cashier said of it. */
export function goodsLine(line: BasketLine, words: SlipWords): PrintBlock[] {
  const quantity = line.weighed ? `${formatQuantity(line.quantityMilli)}${line.unit}` : formatQuantity(line.quantityMilli);
  return [
    { type: 'text', text: line.spec === '' ? line.name : `${line.name} ${line.spec}` },
    goodsRow('', quantity, formatYuan(line.priceMinor), formatYuan(line.amountMinor)),
    ...textLine(traceText(line.gs1, words), {}),
    ...textLine(line.note === '' ? '' : `${words.note} ${line.note}`, {}),
  ];
}

/** The number as a code to scan and as words, with the check digits of the journal, and what the shop says last. */
export function slipFoot(slip: { readonly receiptNumber: string; readonly shortHash: string }, shop: Shop, words: SlipWords): PrintBlock[] {
  return [
    { type: 'rule' },
    { type: 'barcode', symbology: 'CODE128', data: slip.receiptNumber, heightDots: 64 },
    { type: 'text', text: `${slip.receiptNumber}  ${words.check} ${slip.shortHash}`, style: center },
    ...shop.receiptFooter.map((footer): PrintBlock => ({ type: 'text', text: footer, style: center })),
  ];
}

/** A line of text; nothing for an empty one. */
export function textLine(text: string, style: TextStyle = center): PrintBlock[] {
  return text === '' ? [] : [{ type: 'text', text, style }];
}

/** Batch, expiry and serial number, what there is of them. */
function traceText(gs1: Gs1Trace | undefined, words: SlipWords): string {
  const parts = (['batch', 'expiry', 'serial'] as const).map((field) =>
    gs1?.[field] === undefined ? '' : `${words[field]} ${gs1[field]}`,
  );
  return parts.filter((part) => part !== '').join(' ');
}

function goodsRow(item: string, quantity: string, price: string, amount: string): PrintBlock {
  return {
    type: 'table',
    cells: [
      { text: item },
      { text: quantity, columns: 8, align: 'right' },
      { text: price, columns: 10, align: 'right' },
      { text: amount, columns: 10, align: 'right' },
    ],
  };
}
