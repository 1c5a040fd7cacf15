import type { Shop } from '../shop.ts';
import type { BasketLine, Gs1Trace } from '#contract/basket.ts';
import { CURRENCIES, formatForeign } from '#contract/currency.ts';
import type { PrintBlock, TextStyle } from '#contract/document.ts';
import { ownDiscounts, sumOf } from '#contract/discount-rows.ts';
import type { Words } from '#contract/language.ts';
import { grossOf, type Discount } from '#contract/pricing.ts';
import type { ReceiptLayout } from '#contract/receipt-layout.ts';
import { formatYuan, formatYuanGrouped } from '#contract/money.ts';
import { formatQuantity } from '#contract/quantity.ts';
import type { Credit } from '#contract/salesperson.ts';
import type { Tender } from '#contract/tender.ts';

const zh = {
  of: (words: Words): string => words.zh,
  /** What goods are called, line by line. */
  goods: (name: string, _nameEn: string | undefined, spec: string): readonly string[] => [withSpec(name, spec)],
  number: '单号',
  till: (terminal: string) => `${terminal} 号收银台`,
  rungUpAt: '开单',
  operator: '收银员',
  salespeople: '导购员',
  and: '、',
  phone: '电话',
  item: '商品',
  quantity: '数量',
  price: '单价',
  amount: '小计',
  items: (count: number) => `合计 ${count} 件`,
  cash: '现金',
  card: '银行卡',
  voucher: '代金券',
  deposit: '定金',
  change: '找零',
  title: '小票',
  due: '应付',
  member: (number: number) => `会员 ${number} 号`,
  why: '价格说明',
  goesWith: '也常一起买',
  invoice: '扫码开发票',
  tax: '含税额',
  check: '校验',
  copy: (copy: number) => `补打 第 ${copy} 次`,
  note: '备注',
  otherOffers: '其他优惠',
  lineOffers: '商品优惠',
  saved: (amount: string) => `本单已省 ${amount} 元`,
  pack: (unit: string, pieces: number, piece: string) => `每${unit} ${pieces} ${piece}`,
  batch: '批号',
  expiry: '有效期至',
  serial: '序列号',
};
const en: typeof zh = {
  of: (words) => words.en,
  goods: (name, nameEn, spec) => [withSpec(nameEn ?? name, spec)],
  number: 'No.',
  till: (terminal) => `Till ${terminal}`,
  rungUpAt: 'Rung up at',
  operator: 'Cashier',
  salespeople: 'Served by',
  and: ', ',
  phone: 'Tel',
  item: 'Item',
  quantity: 'Qty',
  price: 'Price',
  amount: 'Amount',
  items: (count) => `${count} items`,
  cash: 'Cash',
  card: 'Card',
  voucher: 'Voucher',
  deposit: 'Deposit',
  change: 'Change',
  title: 'Receipt',
  due: 'Total due',
  member: (number) => `Member no. ${number}`,
  why: 'Why these prices',
  goesWith: 'Goes well with',
  invoice: 'Scan for your e-invoice',
  tax: 'VAT included',
  check: 'Check',
  copy: (copy) => `COPY ${copy}`,
  note: 'Note',
  otherOffers: 'Other offers',
  lineOffers: 'Item offers',
  saved: (amount) => `You saved ${amount} yuan`,
  pack: (unit, pieces, piece) => `${pieces} ${piece} in each ${unit}`,
  batch: 'Batch',
  expiry: 'Use by',
  serial: 'Serial',
};

/** What of an article a slip calls it by. */
export type NamedGoods = Pick<BasketLine, 'name' | 'nameEn' | 'spec'>;

/** The words every slip of the shop uses. */
export type SlipWords = typeof zh;

type SaidOf = (...values: readonly unknown[]) => string;

/** Every word in Chinese and then in English. */
const both: SlipWords = {
  ...(Object.fromEntries(
    Object.entries(zh).map(([key, chinese]) => {
      const english = en[key as keyof SlipWords];
      if (typeof chinese === 'string') return [key, `${chinese} ${english as string}`];
      return [key, (...values: readonly unknown[]) => `${(chinese as SaidOf)(...values)} ${(english as SaidOf)(...values)}`];
    }),
  ) as unknown as SlipWords),
  and: '、',
  goods: (name, nameEn, spec) => [withSpec(name, spec), ...(nameEn === undefined ? [] : [nameEn])],
};

/** The words in the language of the shop, or in the one that is named. */
export function slipWords({ locale }: Shop, language: ReceiptLayout['language'] = 'shop'): SlipWords {
  if (language === 'both') return both;
  return (language === 'shop' ? locale === 'zh-CN' : language === 'zh') ? zh : en;
}

/** Discounts printed under one line of goods. */
const MAX_DISCOUNTS_OF_LINE = 3;

export const center: TextStyle = { align: 'center' };

/** Marks a copy; the original (0) has no mark. */
export function copyMark(copy: number, words: SlipWords): PrintBlock[] {
  return copy === 0 ? [] : [{ type: 'text', text: words.copy(copy), style: { align: 'center', bold: true, invert: true } }];
}

/** Who the shop is. */
export function shopHead(shop: Shop, words: SlipWords): PrintBlock[] {
  return [shopName(shop, 2), ...shopContact(shop, words)];
}

export function shopName({ storeName }: Shop, times: number): PrintBlock {
  return { type: 'text', text: storeName, style: { align: 'center', bold: true, widthTimes: times, heightTimes: times } };
}

export function shopContact({ address, phone }: Shop, words: SlipWords): PrintBlock[] {
  return [...textLine(address), ...textLine(phone === '' ? '' : `${words.phone} ${phone}`)];
}

/** Who sold, where the shop says so on its slips. */
export function salespeopleLine(credits: readonly Credit[] | undefined, shop: Shop, words: SlipWords): PrintBlock[] {
  if (!credits || shop.namesSalespeople === false) return [];
  return textLine(`${words.salespeople} ${credits.map(({ person }) => person.name).join(words.and)}`, {});
}

/** The head of a table of goods between two rules. */
export function goodsHead(words: SlipWords): PrintBlock[] {
  return [{ type: 'rule' }, goodsRow(words.item, words.quantity, words.price, words.amount), { type: 'rule' }];
}

/**
 * One line of goods: its name, what it costs before discounts, those that are told with it, and what its code and the cashier said of it.
 */
export function goodsLine(line: BasketLine, words: SlipWords, discounts = ownDiscounts(line)): PrintBlock[] {
  return [
    ...goodsNames(line, words).map((text): PrintBlock => ({ type: 'text', text })),
    goodsRow('', quantityText(line), formatYuan(line.priceMinor), formatYuan(grossOf(line))),
    ...goodsRemarks(line, words, discounts),
  ];
}

/** The head of a table of goods that has no prices of one, between two rules. */
export function shortGoodsHead(words: SlipWords): PrintBlock[] {
  return [{ type: 'rule' }, shortGoodsRow(words.item, words.quantity, words.amount), { type: 'rule' }];
}

/** One line of goods in one row. */
export function shortGoodsLine(line: BasketLine, words: SlipWords, discounts = ownDiscounts(line)): PrintBlock[] {
  const [name = '', ...more] = goodsNames(line, words);
  return [
    shortGoodsRow(name, quantityText(line), formatYuan(grossOf(line))),
    ...more.map((text): PrintBlock => ({ type: 'text', text })),
    ...goodsRemarks(line, words, discounts),
  ];
}

/** What goods are called, in as many lines as the slip has languages for it. */
export function goodsNames({ name, nameEn, spec }: NamedGoods, words: SlipWords): readonly string[] {
  return words.goods(name, nameEn, spec);
}

export function goodsName({ name, spec }: BasketLine): string {
  return withSpec(name, spec);
}

function withSpec(name: string, spec: string): string {
  return spec === '' ? name : `${name} ${spec}`;
}

export function quantityText({ weighed, quantityMilli, unit }: BasketLine): string {
  return weighed ? `${formatQuantity(quantityMilli)}${unit}` : formatQuantity(quantityMilli);
}

/** What is told under a line of goods: its discounts, and what its code and the cashier said of it. */
function goodsRemarks(line: BasketLine, words: SlipWords, discounts: readonly Discount[]): PrintBlock[] {
  return [
    ...discountBlocks(discounts, words, MAX_DISCOUNTS_OF_LINE),
    ...textLine(line.pack ? words.pack(line.unit, line.pack.pieces, line.pack.unit) : '', {}),
    ...textLine(traceText(line.gs1, words), {}),
    ...textLine(line.note === '' ? '' : `${words.note} ${line.note}`, {}),
  ];
}

/** Rows of discounts, at most so many; the last one says the rest. */
export function discountBlocks(discounts: readonly Discount[], words: SlipWords, mostRows: number): PrintBlock[] {
  const told = discounts.length > mostRows ? discounts.slice(0, mostRows - 1) : discounts;
  const rest = discounts.slice(told.length);
  const rows = told.map(({ label, amountMinor }): readonly [string, number] => [words.of(label), amountMinor]);
  if (rest.length > 0) rows.push([words.otherOffers, sumOf(rest)]);
  return rows.map(([label, amountMinor]) => ({ type: 'pair', left: `  ${label}`, right: formatYuan(-amountMinor) }));
}

interface NumberedSlip {
  readonly receiptNumber: string;
  readonly shortHash: string;
}

/** The number as a code to scan and as words, with the check digits of the journal, and what the shop says last. */
export function slipFoot(slip: NumberedSlip, shop: Shop, words: SlipWords): PrintBlock[] {
  return [...slipCode(slip, words), ...shop.receiptFooter.map(centered)];
}

export function slipCode(slip: NumberedSlip, words: SlipWords): PrintBlock[] {
  return [
    { type: 'rule' },
    { type: 'barcode', symbology: 'CODE128', data: slip.receiptNumber, heightDots: 64 },
    { type: 'text', text: `${slip.receiptNumber}  ${words.check} ${slip.shortHash}`, style: center },
  ];
}

export function centered(text: string): PrintBlock {
  return { type: 'text', text, style: center };
}

/** What was handed over, or with `sign` −1 handed back, in one way. */
export function tenderLine(tender: Tender, words: SlipWords, sign: 1 | -1 = 1): PrintBlock {
  return { type: 'pair', left: tenderName(tender, words), right: formatYuanGrouped(sign * tender.amountMinor) };
}

function tenderName(tender: Tender, words: SlipWords): string {
  switch (tender.kind) {
    case 'cash':
      return words.cash;
    case 'card':
      return [words.card, tender.lastFour && `****${tender.lastFour}`, tender.reference].filter(Boolean).join(' ');
    case 'voucher':
      return `${words.voucher} ${tender.number}`;
    case 'deposit':
      return `${words.deposit} ${tender.order}`;
    case 'foreign':
      return `${words.of(CURRENCIES[tender.currency].words)} ${formatForeign(tender.foreignMinor, tender.currency)} @${tender.rate} =`;
    case 'other':
      return [tender.name, tender.reference].filter(Boolean).join(' ');
  }
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

function shortGoodsRow(item: string, quantity: string, amount: string): PrintBlock {
  return {
    type: 'table',
    cells: [{ text: item }, { text: quantity, columns: 8, align: 'right' }, { text: amount, columns: 10, align: 'right' }],
  };
}
