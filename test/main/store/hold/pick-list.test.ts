import { afterEach, beforeEach, expect, test } from 'vitest';
import { openShop, plain, type ShopAtWork } from '../shop-fixture.ts';

let work: ShopAtWork;
beforeEach(async () => {
  work = await openShop({}, [{ ...plain, sku: 'AA-1', barcodes: [], name: '奶瓶', category: '喂养', unit: '个', priceMinor: 8900 }]);
});
afterEach(async () => {
  expect(work.unexpected).toEqual([]);
  await work.close();
});

/** What the newest paper says, row by row. */
async function paper(count: number): Promise<readonly string[]> {
  await work.until('printing', () => work.printed.length >= count);
  return (work.printed.at(-1)?.document.blocks ?? []).flatMap((block) =>
    block.type === 'text' ? [block.text] : block.type === 'pair' ? [`${block.left} | ${block.right}`] : [],
  );
}

test('the pick list of the open basket says what and how much by category, and no price', async () => {
  for (const text of ['AA-1', 'SJ-80', 'BAG-M']) await work.ask('basket.scan', { text, source: 'scanner' });
  await work.ask('basket.setQuantity', { lineId: 2, quantityMilli: 3000 });
  await work.ask('basket.note', { lineId: 1, note: '要新日期' });
  await work.ask('hold.pickList', {});
  expect(await paper(1)).toEqual([
    '拣货单',
    '2026-11-22 15:43:52 | 01 号收银台',
    '[ ] 购物袋 中号',
    '    BAG-M | 1 件',
    '[ ] 净芽 手口湿巾',
    '    SJ-80 | 3 件',
    '喂养',
    '[ ] 奶瓶',
    '    AA-1 | 1 个',
    '    要新日期',
    '共 3 种 | 拣货人 ____________',
  ]);
});

test('that of a held basket names it, is printed once a press, and there is none of an empty basket', async () => {
  await expect(work.ask('hold.pickList', {})).rejects.toMatchObject({ code: 'basket_empty' });
  await work.ask('basket.scan', { text: 'AA-1', source: 'scanner' });
  const { number } = await work.ask('hold.put', { name: '灰外套' });
  const requestId = '0190b7a0-0000-7000-8000-00000000000c';
  await work.ask('hold.pickList', { requestId, number });
  await work.ask('hold.pickList', { requestId, number });
  expect(await paper(1)).toContain('GTH01-000001 灰外套');
  expect(work.printed.length).toBe(1);
  await expect(work.ask('hold.pickList', { number: 77 })).rejects.toMatchObject({ code: 'hold_unknown' });
});
