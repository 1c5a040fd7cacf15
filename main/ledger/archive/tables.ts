import { join } from 'node:path';
import { z } from 'zod';
import { formatYuan } from '#contract/money.ts';
import type { Envelope } from '../envelope.ts';
import { BYTE_ORDER_MARK, csvLine, type Cell } from './cell.ts';
import { describeFile, openFileSink, type ArchivedFile } from './file-sink.ts';
import { openXlsxWriter } from './xlsx-writer.ts';

/** Tables for the accountant, beside the proof: every amount in them is in the journal as well. */
export interface Tables {
  add(entry: Envelope, hash: string): void;
  finish(): readonly ArchivedFile[];
  close(): void;
}

/** What a line of a sale says to an accountant, in whatever version of the body. */
const TableLine = z.object({
  sku: z.string(),
  name: z.string(),
  spec: z.string(),
  unit: z.string(),
  quantityMilli: z.int(),
  priceMinor: z.int(),
  amountMinor: z.int(),
  taxRateBasisPoints: z.int(),
  taxMinor: z.int(),
  grossMinor: z.int().optional(),
  discounts: z.array(z.object({ label: z.object({ zh: z.string() }), amountMinor: z.int() })).default([]),
});
const Lines = z.array(TableLine).catch([]);

const SALE_HEADER = [
  '序号 seq',
  '类型 kind',
  '单号 number',
  '营业日 date',
  '时间 time',
  '合计 total',
  '不含税 net',
  '税额 VAT',
  '收款 tenders',
  '校验 check',
];
const LINE_HEADER = [
  '单号 number',
  '营业日 date',
  '货号 SKU',
  '品名 name',
  '规格 spec',
  '单位 unit',
  '数量 quantity',
  '单价 price',
  '金额 amount',
  '税率 VAT %',
  '税额 VAT',
  '折前 before discounts',
  '优惠 discounts',
];
const DAY_HEADER = ['营业日 date', '项目 item', '金额 amount'];

/**
 * Writes sales.csv, lines.csv and accounts.xlsx into a folder: one row for each entry that moves money, one for each line of goods, and
 * what each business date adds up to. `timeOf` says the shop's own time.
 */
export function openTables(folder: string, timeOf: (tsMs: number) => string): Tables {
  const sales = openFileSink(join(folder, 'sales.csv'));
  const lines = openFileSink(join(folder, 'lines.csv'));
  const book = join(folder, 'accounts.xlsx');
  const workbook = openXlsxWriter(book);
  const days = new Map<string, Map<string, number>>();
  sales.write(BYTE_ORDER_MARK + csvLine(SALE_HEADER));
  lines.write(BYTE_ORDER_MARK + csvLine(LINE_HEADER));
  workbook.sheet('流水 Sales', SALE_HEADER);
  return {
    add(entry, hash) {
      if (entry.postings.length === 0) return;
      const row = saleRow(entry, hash, timeOf);
      sales.write(csvLine(row));
      workbook.row(row);
      const isRefund = entry.kind === 'refund.completed';
      for (const line of Lines.parse(entry.data['lines'])) lines.write(csvLine(lineRow(entry, isRefund ? returned(line) : line)));
      for (const line of isRefund ? Lines.parse(entry.data['sold']) : []) lines.write(csvLine(lineRow(entry, line)));
      const day = days.get(entry.businessDate) ?? new Map<string, number>();
      days.set(entry.businessDate, day);
      for (const [account, amountMinor] of entry.postings) {
        day.set(account, (day.get(account) ?? 0) + (isMoney(account) ? amountMinor : -amountMinor));
      }
    },
    finish() {
      workbook.sheet('日汇总 Days', DAY_HEADER);
      for (const [date, day] of sorted(days)) {
        for (const [account, minor] of sorted(day)) workbook.row([date, accountName(account), { minor }]);
      }
      workbook.finish();
      return [sales.finish(), lines.finish(), describeFile(book)];
    },
    close() {
      sales.close();
      lines.close();
      workbook.close();
    },
  };
}

function saleRow(entry: Envelope, hash: string, timeOf: (tsMs: number) => string): readonly Cell[] {
  const { seq, kind, receiptNumber, businessDate, tsMs, amountMinor, postings } = entry;
  const taxMinor = -sumOf(postings, (account) => account.startsWith('vat:'));
  const netMinor = -sumOf(postings, (account) => account.startsWith('revenue:'));
  const tenders = postings
    .filter(([account]) => isMoney(account) || account === 'liability:customer-deposits')
    .map(([account, minor]) => `${accountName(account)} ${formatYuan(minor)}`);
  return [
    seq,
    kind,
    receiptNumber ?? '',
    businessDate,
    timeOf(tsMs),
    { minor: amountMinor },
    { minor: netMinor },
    { minor: taxMinor },
    tenders.join('; '),
    hash.slice(0, 8),
  ];
}

function lineRow({ receiptNumber, businessDate }: Envelope, line: z.infer<typeof TableLine>): readonly Cell[] {
  return [
    receiptNumber ?? '',
    businessDate,
    line.sku,
    line.name,
    line.spec,
    line.unit,
    { milli: line.quantityMilli },
    { minor: line.priceMinor },
    { minor: line.amountMinor },
    { minor: line.taxRateBasisPoints },
    { minor: line.taxMinor },
    { minor: line.grossMinor ?? line.amountMinor },
    line.discounts.map(({ label, amountMinor }) => `${label.zh} ${formatYuan(amountMinor)}`).join('; '),
  ];
}

/** What came back counts below zero. */
function returned(line: z.infer<typeof TableLine>): z.infer<typeof TableLine> {
  return {
    ...line,
    quantityMilli: -line.quantityMilli,
    amountMinor: -line.amountMinor,
    taxMinor: -line.taxMinor,
    grossMinor: -(line.grossMinor ?? line.amountMinor),
    discounts: line.discounts.map((discount) => ({ ...discount, amountMinor: -discount.amountMinor })),
  };
}

const ACCOUNT_NAMES: Readonly<Record<string, string>> = {
  'asset:cash': '现金 cash',
  'asset:card': '银行卡 card',
  'asset:voucher': '代金券 voucher',
  'asset:other': '其他收款 other tenders',
  'asset:safe': '保险箱 safe',
  'liability:customer-deposits': '预收定金 customer deposits',
  'income:forfeited-deposits': '没收定金 forfeited deposits',
  'expense:over-short': '长短款 over / short',
  'expense:paid-out': '现金支出 paid out',
  'expense:petty-cash': '备用金支出 petty cash',
  'income:paid-in': '现金存入 paid in',
};

/** `asset:cash` → 现金 cash; `revenue:1300` → 不含税 net 13.00 %. Others by their own name. */
function accountName(account: string): string {
  const [kind = '', rest = ''] = account.split(':');
  if (Object.hasOwn(ACCOUNT_NAMES, account)) return ACCOUNT_NAMES[account] ?? account;
  if (account.startsWith('asset:cash:')) return `外币现金 foreign cash ${account.slice('asset:cash:'.length).toUpperCase()}`;
  if (kind === 'revenue') return `不含税 net ${formatYuan(Number(rest))} %`;
  if (kind === 'vat') return `税额 VAT ${formatYuan(Number(rest))} %`;
  return account;
}

function isMoney(account: string): boolean {
  return account.startsWith('asset:');
}

function sumOf(postings: Envelope['postings'], matches: (account: string) => boolean): number {
  return postings.reduce((sum, [account, minor]) => (matches(account) ? sum + minor : sum), 0);
}

function sorted<Value>(map: ReadonlyMap<string, Value>): readonly (readonly [string, Value])[] {
  return [...map].toSorted(([a], [b]) => (a < b ? -1 : 1));
}
