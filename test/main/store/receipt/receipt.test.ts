import { expect, test } from 'vitest';
import { AFTERNOON_MS, shop } from '../shop-fixture.ts';
import { PrintDocument } from '#contract/document.ts';
import { DEFAULT_RECEIPT_LAYOUT } from '#contract/receipt-layout.ts';
import type { Sale, SaleLine } from '#contract/sale.ts';
import { buildReceipt } from '#main/store/receipt/receipt.ts';

const line: SaleLine = {
  lineId: 1,
  productId: 1,
  sku: 'RICE',
  barcode: '2100103003149',
  name: '散装 五常大米',
  spec: '',
  unit: 'kg',
  weighed: true,
  quantityMilli: 356,
  priceMinor: 880,
  amountMinor: 313,
  labelled: false,
  taxRateBasisPoints: 900,
  taxClass: '',
  taxMinor: 26,
  note: '',
};
const sale: Sale = {
  seq: 7,
  receiptNumber: 'S001-01-1-000042',
  basketId: '019abcde-0000-7000-8000-000000000001',
  businessDate: '2026-11-22',
  completedAtMs: AFTERNOON_MS,
  lines: [line],
  totalMinor: 313,
  taxMinor: 26,
  tenders: [{ kind: 'cash', amountMinor: 500 }],
  tenderedMinor: 500,
  changeMinor: 187,
  shortHash: '0123abcd',
};
const wordsOf = (document: PrintDocument): string => JSON.stringify(document.blocks);

test('a receipt names shop, number, time of the shop, goods, total, cash, change and VAT', () => {
  const words = wordsOf(buildReceipt(sale, shop, 0));
  for (const word of [
    '小满母婴 望京店',
    'S001-01-1-000042',
    '2026-11-22 15:43:52',
    '散装 五常大米',
    '0.356kg',
    '8.80',
    '3.13',
    '5.00',
    '1.87',
    '0.26',
    'S001-01-1-000042  校验 0123abcd',
  ])
    expect(words).toContain(word);
  expect(words).not.toContain('补打');
});

/** Two diapers, the second at half price, and 30.00 off for everything together: 258.00 − 64.50 − 30.00 = 163.50. */
const offered: SaleLine = {
  ...line,
  name: '棉绒 拉拉裤 XL',
  weighed: false,
  quantityMilli: 2000,
  priceMinor: 12_900,
  grossMinor: 25_800,
  discounts: [
    { source: 'promotion', id: 'HALF', label: { zh: '第 2 件半价', en: '2nd at half price' }, amountMinor: 6_450 },
    { source: 'coupon', id: 'C30', label: { zh: '券 满 150 减 30', en: 'Coupon 30 off 150' }, amountMinor: 3_000, shared: true },
  ],
  amountMinor: 16_350,
};

test('discounts of a line stand under it, what lines earned together stands once below, and the sums add up', () => {
  const { blocks } = buildReceipt({ ...sale, lines: [offered], totalMinor: 16_350, note: '送货上门' }, shop, 0);
  const rows = blocks.flatMap((block) =>
    block.type === 'pair'
      ? [`${block.left}|${block.right}`]
      : block.type === 'table'
        ? [block.cells.map(({ text }) => text).join('|')]
        : [],
  );
  expect(rows).toEqual(expect.arrayContaining(['|2|129.00|258.00', '  第 2 件半价|-64.50']));
  expect(rows.slice(rows.indexOf('合计 2 件|258.00'), -2)).toEqual([
    '合计 2 件|258.00',
    '  商品优惠|-64.50',
    '  券 满 150 减 30|-30.00',
    '应付|￥163.50',
    '现金|5.00',
  ]);
  expect(wordsOf(buildReceipt({ ...sale, lines: [offered], totalMinor: 16_350, note: '送货上门' }, shop, 0))).toMatch(
    /备注 送货上门.*本单已省 94\.50 元/,
  );
  expect(wordsOf(buildReceipt({ ...sale, lines: [offered] }, { ...shop, locale: 'en-GB' }, 0))).toContain('2nd at half price');
});

test('a copy says so at its top and at its end, and is otherwise the same receipt', () => {
  const original = buildReceipt(sale, shop, 0).blocks;
  const copy = buildReceipt(sale, shop, 2).blocks;
  const mark = expect.objectContaining({ text: '补打 第 2 次' });
  expect(copy[0]).toEqual(mark);
  expect(copy.at(-2)).toEqual(mark);
  expect([...copy.slice(1, -2), copy.at(-1)]).toEqual(original);
});

test('the longest receipt there can be is still a document: 1000 lines, every text as long as allowed', () => {
  const long = '棉'.repeat(200);
  const lines = Array.from({ length: 1000 }, (_, index): SaleLine => ({
    ...line,
    lineId: index + 1,
    name: long,
    spec: '绒'.repeat(100),
    note: '礼'.repeat(100),
    quantityMilli: 99_999_000,
    priceMinor: 999_999_999,
    amountMinor: 999_999,
    grossMinor: 999_999_999,
    discounts: Array.from({ length: 40 }, (__, at) => ({
      source: 'promotion' as const,
      id: `P${at}`,
      label: { zh: '惠'.repeat(120), en: 'x' },
      amountMinor: 1,
    })),
    gs1: { batch: 'B'.repeat(20), expiry: '2027-12-31', serial: 'S'.repeat(20) },
  }));
  const footer = Array.from({ length: 6 }, () => '谢'.repeat(100));
  const whole = {
    ...sale,
    lines,
    totalMinor: 999_999_000,
    tenders: Array.from({ length: 8 }, () => ({ kind: 'cash' as const, amountMinor: 124_999_999 })),
  };
  const document = buildReceipt(whole, { ...shop, address: long.slice(100), receiptFooter: footer }, 15);
  expect(PrintDocument.safeParse(document).success).toBe(true);
});

test('goods that have an English name are called by it in English, and by both on a receipt in both languages', () => {
  const english = { ...sale, lines: [{ ...line, nameEn: 'Wuchang rice, loose' }] };
  const said = (language: 'zh' | 'en' | 'both', lineForm: 'oneRow' | 'twoRows'): string =>
    wordsOf(buildReceipt(english, shop, 0, { ...DEFAULT_RECEIPT_LAYOUT, language, lineForm }));
  for (const form of ['oneRow', 'twoRows'] as const) {
    expect(said('zh', form)).not.toContain('Wuchang');
    expect(said('en', form)).not.toContain('五常');
    expect(said('en', form)).toContain('Wuchang rice, loose');
    expect(said('both', form)).toMatch(/散装 五常大米.*Wuchang rice, loose/);
  }
  expect(wordsOf(buildReceipt(sale, shop, 0, { ...DEFAULT_RECEIPT_LAYOUT, language: 'en' }))).toContain('散装 五常大米');
});

test('a receipt of a paired till says where the basket was rung up', () => {
  expect(wordsOf(buildReceipt({ ...sale, till: '平板 2' }, shop, 0))).toContain('开单 平板 2');
  expect(wordsOf(buildReceipt(sale, shop, 0))).not.toContain('开单');
});
