import { afterEach, beforeEach, expect, it } from 'vitest';
import { openShop, plain, sell, type ShopAtWork } from '../shop-fixture.ts';
import type { ImportRow } from '#main/store/catalog/import-row.ts';

const suit = (sku: string, size: string, colour: string): ImportRow => ({
  ...plain,
  sku,
  barcodes: [],
  name: '连体哈衣',
  spec: `${colour} ${size}`,
  category: '童装',
  priceMinor: 9900,
  image: 'suit.jpg|suit-back.jpg',
  traits: { brand: '小屿', variant: { style: 'K-1', size, colour } },
});
const more: readonly ImportRow[] = [
  suit('A80', '80 码', '月白'),
  suit('A73', '73 码', '月白'),
  suit('B80', '80 码', '雾蓝'),
  { ...plain, sku: 'HAT', barcodes: [], name: '胎帽', category: '童装', priceMinor: 2990 },
  { ...plain, sku: 'CUP', barcodes: [], name: '吸管杯', priceMinor: 6900, traits: { nameEn: 'Straw cup' } },
  { ...plain, sku: 'MILK', barcodes: [], name: '鲜奶', priceMinor: 850, traits: { deposit: 'BOTTLE' } },
  { ...plain, sku: 'BOTTLE', barcodes: [], name: '瓶押金', priceMinor: 100 },
  { ...plain, sku: 'BOX', barcodes: [], name: '鲜奶 整箱', priceMinor: 8000, traits: { pack: { sku: 'MILK', pieces: 12 } } },
];

let work: ShopAtWork;
beforeEach(async () => {
  work = await openShop({}, more);
});
afterEach(() => work.close());

async function idOf(sku: string): Promise<number> {
  return (await work.ask('catalog.search', { query: sku, limit: 5 })).products.find((product) => product.sku === sku)?.id ?? 0;
}
const cardOf = async (sku: string) => work.ask('product.card', { productId: await idOf(sku) });

it('shows sizes and colours with what is on hand, and the shelf beside it without the other sizes', async () => {
  await work.ask('stock.count', { productId: await idOf('A80'), countedMilli: 4000 });
  await sell(work, ['A80'], 10_000);
  const card = await cardOf('A80');
  expect(card).toMatchObject({ brand: '小屿', onHandMilli: 3000, pictures: ['suit.jpg', 'suit-back.jpg'] });
  expect(card.grid).toMatchObject({ sizes: ['73 码', '80 码'], colours: ['月白', '雾蓝'] });
  expect(card.grid?.cells.map(({ size, colour, onHandMilli }) => [size, colour, onHandMilli])).toEqual([
    ['80 码', '月白', 3000],
    ['73 码', '月白', null],
    ['80 码', '雾蓝', null],
  ]);
  expect(card.related.map(({ sku }) => sku)).toEqual(['HAT']);
});

it('knows the deposit of an article, its cases, and what a case holds', async () => {
  expect(await cardOf('MILK')).toMatchObject({ deposit: { sku: 'BOTTLE' }, packs: [{ product: { sku: 'BOX' }, pieces: 12 }], grid: null });
  await work.ask('stock.count', { productId: await idOf('MILK'), countedMilli: 30_000 });
  expect(await cardOf('BOX')).toMatchObject({ packOf: { product: { sku: 'MILK' }, pieces: 12 }, onHandMilli: 2000 });
});

it('says what left the shop together with it, the most often first', async () => {
  for (const basket of [
    ['HAT', 'A80'],
    ['HAT', 'A80', 'BAG-M'],
    ['HAT', 'BAG-M', 'SJ-80'],
    ['A80', 'SJ-80'],
    ['HAT', 'A80'],
  ]) {
    await sell(work, basket, 50_000);
  }
  expect((await cardOf('HAT')).together.map(({ sku }) => sku)).toEqual(['A80', 'BAG-M', 'SJ-80']);
});

it('is shown to the customer without figures of the stock, until the basket changes', async () => {
  await work.ask('stock.count', { productId: await idOf('A73'), countedMilli: 0 });
  await work.ask('product.show', { productId: await idOf('A80') });
  expect(work.topic('showcase')).toEqual({
    product: { name: '连体哈衣', spec: '月白 80 码', unit: '件', priceMinor: 9900 },
    brand: '小屿',
    pictures: ['suit.jpg', 'suit-back.jpg'],
    variants: [
      { size: '80 码', colour: '月白', available: null },
      { size: '73 码', colour: '月白', available: false },
      { size: '80 码', colour: '雾蓝', available: null },
    ],
  });
  await work.ask('basket.scan', { text: 'HAT', source: 'scanner' });
  expect(work.topic('showcase')).toBeNull();
});

it('swaps a line for another size in its place, with quantity and note, and for nothing of another style', async () => {
  await work.ask('basket.scan', { text: 'A80', source: 'scanner', quantityMilli: 2000 });
  await work.ask('basket.scan', { text: 'HAT', source: 'scanner' });
  await work.ask('basket.note', { lineId: 1, note: '送礼' });
  await work.ask('basket.swapVariant', { lineId: 1, productId: await idOf('A73') });
  expect(work.topic('basket').lines.map(({ lineId, sku, quantityMilli, note }) => [lineId, sku, quantityMilli, note])).toEqual([
    [1, 'A73', 2000, '送礼'],
    [2, 'HAT', 1000, ''],
  ]);
  await expect(work.ask('basket.swapVariant', { lineId: 1, productId: await idOf('HAT') })).rejects.toMatchObject({
    code: 'variant_foreign',
  });
  await work.ask('basket.undo', {});
  expect(work.topic('basket').lines[0]).toMatchObject({ sku: 'A80', quantityMilli: 2000 });
});

it('tells the customer the English name of an article, in the basket and in the show window', async () => {
  await work.ask('basket.scan', { text: 'CUP', source: 'scanner' });
  expect(work.topic('customer').lines).toMatchObject([{ name: '吸管杯', nameEn: 'Straw cup' }]);
  await work.ask('product.show', { productId: await idOf('CUP') });
  expect(work.topic('showcase')?.product).toMatchObject({ name: '吸管杯', nameEn: 'Straw cup' });
});
