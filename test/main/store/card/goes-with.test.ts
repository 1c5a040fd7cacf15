import { expect, test } from 'vitest';
import type { Product } from '#contract/product.ts';
import { goesWith, mayBeRecommended } from '#main/store/card/goes-with.ts';

const article = (sku: string, more: Partial<Product> = {}): Product => ({
  id: 1,
  sku,
  barcodes: [],
  name: sku,
  spec: '',
  category: '日用',
  unit: '件',
  priceMinor: 1000,
  costMinor: null,
  taxRateBasisPoints: 1300,
  taxClass: '',
  weighed: false,
  plu: null,
  image: '',
  active: true,
  ...more,
});
const line = (sku: string, amountMinor: number) => ({
  lineId: 1,
  productId: 1,
  sku,
  barcode: '',
  name: sku,
  spec: '',
  unit: '件',
  weighed: false,
  quantityMilli: 1000,
  priceMinor: amountMinor,
  amountMinor,
  labelled: false,
  taxRateBasisPoints: 1300,
  taxClass: '',
  taxMinor: 0,
  note: '',
});
const skus = (bought: readonly string[], pairs: Readonly<Record<string, readonly Product[]>>): string[] =>
  goesWith({ lines: bought.map((sku, place) => line(sku, 1000 - place)) }, (sku) => [...(pairs[sku] ?? [])]).map(({ sku }) => sku);

test('what goes with the most of the goods comes first, at most three, and never what was bought', () => {
  const [a, b, c, d] = ['A', 'B', 'C', 'D'].map((sku) => article(sku)) as [Product, Product, Product, Product];
  // D: 8 + 7; A: 7; C: 6; B is in the bag.
  expect(skus(['X', 'B'], { X: [d, a, c], B: [b, d] })).toEqual(['D', 'A', 'C']);
  expect(skus(['X'], { X: [a, b, c, d] })).toEqual(['A', 'B', 'C']);
  expect(skus(['X'], {})).toEqual([]);
  expect(skus(['X'], { X: [article('X-2', { name: 'X', spec: '大' })] })).toEqual([]);
});

test.each<[string, Partial<Product>, boolean]>([
  ['an ordinary article', {}, true],
  ['formula of stage 1', { name: '禾牧 婴儿配方奶粉 1段', category: '奶粉' }, false],
  ['formula of stage 2', { name: '禾牧 有机配方奶粉 2段', category: '奶粉' }, false],
  ['formula of stage 3', { name: '禾牧 幼儿配方奶粉 3段', category: '奶粉' }, true],
  ['formula of stage 2, written out', { name: '较大婴儿 配方奶粉', category: '奶粉' }, false],
  ['formula by its English name', { name: '金装', nameEn: 'Gold infant formula stage 1', category: '进口' }, false],
  ['formula by months', { name: '进口奶粉', spec: '0-6 个月', category: '奶粉' }, false],
  ['milk powder for adults', { name: '中老年奶粉', category: '奶粉' }, true],
  ['a game in two parts', { name: '拼图 2段', category: '玩具' }, true],
  ['what the shop took out', { tags: ['不推荐'] }, false],
  ['medicine', { prescription: true }, false],
  ['beer', { minimumAge: 18 }, false],
  ['a gift', { gift: true }, false],
  ['a service without a price', { openPrice: { minMinor: 1, maxMinor: 2 } }, false],
])('%s is recommended or not', (_, more, may) => {
  expect(mayBeRecommended(article('A', more))).toBe(may);
});
