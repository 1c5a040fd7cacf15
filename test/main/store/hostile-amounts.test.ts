import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openShop, sell, type ShopAtWork } from './shop-fixture.ts';
import { createMemoryLog } from '../../fakes/memory-log.ts';
import { newRequestId } from '#contract/ids.ts';
import type { StoreProcedureName } from '#contract/procedures.ts';
import { createRouter, type Router } from '#main/router.ts';

/** The gate over a whole shop: what a page could send, however it was tampered with. */
let work: ShopAtWork;
let router: Router;
beforeEach(async () => {
  work = await openShop();
  router = createRouter({
    hostHandlers: {},
    callStore: (name, input) => work.ask(name as StoreProcedureName, input as never),
    log: createMemoryLog(),
  });
});
afterEach(async () => {
  expect(work.unexpected).toEqual([]);
  await work.close();
});

const ask = (name: string, input: object): Promise<unknown> => router.call(name, { requestId: newRequestId(), ...input }, { role: 'till' });
const pay = (tenders: unknown): Promise<unknown> => {
  const { basketId, revision } = work.topic('basket');
  return ask('sale.complete', { basketId, basketRevision: revision, tenders });
};

describe('money handed over', () => {
  beforeEach(async () => {
    await ask('basket.scan', { text: '6973012450313', source: 'wedge' });
  });
  afterEach(async () => {
    expect(work.topic('basket')).toMatchObject({ phase: 'selling', totalMinor: 12_900, paid: null });
    expect(work.drawerOpenings).toBe(0);
    expect((await work.ask('sale.list', { limit: 1 })).count).toBe(0);
  });

  test.each([-1, 1_000_000_000, 129.5, Number.NaN, Number.POSITIVE_INFINITY, '12900', null, [12_900], 2 ** 53])(
    '%j is no amount of cash',
    async (amountMinor) => {
      await expect(pay([{ kind: 'cash', amountMinor }])).rejects.toMatchObject({ code: 'bad_input' });
    },
  );

  test('nothing at all is too little', async () => {
    await expect(pay([])).rejects.toMatchObject({ code: 'tender_short' });
  });

  test('nine tenders, a tender of no known kind or with more to say are refused', async () => {
    const cash = { kind: 'cash', amountMinor: 12_900 };
    for (const tenders of [Array.from({ length: 9 }, () => cash), [{ ...cash, kind: 'iou' }], [{ ...cash, approved: true }], cash, 'cash'])
      await expect(pay(tenders)).rejects.toMatchObject({ code: 'bad_input' });
  });

  test('0.00 is short by the whole total; tenders beyond the limit together are too large', async () => {
    await expect(pay([{ kind: 'cash', amountMinor: 0 }])).rejects.toMatchObject({ code: 'tender_short', details: { missing: '129.00' } });
    const largest = { kind: 'cash', amountMinor: 999_999_999 };
    await expect(pay([largest, largest])).rejects.toMatchObject({ code: 'amount_too_large' });
  });
});

test.each([0, -1000, 99_999_001, 1.5, '1', Number.NaN])('%j is no quantity', async (quantityMilli) => {
  await ask('basket.scan', { text: 'BAG-M', source: 'wedge' });
  await expect(ask('basket.setQuantity', { lineId: 1, quantityMilli })).rejects.toMatchObject({ code: 'bad_input' });
  await expect(ask('basket.scan', { text: 'BAG-M', source: 'wedge', quantityMilli })).rejects.toMatchObject({ code: 'bad_input' });
  expect(work.topic('basket').itemCount).toBe(1);
});

test.each([0, -1, 1_000_000_000, '9.90'])('%j is no price for a product added at the counter', async (priceMinor) => {
  await expect(ask('catalog.quickAdd', { barcode: '6901234567892', name: '奶瓶', priceMinor })).rejects.toMatchObject({
    code: 'bad_input',
  });
});

test('a basket at the limit refuses what would take it over, and is sold to the last fen', async () => {
  await work.ask('catalog.quickAdd', { barcode: '6901234567892', name: '金条', priceMinor: 999_999_998 });
  await ask('basket.scan', { text: '6901234567892', source: 'wedge' });
  expect(await ask('basket.scan', { text: 'BAG-M', source: 'wedge' })).toMatchObject({
    kind: 'refused',
    error: { code: 'amount_too_large' },
  });
  expect(await ask('basket.scan', { text: '6901234567892', source: 'wedge' })).toMatchObject({ error: { code: 'amount_too_large' } });
  expect(await sell(work, [], 999_999_999)).toMatchObject({ totalMinor: 999_999_998, changeMinor: 1 });
});
