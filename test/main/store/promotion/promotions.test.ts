import { afterEach, beforeEach, expect, test } from 'vitest';
import { journalOf } from '../journal-of.ts';
import { openShop, publishPrices, sell, type ShopAtWork } from '../shop-fixture.ts';
import { newRequestId } from '#contract/ids.ts';
import type { Promotion } from '#contract/promotion.ts';
import { promotion } from './goods.ts';

const DIAPERS = '6973012450313';
const half = promotion(
  'half',
  { kind: 'nthPiece', nth: 2, pay: { kind: 'percent', payBasisPoints: 5000 } },
  { scope: { skus: ['ND-XL-44'] } },
);
const over200 = promotion('over-200', { kind: 'amountOff', tiers: [{ minimumMinor: 20_000, offMinor: 3000 }] });

let work: ShopAtWork;

beforeEach(async () => {
  work = await openShop();
});
afterEach(() => work.close());

const save = (offer: Promotion): Promise<unknown> => work.ask('promotion.save', { promotion: offer });
const scan = (text: string): Promise<unknown> => work.ask('basket.scan', { text, source: 'scanner' });
const total = (): number => work.topic('basket').totalMinor;

test('a saved offer holds at once, also for the open basket, and an ended one no longer', async () => {
  await scan(DIAPERS);
  await scan(DIAPERS);
  expect(total()).toBe(25_800);
  await save(half);
  expect(total()).toBe(19_350);
  expect(work.topic('basket').lines[0]?.discounts).toEqual([
    { source: 'promotion', id: 'half', label: { zh: 'half', en: 'half' }, amountMinor: 6450 },
  ]);
  await work.ask('promotion.end', { id: 'half' });
  expect(total()).toBe(25_800);
  expect((await work.ask('promotion.list', {})).promotions).toEqual([]);
  expect((await work.ask('promotion.list', { ended: true })).promotions.map(({ promotion: { id }, stage }) => [id, stage])).toEqual([
    ['half', 'ended'],
  ]);
});

test('who changed which offer is in the journal, once a request, and offers survive a restart', async () => {
  const requestId = newRequestId();
  await work.ask('promotion.save', { requestId, promotion: half });
  await work.ask('promotion.save', { requestId, promotion: half });
  await publishPrices(work, 'member', { 'ND-XL-44': 11_900 });
  await work.reopen();
  await scan(DIAPERS);
  expect(total()).toBe(11_900);
  const changes = journalOf(work, 'promotion.changed');
  expect(changes.map(({ body }) => Object.keys(body).filter((key) => key !== 'v'))).toEqual([
    ['promotion'],
    ['priceList'],
    ['changes', 'prices', 'publishedPrices'],
  ]);
});

test('a limited offer is counted in the sale that uses it and is gone when it is used up', async () => {
  await save({ ...half, limits: { total: 2 } });
  await sell(work, [DIAPERS, DIAPERS, DIAPERS, DIAPERS], 40_000);
  expect((await work.ask('promotion.list', {})).promotions).toMatchObject([{ stage: 'over', usedToday: 2, usedEver: 2 }]);
  const sales = journalOf(work, 'sale.completed');
  expect(sales.map(({ body }) => body['offerUses'])).toEqual([[{ id: 'half', times: 2 }]]);
  await scan(DIAPERS);
  await scan(DIAPERS);
  expect(total()).toBe(25_800);
});

test('an offer once a member and day holds for another member, and the next day again', async () => {
  await save({ ...half, audience: { kind: 'members' }, limits: { perMemberPerDay: 1 } });
  const member = { phone: '', title: 'none', level: 'standard', active: true } as const;
  await work.ask('member.save', { ...member, tags: [], code: 'M1001', name: '林' });
  await work.ask('member.save', { ...member, tags: [], code: 'M1002', name: '吴' });
  const buy = async (code: string): Promise<number> => {
    await scan(DIAPERS);
    await scan(DIAPERS);
    await work.ask('basket.setMember', { member: code });
    const paid = total();
    await sell(work, [], 40_000);
    return paid;
  };
  expect([await buy('M1001'), await buy('M1001'), await buy('M1002')]).toEqual([19_350, 25_800, 19_350]);
  work.clockMs += 86_400_000;
  expect(await buy('M1001')).toBe(19_350);
});

test('a draft is tried on the open basket or on goods, beside what runs, and changes nothing', async () => {
  await save(half);
  await scan(DIAPERS);
  await scan(DIAPERS);
  await scan('SJ-80');
  // 193.50 + 39.90 = 233.40; less 30
  const tried = await work.ask('promotion.preview', { draft: over200 });
  expect([tried.withoutMinor, tried.priced.totalMinor]).toEqual([23_340, 20_340]);
  const named = await work.ask('promotion.preview', { draft: over200, goods: [{ sku: 'ND-XL-44', quantityMilli: 1000 }] });
  expect(named.priced.offers.find(({ id }) => id === 'over-200')).toMatchObject({ state: 'declined', reason: { zh: '还差 71.00 元' } });
  expect(total()).toBe(23_340);
});

test('offers that meet a draft are named with what then happens', async () => {
  await save(half);
  await save(over200);
  await save({ ...promotion('wipes', { kind: 'buyGet', buy: 1, get: 1 }), scope: { skus: ['SJ-80'] } });
  await save({ ...half, id: 'later', schedule: { fromDate: '2027-01-01' } });
  const draft = promotion(
    'bundle',
    { kind: 'bundle', count: 2, priceMinor: 20_000 },
    { scope: { skus: ['ND-XL-44'] }, schedule: { toDate: '2026-12-31' } },
  );
  expect((await work.ask('promotion.conflicts', { draft })).conflicts.map(({ id, words }) => [id, words.zh])).toEqual([
    ['half', '一件商品只用其中一个，自动选更省的组合'],
    ['over-200', '会叠加：先单品优惠，再按优惠后的金额算门槛'],
  ]);
});

test('a simulation says what a draft would have cost on the sales of the last days', async () => {
  await sell(work, [DIAPERS, DIAPERS], 30_000);
  await sell(work, ['SJ-80'], 10_000);
  work.clockMs += 86_400_000;
  await sell(work, [DIAPERS, DIAPERS, DIAPERS], 50_000);
  // 64.50 of 258.00 and 64.50 of 387.00
  expect(await work.ask('promotion.simulate', { draft: half, days: 2 })).toEqual({
    sales: 3,
    touched: 2,
    touchedMinor: 64_500,
    costMinor: 12_900,
    cut: false,
  });
  expect(await work.ask('promotion.simulate', { draft: half, days: 1 })).toMatchObject({ sales: 1, costMinor: 6450 });
});

test('two running coupons do not share a code, and an unknown offer does not end', async () => {
  const coupon = promotion('a', { kind: 'amountOff', tiers: [{ minimumMinor: 100, offMinor: 100 }] }, { coupon: { code: 'FALL-50' } });
  await save(coupon);
  await expect(save({ ...coupon, id: 'b' })).rejects.toMatchObject({ code: 'promotion_code_taken' });
  await expect(work.ask('promotion.end', { id: 'zz' })).rejects.toMatchObject({ code: 'promotion_unknown' });
});

test('offers that were ended are read by pages, however many there are', async () => {
  for (const id of ['a', 'b', 'c', 'd']) await save({ ...half, id });
  for (const id of ['a', 'c', 'd']) await work.ask('promotion.end', { id });
  const page = async (after?: string): Promise<unknown> => {
    const { promotions, more } = await work.ask('promotion.list', { ended: true, limit: 2, ...(after === undefined ? {} : { after }) });
    return [promotions.map(({ promotion: { id } }) => id), more];
  };
  expect([await page(), await page('c')]).toEqual([
    [['a', 'c'], true],
    [['d'], false],
  ]);
  expect((await work.ask('promotion.list', {})).promotions.map(({ promotion: { id } }) => id)).toEqual(['b']);
});
