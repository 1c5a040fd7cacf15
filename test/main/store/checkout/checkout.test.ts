import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openShop, sell, type ShopAtWork } from '../shop-fixture.ts';
import { newRequestId } from '#contract/ids.ts';

let work: ShopAtWork;
beforeEach(async () => {
  work = await openShop();
});
afterEach(async () => {
  expect(work.unexpected).toEqual([]);
  await work.close();
});

const scan = (text: string, quantityMilli?: number): ReturnType<typeof work.ask<'basket.scan'>> =>
  work.ask('basket.scan', { text, source: 'scanner', ...(quantityMilli === undefined ? {} : { quantityMilli }) });

describe('what a scan does', () => {
  test('a barcode, another barcode of the same product and its SKU all raise one line', async () => {
    await scan('6973012450313');
    await scan('6973012450320');
    expect(await scan('ND-XL-44')).toEqual({ kind: 'added', lineId: 1, name: '棉绒 拉拉裤 XL', quantityMilli: 3000 });
    expect(work.topic('basket')).toMatchObject({ itemCount: 3, totalMinor: 38_700, taxMinor: 4452, phase: 'selling' });
    expect(work.topic('customer')).toMatchObject({ totalMinor: 38_700, lines: [{ name: '棉绒 拉拉裤 XL', quantityMilli: 3000 }] });
    expect(work.topic('lineDisplay')).toMatchObject({
      show: 'item',
      text: '棉绒 拉拉裤 XL',
      priceMinor: 12_900,
      quantityMilli: 3000,
      totalMinor: 38_700,
    });
  });

  test('the customer screen sees no SKU, cost, barcode or note', async () => {
    await scan('6973012450313');
    await work.ask('basket.note', { lineId: 1, note: '老板的朋友' });
    expect(JSON.stringify(work.topic('customer'))).not.toMatch(/ND-XL-44|6973012450313|老板的朋友/);
  });

  test('a scale label: 00103 rice for 3.14 yuan, the amount as printed', async () => {
    await scan('2100103003149');
    expect(work.topic('basket').lines[0]).toMatchObject({
      name: '散装 五常大米',
      amountMinor: 314,
      quantityMilli: 357,
      labelled: true,
      barcode: '2100103003149',
    });
  });

  test.each([
    ['an unknown code', '6901234567892', { kind: 'unknown', code: '6901234567892', quickAdd: true }],
    ['half a barcode', '69730124', { kind: 'refused', error: expect.objectContaining({ code: 'barcode_invalid' }) }],
    ['a wrong digit', '6973012450314', { kind: 'refused', error: expect.objectContaining({ code: 'barcode_invalid' }) }],
    ['control characters', '6973\u001b01245', { kind: 'refused', error: expect.objectContaining({ code: 'barcode_invalid' }) }],
    ['129 characters', 'x'.repeat(129), { kind: 'refused', error: expect.objectContaining({ code: 'barcode_invalid' }) }],
    ['nothing', '  ', { kind: 'refused', error: expect.objectContaining({ code: 'barcode_invalid' }) }],
    ['a product no longer sold', '96385074', { kind: 'refused', error: expect.objectContaining({ code: 'product_inactive' }) }],
    ['a label of an unknown item', '2199999003142', { kind: 'unknown', code: '2199999003142', quickAdd: true }],
  ])('%s leaves the basket alone and is echoed', async (_what, text, outcome) => {
    expect(await scan(text)).toEqual(outcome);
    expect(work.topic('scan').outcome).toEqual(outcome);
    expect(work.topic('basket').lines).toEqual([]);
  });

  test('typed words that mean several products ask the cashier to choose, one product is added at once', async () => {
    expect(await work.ask('basket.scan', { text: '湿巾', source: 'typed' })).toMatchObject({
      kind: 'choose',
      query: '湿巾',
      products: [{ name: '净芽 手口湿巾' }, { name: '云朵 婴儿湿巾' }],
    });
    expect(work.topic('basket').lines).toEqual([]);
    expect(await work.ask('basket.scan', { text: '云朵', source: 'typed' })).toMatchObject({ kind: 'added', name: '云朵 婴儿湿巾' });
  });

  test('while the customer pays a scan is refused and nothing changes', async () => {
    await scan('6973012450313');
    await work.ask('tender.begin', {});
    expect(await scan('6973012450771')).toMatchObject({ kind: 'refused', error: { code: 'basket_locked' } });
    expect(work.topic('basket')).toMatchObject({ phase: 'tendering', totalMinor: 12_900 });
    await work.ask('tender.cancel', {});
    expect(await scan('6973012450771')).toMatchObject({ kind: 'added', lineId: 2 });
  });

  test('after a sale the next scan opens a new basket', async () => {
    const sale = await sell(work, ['6973012450313'], 20_000);
    expect(work.topic('basket')).toMatchObject({
      phase: 'paid',
      lines: [],
      paid: { receiptNumber: sale.receiptNumber, changeMinor: 7100 },
    });
    await scan('6973012450771');
    const next = work.topic('basket');
    expect(next).toMatchObject({ phase: 'selling', totalMinor: 3990, paid: null });
    expect(next.basketId).not.toBe(sale.basketId);
  });
});

describe('commands act once', () => {
  test('a repeated scan, also after a restart, adds nothing and answers the same', async () => {
    const requestId = newRequestId();
    const input = { requestId, text: '6973012450313', source: 'scanner' } as const;
    const first = await work.ask('basket.scan', input);
    expect(await work.ask('basket.scan', input)).toEqual(first);
    await work.reopen();
    expect(await work.ask('basket.scan', input)).toEqual(first);
    expect(work.topic('basket')).toMatchObject({ itemCount: 1 });
  });

  test('the same id with other content is refused', async () => {
    const requestId = newRequestId();
    await work.ask('basket.scan', { requestId, text: '6973012450313', source: 'scanner' });
    await expect(work.ask('basket.scan', { requestId, text: '6973012450771', source: 'scanner' })).rejects.toMatchObject({
      code: 'request_conflict',
    });
    await expect(work.ask('basket.clear', { requestId })).rejects.toMatchObject({ code: 'request_conflict' });
  });
});

describe('editing', () => {
  test('the open basket is the same after a restart, in every phase', async () => {
    await scan('6973012450313', 2000);
    await work.ask('basket.note', { lineId: 1, note: '送货' });
    await work.ask('tender.begin', {});
    const before = work.topic('basket');
    await work.reopen();
    expect(work.topic('basket')).toEqual({ ...before, undoable: false });
  });

  test('removing a line can be taken back once', async () => {
    await scan('6973012450313');
    await scan('6973012450771');
    await work.ask('basket.remove', { lineId: 1 });
    expect(work.topic('basket')).toMatchObject({ undoable: true, totalMinor: 3990 });
    await work.ask('basket.undo', {});
    expect(work.topic('basket')).toMatchObject({ undoable: false, totalMinor: 16_890 });
    await expect(work.ask('basket.undo', {})).rejects.toMatchObject({ code: 'nothing_to_undo' });
  });

  test('clearing can be taken back too, and a new line never takes the number of an old one', async () => {
    await scan('6973012450313');
    await work.ask('basket.clear', {});
    await work.ask('basket.undo', {});
    expect(await scan('6973012450771')).toMatchObject({ lineId: 2 });
  });

  test('quantities: pieces whole, weight in thousandths, a label fixed', async () => {
    await scan('6973012450313');
    await expect(work.ask('basket.setQuantity', { lineId: 1, quantityMilli: 1500 })).rejects.toMatchObject({ code: 'quantity_whole' });
    await work.ask('basket.setQuantity', { lineId: 1, quantityMilli: 12_000 });
    expect(work.topic('basket').totalMinor).toBe(154_800);
    await work.ask('basket.scan', { text: 'RICE', source: 'typed', quantityMilli: 1250 });
    expect(work.topic('basket').lines[1]?.amountMinor).toBe(1100);
  });
});
