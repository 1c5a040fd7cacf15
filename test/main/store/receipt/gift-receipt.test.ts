import { afterEach, beforeEach, expect, test } from 'vitest';
import { journalOf } from '../journal-of.ts';
import { openShop, sell, type ShopAtWork } from '../shop-fixture.ts';
import { linesOf } from '../../../drivers/printer/escpos/paper.ts';
import { newRequestId } from '#contract/ids.ts';
import { drawnPaper } from '#main/devices/drawn-paper.ts';

let work: ShopAtWork;

beforeEach(async () => {
  work = await openShop();
});
afterEach(() => work.close());

test('a gift receipt names the goods and the number they come back by, and no price', async () => {
  const sale = await sell(work, ['6973012450313', '6973012450313', '6973012450771'], 50_000);
  expect(await work.ask('sale.giftReceipt', {})).toMatchObject({ receiptNumber: 'S001-01-1-000001' });
  await work.until('printing', ({ waiting }) => waiting === 0);
  const document = work.printed.at(-1)?.document;
  if (!document) throw new Error('nothing printed');
  const { items } = drawnPaper(document, '58');
  expect(linesOf(items)).toEqual([
    '小满母婴 望京店',
    '朝阳区望京路 9 号',
    '电话 010-5555 0100',
    '礼品小票',
    '2026-11-22           01 号收银台',
    '--------------------------------',
    '棉绒 拉拉裤 XL 44 片           2',
    '净芽 手口湿巾                  1',
    '--------------------------------',
    '凭此单 30 天内可换货，不含价格',
    '--------------------------------',
    `S001-01-1-000001  校验 ${sale.shortHash}`,
  ]);
  expect(items).toContainEqual(expect.objectContaining({ type: 'barcode', data: 'S001-01-1-000001' }));
  expect(await work.ask('refund.find', { receipt: 'S001-01-1-000001' })).toBeDefined();
});

test('asked twice it is printed once, also when another sale came between', async () => {
  await expect(work.ask('sale.giftReceipt', {})).rejects.toMatchObject({ code: 'sale_none' });
  const first = await sell(work, ['6973012450313'], 20_000);
  const requestId = newRequestId();
  const order = await work.ask('sale.giftReceipt', { requestId });
  await sell(work, ['6973012450771'], 20_000);
  expect(await work.ask('sale.giftReceipt', { requestId })).toEqual(order);
  expect(journalOf(work, 'gift.printed').map(({ body }) => body['saleSeq'])).toEqual([first.seq]);
});
