import type { NamedGoods } from './blocks.ts';
import type { Sale, SaleLine } from '#contract/sale.ts';

const plain = {
  barcode: '',
  weighed: false,
  labelled: false,
  taxRateBasisPoints: 1300,
  taxClass: '',
  note: '',
} as const satisfies Partial<SaleLine>;

const lines: readonly SaleLine[] = [
  {
    ...plain,
    lineId: 1,
    productId: 1,
    sku: 'SAMPLE-1',
    name: '棉绒 拉拉裤 XL',
    nameEn: 'Mianrong nappy pants XL',
    spec: '44 片',
    unit: '包',
    quantityMilli: 2000,
    priceMinor: 12_900,
    grossMinor: 25_800,
    discounts: [
      { source: 'promotion', id: 'half', label: { zh: '第 2 件半价', en: '2nd at half price' }, amountMinor: 6450 },
      { source: 'coupon', id: 'C20', label: { zh: '券 满 200 减 20', en: 'Coupon 20 off 200' }, amountMinor: 1800, shared: true },
    ],
    amountMinor: 17_550,
    taxMinor: 2019,
    category: '尿裤',
  },
  {
    ...plain,
    lineId: 2,
    productId: 2,
    sku: 'SAMPLE-2',
    name: '散装 五常大米',
    spec: '',
    unit: 'kg',
    weighed: true,
    quantityMilli: 2500,
    priceMinor: 860,
    grossMinor: 2150,
    discounts: [{ source: 'coupon', id: 'C20', label: { zh: '券 满 200 减 20', en: 'Coupon 20 off 200' }, amountMinor: 200, shared: true }],
    amountMinor: 1950,
    taxRateBasisPoints: 900,
    taxMinor: 161,
    category: '粮油',
    gs1: { batch: 'A1', expiry: '2027-05-31' },
  },
];

/** What goes with it. */
export const SAMPLE_RELATED: readonly NamedGoods[] = [
  { name: '净芽 手口湿巾', nameEn: 'Jingya hand and mouth wipes', spec: '80 抽×5 包' },
  { name: '豆芽 有机果泥 苹果胡萝卜', nameEn: 'Douya organic puree, apple and carrot', spec: '100 g' },
];

/** A sale that has everything a receipt can say: 258.00 + 21.50 − 64.50 − 20.00 = 195.00, paid with 100.00 by card and 100.00 in cash. */
export function sampleSale(completedAtMs: number, businessDate: string): Sale {
  return {
    seq: 1,
    receiptNumber: 'S001-01-1-000042',
    basketId: '00000000-0000-7000-8000-000000000000',
    businessDate,
    completedAtMs,
    lines: [...lines],
    totalMinor: 19_500,
    taxMinor: 2180,
    tenders: [
      { kind: 'card', amountMinor: 10_000, lastFour: '6688', reference: '' },
      { kind: 'cash', amountMinor: 10_000 },
    ],
    tenderedMinor: 20_000,
    changeMinor: 500,
    operator: { id: 1, name: '周敏' },
    memberId: 1024,
    note: '送货上门',
    shortHash: '0123abcd',
  };
}
