import { closingOf } from './closing.ts';
import { createLocalTime } from '../local-time.ts';
import type { Shop } from '../shop.ts';
import type { PrintBlock, PrintDocument, TextStyle } from '#contract/document.ts';
import { sumOf } from '#contract/discount-rows.ts';
import { formatForeign } from '#contract/currency.ts';
import { formatYuanGrouped } from '#contract/money.ts';
import type { DiscountSource } from '#contract/pricing.ts';
import { Report, type CashMoveKind, type Closing } from '#contract/shift.ts';
import type { Operator } from '#contract/staff.ts';
import type { JournalEntry } from '#main/ledger/entry.ts';

const zh = {
  x: 'X 报表 读数',
  shift: (number: number) => `Z 报表 交班 ${number}`,
  day: (number: number) => `Z 报表 日结 ${number}`,
  date: '营业日',
  till: (terminal: string) => `${terminal} 号收银台`,
  operator: '收银员',
  copy: (copy: number) => `补打 第 ${copy} 次`,
  sales: (count: number) => `销售 ${count} 笔`,
  refunds: (count: number) => `退款 ${count} 笔`,
  voids: (count: number) => `其中整单作废 ${count} 笔`,
  net: '净额',
  gross: '折前金额',
  discount: {
    priceList: '会员价、价目表',
    manual: '手工改价、打折',
    promotion: '促销',
    coupon: '优惠券',
    sale: '整单优惠',
    rounding: '抹零',
  } satisfies Record<DiscountSource, string>,
  tenders: '收款方式',
  foreign: '外币现金',
  tenderNames: { cash: '现金', card: '银行卡', voucher: '代金券', other: '其他' } as Readonly<Record<string, string>>,
  taxes: '税率 / 不含税 / 税额',
  categories: '分类',
  noCategory: '未分类',
  operators: '收银员',
  salespeople: '导购员业绩',
  owner: '未登录',
  deposits: '预订定金',
  received: (count: number) => `收定金 ${count} 笔`,
  settled: (count: number) => `取货抵扣 ${count} 笔`,
  returned: (count: number) => `退定金 ${count} 笔`,
  kept: '扣下定金',
  moves: '现金进出',
  move: { paid_in: '存入', paid_out: '支出', safe_drop: '投入保险箱', petty_cash: '备用金支出' } satisfies Record<CashMoveKind, string>,
  cash: '钱箱',
  float: '开班备用金',
  cashSales: '现金销售',
  cashRefunds: '现金退款',
  cashDeposits: '现金定金',
  moved: '现金进出合计',
  expected: '应有',
  counted: '实点',
  difference: '长短款',
  shifts: '各班 实点 / 长短款',
  openings: '开钱箱（无销售）',
  copies: '补打小票',
  perpetual: '累计净额（不清零）',
  entries: (from: number, to: number) => `账本第 ${from}–${to} 条`,
  unsettled: '结账时未处理的打印任务',
  chain: '链尾校验',
};
const en: typeof zh = {
  x: 'X REPORT',
  shift: (number) => `Z REPORT SHIFT ${number}`,
  day: (number) => `Z REPORT DAY ${number}`,
  date: 'Business date',
  till: (terminal) => `Till ${terminal}`,
  operator: 'Cashier',
  copy: (copy) => `COPY ${copy}`,
  sales: (count) => `Sales (${count})`,
  refunds: (count) => `Refunds (${count})`,
  voids: (count) => `of them whole sales (${count})`,
  net: 'Net',
  gross: 'Before discounts',
  discount: {
    priceList: 'Price lists',
    manual: 'By hand',
    promotion: 'Promotions',
    coupon: 'Coupons',
    sale: 'Whole sale',
    rounding: 'Rounding',
  },
  tenders: 'Tenders',
  foreign: 'Foreign cash',
  tenderNames: { cash: 'Cash', card: 'Card', voucher: 'Vouchers', other: 'Other' },
  taxes: 'VAT rate / net / VAT',
  categories: 'Categories',
  noCategory: 'No category',
  operators: 'Cashiers',
  salespeople: 'Salespeople',
  owner: 'Nobody signed in',
  deposits: 'Deposits of orders',
  received: (count) => `Taken (${count})`,
  settled: (count) => `Settled by sales (${count})`,
  returned: (count) => `Given back (${count})`,
  kept: 'Kept',
  moves: 'Cash moves',
  move: { paid_in: 'Paid in', paid_out: 'Paid out', safe_drop: 'Safe drop', petty_cash: 'Petty cash' },
  cash: 'Drawer',
  float: 'Float',
  cashSales: 'Cash sales',
  cashRefunds: 'Cash refunds',
  cashDeposits: 'Cash deposits',
  moved: 'Cash moves',
  expected: 'Expected',
  counted: 'Counted',
  difference: 'Over / short',
  shifts: 'Shifts, counted / over or short',
  openings: 'Drawer opened without a sale',
  copies: 'Receipt copies',
  perpetual: 'Perpetual total',
  entries: (from, to) => `Entries ${from} to ${to}`,
  unsettled: 'Print jobs not settled at closing',
  chain: 'Chain head',
};

const center: TextStyle = { align: 'center' };
const title: TextStyle = { align: 'center', bold: true, heightTimes: 2 };

/** The X of a `report.printed` entry; `copy` 0 is the original. */
export function buildXReport(entry: JournalEntry, shop: Shop, copy: number): PrintDocument {
  const text = wordsOf(shop);
  const operator = entry.body['operator'] as Operator | undefined;
  return {
    title: text.x,
    blocks: [
      ...heading(text.x, { ...entry, operator }, shop, copy),
      ...reportBlocks(Report.parse(entry.body['report']), text),
      { type: 'cut' },
    ],
  };
}

/** The Z of a `period.closed` entry; `copy` 0 is the original. */
export function buildZReport(entry: JournalEntry, shop: Shop, copy: number): PrintDocument {
  const text = wordsOf(shop);
  const closing = closingOf(entry);
  const name = text[closing.period](closing.number);
  return {
    title: name,
    blocks: [
      ...heading(name, { tsMs: closing.closedAtMs, businessDate: closing.businessDate, operator: closing.operator }, shop, copy),
      ...reportBlocks(closing.report, text),
      { type: 'rule' },
      pair(text.perpetual, closing.perpetualMinor, { bold: true }),
      ...unsettledBlocks(closing, text),
      { type: 'text', text: text.entries(closing.report.fromSeq, closing.report.toSeq), style: center },
      { type: 'text', text: `${text.chain} ${closing.hash}`, style: center },
      { type: 'cut' },
    ],
  };
}

function wordsOf(shop: Shop): typeof zh {
  return shop.locale === 'zh-CN' ? zh : en;
}

function heading(
  name: string,
  { tsMs, businessDate, operator }: { readonly tsMs: number; readonly businessDate: string; readonly operator: Operator | undefined },
  shop: Shop,
  copy: number,
): PrintBlock[] {
  const text = wordsOf(shop);
  const at = createLocalTime(shop.timeZone)(tsMs);
  return [
    ...(copy === 0 ? [] : [{ type: 'text', text: text.copy(copy), style: { align: 'center', bold: true, invert: true } } as const]),
    { type: 'text', text: shop.storeName, style: center },
    { type: 'text', text: name, style: title },
    { type: 'pair', left: `${text.date} ${businessDate}`, right: text.till(shop.terminal) },
    { type: 'pair', left: `${at.date} ${at.time}`, right: operator ? `${text.operator} ${operator.name}` : '' },
  ];
}

function reportBlocks(report: Report, text: typeof zh): PrintBlock[] {
  const { sales, refunds, voids, discounts } = report;
  const turnoverMinor = sales.amountMinor - refunds.amountMinor;
  return [
    { type: 'rule' },
    pair(text.sales(sales.count), sales.amountMinor),
    pair(text.refunds(refunds.count), -refunds.amountMinor),
    ...(voids.count === 0 ? [] : [pair(text.voids(voids.count), -voids.amountMinor)]),
    pair(text.net, turnoverMinor, { bold: true }),
    ...(discounts.length === 0 ? [] : [{ type: 'rule' } as const, pair(text.gross, turnoverMinor + sumOf(discounts))]),
    ...discounts.map(({ source, amountMinor }) => pair(text.discount[source], -amountMinor)),
    ...section(
      text.tenders,
      report.tenders.map(({ tender, amountMinor }) => pair(tenderName(tender, text), amountMinor)),
    ),
    ...section(
      text.foreign,
      (report.foreign ?? []).map(({ currency, foreignMinor, amountMinor }) =>
        pair(`${currency} ${formatForeign(foreignMinor, currency)}`, amountMinor),
      ),
    ),
    ...section(
      text.taxes,
      report.taxes.map(({ rateBasisPoints, netMinor, taxMinor }) => row(`${rateBasisPoints / 100}%`, netMinor, taxMinor)),
    ),
    ...section(
      text.categories,
      report.categories.map(({ category, lines, amountMinor }) => pair(`${category || text.noCategory} ×${lines}`, amountMinor)),
    ),
    ...section(
      text.operators,
      report.operators.map(({ operator, sales: sold, refunds: given }) =>
        pair(`${operator.name || text.owner} ×${sold.count + given.count}`, sold.amountMinor - given.amountMinor),
      ),
    ),
    ...section(
      text.salespeople,
      report.salespeople.map(({ person, count, amountMinor }) => pair(`${person.name} ×${count}`, amountMinor)),
    ),
    ...section(text.deposits, depositRows(report, text)),
    ...section(
      text.moves,
      report.moves.map(({ kind, count, amountMinor }) => pair(`${text.move[kind]} ×${count}`, amountMinor)),
    ),
    ...section(
      text.shifts,
      report.shifts.map((shift) => row(`${shift.number} ${shift.operator?.name ?? text.owner}`, shift.countedMinor, shift.differenceMinor)),
    ),
    ...cashBlocks(report, text),
    { type: 'rule' },
    { type: 'pair', left: text.openings, right: String(report.drawerOpenings) },
    { type: 'pair', left: text.copies, right: String(report.copies) },
  ];
}

function depositRows({ deposits }: Report, text: typeof zh): PrintBlock[] {
  const { received, settled, returned, keptMinor } = deposits;
  return [
    ...(received.count === 0 ? [] : [pair(text.received(received.count), received.amountMinor)]),
    ...(settled.count === 0 ? [] : [pair(text.settled(settled.count), -settled.amountMinor)]),
    ...(returned.count === 0 ? [] : [pair(text.returned(returned.count), -returned.amountMinor)]),
    ...(keptMinor === 0 ? [] : [pair(text.kept, -keptMinor)]),
  ];
}

/** `cash:hkd` is cash of its own. */
function tenderName(tender: string, { tenderNames }: typeof zh): string {
  const [kind = '', ...more] = tender.split(':');
  return [tenderNames[kind] ?? kind, ...more.map((name) => name.toUpperCase())].join(' ');
}

function cashBlocks({ cash }: Report, text: typeof zh): PrintBlock[] {
  if (!cash) return [];
  return section(text.cash, [
    pair(text.float, cash.floatMinor),
    pair(text.cashSales, cash.salesMinor),
    pair(text.cashRefunds, -cash.refundsMinor),
    ...(cash.depositsMinor === 0 ? [] : [pair(text.cashDeposits, cash.depositsMinor)]),
    pair(text.moved, cash.movedMinor),
    pair(text.expected, cash.expectedMinor, { bold: true }),
    ...(cash.countedMinor === null ? [] : [pair(text.counted, cash.countedMinor, { bold: true })]),
    ...(cash.differenceMinor === null ? [] : [pair(text.difference, cash.differenceMinor, { bold: true })]),
  ]);
}

function unsettledBlocks({ unsettled }: Closing, text: typeof zh): PrintBlock[] {
  return section(
    text.unsettled,
    unsettled.map(({ title: job, state }) => ({ type: 'pair', left: job, right: state })),
  );
}

/** A headline and its rows; nothing where there are none. */
function section(name: string, rows: readonly PrintBlock[]): PrintBlock[] {
  return rows.length === 0 ? [] : [{ type: 'rule' }, { type: 'text', text: name, style: { bold: true } }, ...rows];
}

function pair(left: string, amountMinor: number, style?: TextStyle): PrintBlock {
  return { type: 'pair', left, right: formatYuanGrouped(amountMinor), ...(style ? { style } : {}) };
}

function row(left: string, firstMinor: number, secondMinor: number): PrintBlock {
  return {
    type: 'table',
    cells: [
      { text: left },
      { text: formatYuanGrouped(firstMinor), columns: 13, align: 'right' },
      { text: formatYuanGrouped(secondMinor), columns: 11, align: 'right' },
    ],
  };
}
