import { countItems } from '../checkout/basket.ts';
import { createLocalTime } from '../local-time.ts';
import type { Shop } from '../shop.ts';
import type { Gs1Trace } from '#contract/basket.ts';
import type { PrintBlock, PrintDocument, TextStyle } from '#contract/document.ts';
import { formatYuan, formatYuanGrouped } from '#contract/money.ts';
import { formatQuantity } from '#contract/quantity.ts';
import type { Sale, SaleLine } from '#contract/sale.ts';

const zh = {
  receipt: '小票',
  number: '单号',
  till: (terminal: string) => `${terminal} 号收银台`,
  operator: '收银员',
  phone: '电话',
  item: '商品',
  quantity: '数量',
  price: '单价',
  amount: '小计',
  items: (count: number) => `合计 ${count} 件`,
  due: '应付',
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
  receipt: 'Receipt',
  number: 'No.',
  till: (terminal) => `Till ${terminal}`,
  operator: 'Cashier',
  phone: 'Tel',
  item: 'Item',
  quantity: 'Qty',
  price: 'Price',
  amount: 'Amount',
  items: (count) => `${count} items`,
  due: 'Total due',
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

const center: TextStyle = { align: 'center' };

/** The receipt of a sale, the same words every time it is built. `copy` 0 is the original; 1 and above are marked as copies. */
export function buildReceipt(sale: Sale, shop: Shop, copy: number): PrintDocument {
  const text = shop.locale === 'zh-CN' ? zh : en;
  const at = createLocalTime(shop.timeZone)(sale.completedAtMs);
  const copyMark: PrintBlock[] =
    copy === 0 ? [] : [{ type: 'text', text: text.copy(copy), style: { align: 'center', bold: true, invert: true } }];
  return {
    title: `${text.receipt} ${sale.receiptNumber}`,
    blocks: [
      ...copyMark,
      { type: 'text', text: shop.storeName, style: { align: 'center', bold: true, widthTimes: 2, heightTimes: 2 } },
      ...lines(shop.address),
      ...lines(shop.phone === '' ? '' : `${text.phone} ${shop.phone}`),
      { type: 'rule' },
      { type: 'pair', left: `${text.number} ${sale.receiptNumber}`, right: text.till(shop.terminal) },
      { type: 'pair', left: `${at.date} ${at.time}`, right: sale.operator ? `${text.operator} ${sale.operator.name}` : '' },
      { type: 'rule' },
      row(text.item, text.quantity, text.price, text.amount),
      { type: 'rule' },
      ...sale.lines.flatMap((line) => saleLine(line, text)),
      { type: 'rule' },
      { type: 'pair', left: text.items(countItems(sale.lines)), right: formatYuanGrouped(sale.totalMinor) },
      { type: 'pair', left: text.due, right: `￥${formatYuanGrouped(sale.totalMinor)}`, style: { bold: true, heightTimes: 2 } },
      ...sale.tenders.map((tender): PrintBlock => ({ type: 'pair', left: text.cash, right: formatYuanGrouped(tender.amountMinor) })),
      { type: 'pair', left: text.change, right: formatYuanGrouped(sale.changeMinor) },
      { type: 'pair', left: text.tax, right: formatYuanGrouped(sale.taxMinor) },
      { type: 'rule' },
      { type: 'barcode', symbology: 'CODE128', data: sale.receiptNumber, heightDots: 64 },
      { type: 'text', text: `${sale.receiptNumber}  ${text.check} ${sale.shortHash}`, style: center },
      ...shop.receiptFooter.map((footer): PrintBlock => ({ type: 'text', text: footer, style: center })),
      ...copyMark,
      { type: 'cut' },
    ],
  };
}

function saleLine(line: SaleLine, label: typeof zh): PrintBlock[] {
  const quantity = line.weighed ? `${formatQuantity(line.quantityMilli)}${line.unit}` : formatQuantity(line.quantityMilli);
  return [
    { type: 'text', text: line.spec === '' ? line.name : `${line.name} ${line.spec}` },
    row('', quantity, formatYuan(line.priceMinor), formatYuan(line.amountMinor)),
    ...lines(traceText(line.gs1, label), {}),
    ...lines(line.note === '' ? '' : `${label.note} ${line.note}`, {}),
  ];
}

/** Batch, expiry and serial number, what there is of them. */
function traceText(gs1: Gs1Trace | undefined, label: typeof zh): string {
  const parts = (['batch', 'expiry', 'serial'] as const).map((field) =>
    gs1?.[field] === undefined ? '' : `${label[field]} ${gs1[field]}`,
  );
  return parts.filter((part) => part !== '').join(' ');
}

function row(item: string, quantity: string, price: string, amount: string): PrintBlock {
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

function lines(text: string, style: TextStyle = center): PrintBlock[] {
  return text === '' ? [] : [{ type: 'text', text, style }];
}
