import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openShop, sell, type ShopAtWork } from '../shop-fixture.ts';
import { newRequestId } from '#contract/ids.ts';
import { verifyLedger } from '#main/ledger/verify.ts';

let work: ShopAtWork;
beforeEach(async () => {
  work = await openShop();
});
afterEach(async () => {
  expect(work.unexpected).toEqual([]);
  await work.close();
});

describe('a sale', () => {
  test('two goods, 168.90, paid with 200: change, number, VAT, drawer once, receipt once', async () => {
    const sale = await sell(work, ['6973012450313', '6973012450771'], 20_000);
    expect(sale).toMatchObject({
      receiptNumber: 'S001-01-1-000001',
      businessDate: '2026-11-22',
      totalMinor: 16_890,
      taxMinor: 1943,
      tenderedMinor: 20_000,
      changeMinor: 3110,
    });
    await work.until('printing', (printing) => printing.waiting === 0);
    expect(work.printed).toHaveLength(1);
    expect(work.drawerOpenings).toBe(1);
    expect(work.topic('lineDisplay')).toEqual({ show: 'paid', totalMinor: 16_890, tenderedMinor: 20_000, changeMinor: 3110 });
  });

  test('the same request again, also after a restart, is the same sale: no second number, drawer or receipt', async () => {
    await work.ask('basket.scan', { text: '6973012450313', source: 'scanner' });
    const { basketId, revision } = work.topic('basket');
    const input = {
      requestId: newRequestId(),
      basketId,
      basketRevision: revision,
      tenders: [{ kind: 'cash' as const, amountMinor: 12_900 }],
    };
    const sale = await work.ask('sale.complete', input);
    expect(await work.ask('sale.complete', input)).toEqual(sale);
    await work.reopen();
    expect(await work.ask('sale.complete', input)).toEqual(sale);
    await work.until('printing', (printing) => printing.waiting === 0);
    expect([work.drawerOpenings, work.printed.length]).toEqual([1, 1]);
    await expect(work.ask('sale.complete', { ...input, tenders: [{ kind: 'cash', amountMinor: 13_000 }] })).rejects.toMatchObject({
      code: 'request_conflict',
    });
    expect((await work.ask('sale.list', { limit: 10 })).count).toBe(1);
  });

  test('two windows paying the same basket: one sale, the other is told the receipt number', async () => {
    await work.ask('basket.scan', { text: '6973012450313', source: 'scanner' });
    const { basketId, revision } = work.topic('basket');
    const pay = (): Promise<unknown> =>
      work.ask('sale.complete', { basketId, basketRevision: revision, tenders: [{ kind: 'cash', amountMinor: 12_900 }] });
    const [first, second] = await Promise.allSettled([pay(), pay()]);
    expect(first.status).toBe('fulfilled');
    expect(second).toMatchObject({ status: 'rejected', reason: { code: 'basket_paid', details: { receiptNumber: 'S001-01-1-000001' } } });
  });

  test('a basket that changed after the cashier looked is not paid', async () => {
    await work.ask('basket.scan', { text: '6973012450313', source: 'scanner' });
    const { basketId, revision } = work.topic('basket');
    await work.ask('basket.scan', { text: '6973012450771', source: 'scanner' });
    await expect(
      work.ask('sale.complete', { basketId, basketRevision: revision, tenders: [{ kind: 'cash', amountMinor: 12_900 }] }),
    ).rejects.toMatchObject({
      code: 'basket_changed',
    });
    expect(work.topic('basket').totalMinor).toBe(16_890);
  });

  test('too little money, an empty basket: nothing is recorded, no number is used', async () => {
    await expect(sell(work, ['6973012450313'], 12_899)).rejects.toMatchObject({ code: 'tender_short', details: { missing: '0.01' } });
    await work.ask('basket.clear', {});
    await expect(sell(work, [], 100)).rejects.toMatchObject({ code: 'basket_empty' });
    expect((await sell(work, ['BAG-M'], 100)).receiptNumber).toBe('S001-01-1-000001');
  });

  test('many sales: numbers without a gap, books that balance, a chain that verifies', async () => {
    for (let count = 1; count <= 25; count += 1) {
      const sale = await sell(work, ['6973012450313', '2100103003149', 'BAG-M', 'BAG-M'], 20_000);
      expect(sale.receiptNumber).toBe(`S001-01-1-${String(count).padStart(6, '0')}`);
      expect(sale.totalMinor).toBe(13_314);
    }
    await work.until('printing', (printing) => printing.waiting === 0);
    const report = verifyLedger(work.ledgerFile);
    expect(report).toMatchObject({ ok: true });
  });
});

describe('the day', () => {
  test('the list shows today, newest first, with totals; words, numbers and barcodes find sales; pages continue', async () => {
    await sell(work, ['6973012450313'], 12_900);
    await sell(work, ['6973012450771'], 5000);
    await sell(work, ['BAG-M'], 50);
    const all = await work.ask('sale.list', { limit: 2 });
    expect(all).toMatchObject({ businessDate: '2026-11-22', count: 3, totalMinor: 16_940, more: true });
    expect(all.sales.map((sale) => sale.firstLineName)).toEqual(['购物袋 中号', '净芽 手口湿巾']);
    const rest = await work.ask('sale.list', { limit: 2, beforeSeq: all.sales[1]?.seq ?? 0 });
    expect(rest.sales.map((sale) => sale.firstLineName)).toEqual(['棉绒 拉拉裤 XL']);
    expect((await work.ask('sale.list', { limit: 9, query: '湿巾' })).sales).toHaveLength(1);
    expect((await work.ask('sale.list', { limit: 9, query: '-000003' })).sales).toHaveLength(1);
    expect((await work.ask('sale.list', { limit: 9, query: '6973012450313' })).sales).toHaveLength(1);
    expect((await work.ask('sale.list', { limit: 9, businessDate: '2026-11-21' })).count).toBe(0);
  });

  test('a product added at the counter sells at once; asking twice adds one', async () => {
    const input = { requestId: newRequestId(), barcode: '6901234567892', name: '新到 磨牙棒', priceMinor: 1250 };
    const added = await work.ask('catalog.quickAdd', input);
    expect(await work.ask('catalog.quickAdd', input)).toEqual(added);
    await expect(work.ask('catalog.quickAdd', { ...input, requestId: newRequestId(), name: '别的' })).rejects.toMatchObject({
      code: 'barcode_taken',
    });
    expect(await work.ask('basket.scan', { text: '6901234567892', source: 'scanner' })).toMatchObject({
      kind: 'added',
      name: '新到 磨牙棒',
    });
  });
});
