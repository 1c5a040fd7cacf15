import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { journalOf } from '../journal-of.ts';
import { openShop, sell, type ShopAtWork } from '../shop-fixture.ts';

const DIAPERS = '6973012450313';
const WIPES = '6973012450771';

let work: ShopAtWork;

beforeEach(async () => {
  work = await openShop();
});
afterEach(() => work.close());

const scan = (text: string, quantityMilli?: number): Promise<unknown> =>
  work.ask('basket.scan', { text, source: 'scanner', ...(quantityMilli === undefined ? {} : { quantityMilli }) });
const open = (): readonly (readonly [string, number])[] =>
  work.topic('basket').lines.map(({ name, quantityMilli }) => [name, quantityMilli / 1000]);
const held = (): readonly { readonly number: number; readonly totalMinor: number; readonly name: string }[] => work.topic('holds').held;

describe('a basket put aside', () => {
  test('leaves the till free for the next customer and comes back as it was', async () => {
    await scan(DIAPERS, 2000);
    await scan(WIPES);
    await work.ask('basket.note', { lineId: 2, note: '不要袋子' });
    const { number } = await work.ask('hold.put', { name: '灰外套' });
    expect(open()).toEqual([]);
    expect(held()).toMatchObject([
      { number, code: 'GTH01-000001', name: '灰外套', itemCount: 3, lineCount: 2, totalMinor: 2 * 12_900 + 3990 },
    ]);
    await sell(work, ['BAG-M'], 50);
    expect(await work.ask('hold.resume', { number })).toEqual({ heldMinor: 29_790, totalMinor: 29_790 });
    expect(open()).toEqual([
      ['棉绒 拉拉裤 XL', 2],
      ['净芽 手口湿巾', 1],
    ]);
    expect(work.topic('basket').lines[1]?.note).toBe('不要袋子');
    expect(held()).toEqual([]);
  });

  test('does not put an empty basket aside, nor one that is being paid', async () => {
    await expect(work.ask('hold.put', { name: '' })).rejects.toMatchObject({ code: 'basket_empty' });
    await scan(WIPES);
    await work.ask('tender.begin', {});
    await expect(work.ask('hold.put', { name: '' })).rejects.toMatchObject({ code: 'basket_locked' });
  });

  test('comes back over an open basket, which is put aside in the same moment', async () => {
    await scan(DIAPERS);
    const first = await work.ask('hold.put', { name: '' });
    await scan(WIPES);
    await work.ask('hold.resume', { number: first.number });
    expect(open()).toEqual([['棉绒 拉拉裤 XL', 1]]);
    expect(held()).toMatchObject([{ number: 2, totalMinor: 3990 }]);
  });

  test('comes back once, and the same press acts once', async () => {
    const requestId = '0190b7a0-0000-7000-8000-00000000000a';
    await scan(DIAPERS);
    const put = await work.ask('hold.put', { name: '', requestId });
    expect(await work.ask('hold.put', { name: '', requestId })).toEqual(put);
    const again = '0190b7a0-0000-7000-8000-00000000000b';
    await work.ask('hold.resume', { number: put.number, requestId: again });
    await work.ask('hold.resume', { number: put.number, requestId: again });
    expect(open()).toEqual([['棉绒 拉拉裤 XL', 1]]);
    await expect(work.ask('hold.resume', { number: put.number })).rejects.toMatchObject({ code: 'hold_unknown' });
  });

  test('is not brought back by an undo, which would leave its goods in two places', async () => {
    await scan(DIAPERS);
    await work.ask('hold.put', { name: '' });
    expect(work.topic('basket').undoable).toBe(false);
    await expect(work.ask('basket.undo', {})).rejects.toMatchObject({ code: 'nothing_to_undo' });
  });

  test('is there after the station was closed and opened again, with its number used up', async () => {
    await scan(DIAPERS);
    const { number } = await work.ask('hold.put', { name: '回车里取手机' });
    await work.reopen();
    expect(held()).toMatchObject([{ number, name: '回车里取手机' }]);
    await work.ask('hold.discard', { number, reason: '顾客不要了' });
    await scan(WIPES);
    expect((await work.ask('hold.put', { name: '' })).number).toBe(number + 1);
  });

  test('for which taking payment had begun is still so when it is discarded or cleared later', async () => {
    const voided = (): unknown[] => journalOf(work, 'sale.voided').map(({ body }) => body['tendered']);
    const numbers: number[] = [];
    for (const code of [DIAPERS, WIPES]) {
      await scan(code);
      await work.ask('tender.begin', {});
      await work.ask('tender.cancel', {});
      numbers.push((await work.ask('hold.put', { name: '' })).number);
    }
    await work.reopen();
    await work.ask('hold.discard', { number: numbers[0] ?? 0, reason: '顾客不要了' });
    await scan('BAG-M');
    await work.ask('hold.resume', { number: numbers[1] ?? 0 });
    await work.ask('basket.clear', {});
    await work.ask('hold.discard', { number: 3, reason: '顾客不要了' });
    expect(voided()).toEqual([true, true, false]);
  });

  test('that is discarded is journaled at what the goods cost before discounts, as anything that is voided', async () => {
    await scan(DIAPERS);
    await work.ask('basket.discount', { discount: { kind: 'percent', payBasisPoints: 1_000 } });
    const { number } = await work.ask('hold.put', { name: '' });
    await work.ask('hold.discard', { number, reason: '顾客不要了' });
    expect(journalOf(work, 'sale.voided')[0]?.body).toMatchObject({ totalMinor: 12_900, lines: [{ amountMinor: 12_900 }] });
  });

  test('that is discarded is journaled as goods that left unpaid; held and resumed are journaled too', async () => {
    await scan(DIAPERS);
    const { number } = await work.ask('hold.put', { name: '' });
    await work.ask('hold.discard', { number, reason: '顾客不要了' });
    expect(journalOf(work, 'basket.held', 'sale.voided').map(({ kind, body }) => [kind, body])).toMatchObject([
      ['basket.held', { number: 1, lineCount: 1, itemCount: 1, totalMinor: 12_900 }],
      ['sale.voided', { number: 1, reason: '顾客不要了', by: 'discard', totalMinor: 12_900 }],
    ]);
    expect(journalOf(work, 'line.voided')).toEqual([]);
  });
});

describe('the slip', () => {
  test('brings the basket back when it is scanned, to an empty till only', async () => {
    await scan(DIAPERS);
    const { number } = await work.ask('hold.put', { name: '灰外套' });
    await work.ask('hold.print', { number });
    await work.until('printing', () => work.printed.length > 0);
    const [slip] = work.printed;
    const text = JSON.stringify(slip?.document.blocks);
    for (const words of ['挂单条', '灰外套', '￥129.00', 'GTH01-000001', '未付款']) expect(text).toContain(words);
    await scan(WIPES);
    expect(await scan('GTH01-000001')).toMatchObject({ kind: 'refused', error: { code: 'hold_basket_open' } });
    await work.ask('basket.clear', {});
    expect(await scan('GTH01-000001')).toEqual({ kind: 'resumed', number });
    expect(open()).toEqual([['棉绒 拉拉裤 XL', 1]]);
    await work.ask('basket.clear', {});
    expect(await scan('GTH01-000001')).toMatchObject({ kind: 'refused', error: { code: 'hold_unknown' } });
    expect(await scan('GTH02-000001')).toMatchObject({ kind: 'refused', error: { code: 'hold_elsewhere', details: { terminal: '02' } } });
  });
});

describe('in two, and in one again', () => {
  test('part of a line goes and the rest stays, each at its price', async () => {
    await scan(DIAPERS, 3000);
    await scan(WIPES);
    const { number } = await work.ask('hold.split', {
      parts: [
        { lineId: 1, quantityMilli: 1000 },
        { lineId: 2, quantityMilli: 1000 },
      ],
      name: '',
    });
    expect(open()).toEqual([['棉绒 拉拉裤 XL', 2]]);
    expect(held()).toMatchObject([{ number, totalMinor: 12_900 + 3990 }]);
    await work.ask('hold.merge', { number });
    expect(open()).toEqual([
      ['棉绒 拉拉裤 XL', 3],
      ['净芽 手口湿巾', 1],
    ]);
    expect(work.topic('basket').totalMinor).toBe(3 * 12_900 + 3990);
  });

  test('something must stay, and no more can go than there is', async () => {
    await scan(DIAPERS, 2000);
    const split = (quantityMilli: number): Promise<unknown> => work.ask('hold.split', { parts: [{ lineId: 1, quantityMilli }], name: '' });
    await expect(split(2000)).rejects.toMatchObject({ code: 'split_all' });
    await expect(split(3000)).rejects.toMatchObject({ code: 'quantity_invalid' });
    await expect(split(500)).rejects.toMatchObject({ code: 'quantity_whole' });
    expect(open()).toEqual([['棉绒 拉拉裤 XL', 2]]);
    expect(held()).toEqual([]);
  });
});
