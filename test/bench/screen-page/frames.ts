import type { Basket, BasketLine } from '#contract/basket.ts';

const NAMES = [
  '禾牧 幼儿配方奶粉 3段',
  '净芽 手口湿巾',
  '小屿 纯棉连体哈衣',
  '豆芽 有机果泥 苹果胡萝卜',
  '贝初 PPSU 宽口奶瓶',
  '购物袋',
  '朗步 学步鞋',
];

function line(index: number): BasketLine {
  const priceMinor = 150 + ((index * 37) % 9000);
  const quantityMilli = (1 + (index % 3)) * 1000;
  return {
    lineId: index + 1,
    productId: index + 1,
    sku: `SKU-${index}`,
    barcode: `69${String(index).padStart(11, '0')}`,
    name: NAMES[index % NAMES.length] ?? '',
    spec: `${index} g`,
    unit: '件',
    weighed: false,
    quantityMilli,
    priceMinor,
    amountMinor: (priceMinor * quantityMilli) / 1000,
    labelled: false,
    taxRateBasisPoints: 1300,
    taxClass: '',
    taxMinor: 0,
    note: '',
  };
}

/** A basket of so many lines; `more` raises the quantity of one of them by one and selects it. */
export function basketOf(count: number, more?: number): Basket {
  const lines = Array.from({ length: count }, (_, index) => line(index));
  const raised = more === undefined ? undefined : lines[more];
  if (raised) {
    raised.quantityMilli += 1000;
    raised.amountMinor += raised.priceMinor;
  }
  return {
    basketId: '0198a2d4-5f10-7000-8000-000000000001',
    revision: 1,
    phase: 'selling',
    lines,
    lastLineId: raised?.lineId ?? lines.at(-1)?.lineId ?? null,
    itemCount: lines.reduce((sum, { quantityMilli }) => sum + quantityMilli / 1000, 0),
    grossMinor: lines.reduce((sum, { amountMinor }) => sum + amountMinor, 0),
    discounts: [],
    totalMinor: lines.reduce((sum, { amountMinor }) => sum + amountMinor, 0),
    taxMinor: 0,
    terms: { member: null, discount: null, note: '', soldBy: [], tenders: [], order: null },
    hints: [],
    undoable: true,
    paid: null,
  };
}

/** The basket as the text of a topic frame, without its revision, which differs from push to push. */
export function frameText(basket: Basket): (revision: number) => string {
  const value = JSON.stringify(basket);
  return (revision) => `{"type":"topic","name":"basket","revision":${revision},"value":${value}}`;
}
