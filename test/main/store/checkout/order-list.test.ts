import { afterEach, beforeEach, expect, test } from 'vitest';
import { openShop, type ShopAtWork } from '../shop-fixture.ts';

let work: ShopAtWork;
beforeEach(async () => {
  work = await openShop();
});
afterEach(async () => {
  expect(work.unexpected).toEqual([]);
  await work.close();
});

const scan = (text: string): Promise<unknown> => work.ask('basket.scan', { text, source: 'scanner' });
const lines = (): readonly (readonly [string, number])[] =>
  work.topic('basket').lines.map(({ sku, quantityMilli }) => [sku, quantityMilli]);

test('a list goes in as one, says what did not, and is taken back by one undo', async () => {
  await scan('BAG-M');
  expect(await scan(']Q1GTL1:SJ-80*2;6973012450313*1;NONE*1;OLD-1*3;RICE*1.5;YD-60*0.5')).toEqual({
    kind: 'list',
    taken: 2,
    missed: [
      { code: 'NONE', name: '', quantityMilli: 1000, why: 'unknown' },
      { code: 'OLD-1', name: '停售的奶嘴', quantityMilli: 3000, why: 'inactive' },
      { code: 'RICE', name: '散装 五常大米', quantityMilli: 1500, why: 'weighed' },
      { code: 'YD-60', name: '云朵 婴儿湿巾', quantityMilli: 500, why: 'refused' },
    ],
  });
  expect(lines()).toEqual([
    ['BAG-M', 1000],
    ['SJ-80', 2000],
    ['ND-XL-44', 1000],
  ]);
  await work.ask('basket.undo', {});
  expect(lines()).toEqual([['BAG-M', 1000]]);
});

test('a list of which nothing goes in changes nothing, and one that cannot be read is refused', async () => {
  expect(await scan('GTL1:NONE*1')).toMatchObject({ kind: 'list', taken: 0 });
  expect(await scan('GTL9:SJ-80*1')).toMatchObject({ kind: 'refused', error: { code: 'list_unreadable' } });
  expect(work.topic('basket')).toMatchObject({ lines: [], revision: 0 });
});
