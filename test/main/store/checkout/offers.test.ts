import { afterEach, beforeEach, expect, test } from 'vitest';
import { journalOf } from '../journal-of.ts';
import { openShop, publishPrices, sell, type ShopAtWork } from '../shop-fixture.ts';
import { Basket } from '#contract/basket.ts';
import type { Promotion } from '#contract/promotion.ts';

const always = { audience: { kind: 'all' }, schedule: {}, limits: {}, priority: 0, scope: {} } as const;
const HALF: Promotion = {
  ...always,
  id: 'HALF',
  name: { zh: '第 2 件半价', en: '2nd half price' },
  rule: { kind: 'nthPiece', nth: 2, pay: { kind: 'percent', payBasisPoints: 5_000 } },
  scope: { skus: ['ND-XL-44'] },
};
const FULL: Promotion = {
  ...always,
  id: 'FULL',
  name: { zh: '满 200 减 20', en: '20 off 200' },
  rule: { kind: 'amountOff', tiers: [{ minimumMinor: 20_000, offMinor: 2_000 }] },
};
const COUPON: Promotion = {
  ...always,
  id: 'C10',
  name: { zh: '券 满 100 减 10', en: 'Coupon 10 off 100' },
  rule: { kind: 'amountOff', tiers: [{ minimumMinor: 10_000, offMinor: 1_000 }] },
  coupon: { code: 'SAVE10' },
};

let work: ShopAtWork;
beforeEach(async () => {
  work = await openShop();
  for (const promotion of [HALF, FULL, COUPON]) await work.ask('promotion.save', { promotion });
});
afterEach(() => work.close());

const scan = (text: string) => work.ask('basket.scan', { text, source: 'scanner' });
const stateOf = async (id: string) => (await work.ask('basket.offers', {})).offers.find((offer) => offer.id === id);

test('two diapers and wipes: 258.00 − 64.50 + 39.90 − 20.00 = 213.40; what lines earned together is shared and told once', async () => {
  for (const code of ['6973012450313', '6973012450313', '6973012450771']) await scan(code);
  const { lines, discounts, ...basket } = work.topic('basket');
  expect(basket).toMatchObject({ grossMinor: 29_790, totalMinor: 21_340 });
  expect(discounts.map(({ source, id, amountMinor, shared }) => [source, id, amountMinor, shared ?? false])).toEqual([
    ['promotion', 'HALF', 6_450, false],
    ['promotion', 'FULL', 2_000, true],
  ]);
  // 20.00 by 193.50 and 39.90 of 233.40: 16.58 and 3.42.
  expect(lines.map(({ amountMinor }) => amountMinor)).toEqual([17_692, 3_648]);
  expect(work.topic('customer').lines.map(({ amountMinor, grossMinor }) => [amountMinor, grossMinor])).toEqual([
    [19_350, 25_800],
    [3_990, undefined],
  ]);
  expect(work.topic('lineDisplay')).toMatchObject({ show: 'item', totalMinor: 21_340 });
});

test('what is missing to the next offer is told on both screens', async () => {
  for (const code of ['6973012450313', '6973012450313']) await scan(code);
  // 193.50 is 6.50 short of 200.00.
  expect(work.topic('basket').hints).toEqual(
    expect.arrayContaining([expect.objectContaining({ id: 'FULL', missing: { unit: 'minor', amountMinor: 650 }, gainMinor: 2_000 })]),
  );
  expect(work.topic('customer').hints).toEqual(work.topic('basket').hints);
});

test('an offer is left out by hand and taken back, by choice and by undo', async () => {
  for (const code of ['6973012450313', '6973012450313']) await scan(code);
  expect(await stateOf('HALF')).toMatchObject({ state: 'applied', amountMinor: 6_450 });
  await work.ask('basket.chooseOffer', { offerId: 'HALF', choice: 'avoid' });
  expect(work.topic('basket').totalMinor).toBe(23_800);
  expect(await stateOf('HALF')).toMatchObject({ state: 'declined', amountMinor: 0, chosen: 'avoid' });
  await work.ask('basket.undo', {});
  expect(work.topic('basket').totalMinor).toBe(19_350);
});

test('what can be used stands before what is out of reach, also when it is left out by hand', async () => {
  const order = async () => (await work.ask('basket.offers', {})).offers.map(({ id, state }) => [id, state]);
  await work.ask('promotion.save', {
    promotion: { ...FULL, id: 'A-FAR', priority: 9, rule: { kind: 'amountOff', tiers: [{ minimumMinor: 90_000, offMinor: 1 }] } },
  });
  for (const code of ['6973012450313', '6973012450313', '6973012450771']) await scan(code);
  expect(await order()).toEqual([
    ['FULL', 'applied'],
    ['HALF', 'applied'],
    ['A-FAR', 'declined'],
  ]);
  await work.ask('basket.chooseOffer', { offerId: 'FULL', choice: 'avoid' });
  expect((await order()).map(([id]) => id)).toEqual(['HALF', 'FULL', 'A-FAR']);
});

test('a coupon is scanned or typed anywhere, comes off by undo, stays over a restart and is gone with the customer', async () => {
  await scan('6973012450313');
  await expect(work.ask('basket.scan', { text: 'save10', source: 'typed' })).resolves.toEqual({ kind: 'coupon', name: COUPON.name });
  expect(work.topic('basket').totalMinor).toBe(11_900);
  await expect(scan('SAVE10')).resolves.toMatchObject({ kind: 'refused', error: { code: 'coupon_twice' } });
  await work.ask('basket.undo', {});
  expect(work.topic('basket').totalMinor).toBe(12_900);
  await scan('SAVE10');
  await work.reopen();
  expect(work.topic('basket').totalMinor).toBe(11_900);
  const sale = await sell(work, [], 11_900);
  expect(sale).toMatchObject({ totalMinor: 11_900, lines: [{ discounts: [{ source: 'coupon', id: 'C10', amountMinor: 1_000 }] }] });
  await scan('6973012450313');
  expect(work.topic('basket').totalMinor).toBe(12_900);
});

test('a coupon is taken off again, is told in the journal with what it was worth, and comes back by undo', async () => {
  await scan('6973012450313');
  await scan('SAVE10');
  await work.ask('basket.chooseOffer', { offerId: 'C10', choice: 'avoid' });
  await work.ask('basket.chooseOffer', { offerId: 'C10', choice: null });
  expect(await stateOf('C10')).toMatchObject({ state: 'applied', coupon: 'SAVE10' });
  await work.ask('basket.removeCoupon', { code: 'SAVE10' });
  expect(work.topic('basket').totalMinor).toBe(12_900);
  expect(await stateOf('C10')).toBeUndefined();
  expect(journalOf(work, 'discount.withdrawn').map(({ body }) => body)).toEqual([
    expect.objectContaining({ scope: 'coupon', coupon: 'SAVE10', amountMinor: 1_000 }),
  ]);
  await work.ask('basket.undo', {});
  expect(work.topic('basket').totalMinor).toBe(11_900);
  await work.ask('basket.chooseOffer', { offerId: 'C10', choice: 'avoid' });
  await work.ask('basket.removeCoupon', { code: 'SAVE10' });
  await expect(work.ask('basket.removeCoupon', { code: 'SAVE10' })).rejects.toMatchObject({ code: 'coupon_missing' });
  // Brought again it counts: what was chosen about it went with it.
  await scan('SAVE10');
  expect(work.topic('basket').totalMinor).toBe(11_900);
});

test('a price changed by hand ends the offers of its line, and an offer that ends meanwhile leaves the open basket at once', async () => {
  for (const code of ['6973012450313', '6973012450313']) await scan(code);
  await work.ask('basket.setPrice', { lineId: 1, priceMinor: 12_000 });
  expect(work.topic('basket').totalMinor).toBe(24_000);
  await work.ask('basket.restorePrice', { lineId: 1 });
  await scan('6973012450771');
  expect(work.topic('basket').totalMinor).toBe(21_340);
  await work.ask('promotion.end', { id: 'FULL' });
  expect(work.topic('basket').totalMinor).toBe(23_340);
});

test('goods that come back take their share of every offer with them, to the last fen', async () => {
  const sale = await sell(work, ['6973012450313', '6973012450313', '6973012450771'], 21_340);
  const back = async (lineId: number, returnedMinor: number) => {
    await work.ask('sale.dismiss', {});
    const { basketId, revision } = work.topic('basket');
    return work.ask('refund.complete', {
      basketId,
      basketRevision: revision,
      saleSeq: sale.seq,
      lines: [{ lineId, quantityMilli: 1000, place: 'shelf' }],
      returnedMinor,
      reason: '不想要了',
      tenders: [],
    });
  };
  const first = await back(1, 8_846);
  expect(first.lines[0]).toMatchObject({ grossMinor: 12_900, amountMinor: 8_846 });
  expect(first.lines[0]?.discounts?.map(({ amountMinor }) => amountMinor)).toEqual([3_225, 829]);
  await back(1, 8_846);
  await back(2, 3_648);
  expect(await work.ask('report.x', {})).toMatchObject({
    sales: { amountMinor: 21_340 },
    refunds: { amountMinor: 21_340 },
    discounts: [{ source: 'promotion', amountMinor: 0 }],
  });
});

test('however long the shop makes a name, the basket is shown and is there after a restart', async () => {
  const name = { zh: '惠'.repeat(120), en: 'x'.repeat(240) };
  await work.ask('promotion.save', { promotion: { ...FULL, name } });
  await work.ask('promotion.save', { promotion: { ...HALF, name } });
  await publishPrices(work, 'L', { 'ND-XL-44': 12_000 });
  await work.ask('priceList.save', { list: { id: 'L', name, audience: { kind: 'all' }, schedule: {} } });
  await scan('6973012450313');
  expect(Basket.safeParse(work.topic('basket')).error).toBeUndefined();
  expect(work.topic('basket').hints.map(({ words }) => words.zh.length)).toContain(120);
  await work.reopen();
  expect(work.topic('basket').totalMinor).toBe(12_000);
});

test('a line may have as many offers as a shop may have', async () => {
  for (let number = 1; number <= 60; number += 1) {
    const tiers = [{ minimumMinor: 1_000, offMinor: 10 }];
    await work.ask('promotion.save', { promotion: { ...FULL, id: `M${number}`, rule: { kind: 'amountOff', tiers } } });
  }
  await scan('6973012450313');
  expect(Basket.safeParse(work.topic('basket')).error).toBeUndefined();
  // 60 times 0.10.
  expect(work.topic('basket').totalMinor).toBe(12_300);
  await work.reopen();
  expect(work.topic('basket').totalMinor).toBe(12_300);
});
