import { expect, test } from 'vitest';
import { priceBasket } from '#main/store/promotion/price-basket.ts';
import type { PricingInput, PricingLine } from '#main/store/promotion/pricing-input.ts';
import { basket, pieces, promotion } from './goods.ts';
import { over, second, type Offer } from './handbook.ts';

const said = (lines: readonly PricingLine[], offers: readonly Offer[], more: Partial<PricingInput> = {}): ReturnType<typeof priceBasket> =>
  priceBasket(basket(lines, { promotions: offers.map((offer) => promotion(...offer)), ...more }));

test('every offer about the goods says what became of it, and how often it was used', () => {
  const { offers } = said(
    [pieces(1, 4, 100)],
    [
      ['half', second],
      ['half-2', { ...second, once: true }],
      ['members', second, { audience: { kind: 'members' } }],
      ['over-1000', over(1000, 50)],
      ['christmas', second, { schedule: { fromDate: '2026-12-24' } }],
      ['toys', second, { scope: { categories: ['玩具'] } }],
    ],
  );
  expect(offers.map(({ id, state, amountMinor, times, reason }) => [id, state, amountMinor, times, reason?.zh])).toEqual([
    ['half', 'applied', 10_000, 2, undefined],
    ['half-2', 'possible', 0, undefined, '别的组合更省'],
    ['over-1000', 'declined', 0, undefined, '还差 700.00 元'],
    ['members', 'declined', 0, undefined, '会员专享，还没有会员'],
    ['christmas', 'declined', 0, undefined, '2026-12-24 开始'],
  ]);
});

test('hints name the nearest thresholds: money, the next time, pieces', () => {
  const { hints } = said(
    [pieces(1, 5, 7.9), pieces(2, 1, 238.5)],
    [
      ['puree', { kind: 'buyGet', buy: 5, get: 1 }, { scope: { skus: ['S1'] } }],
      ['over-299', over(299, 30)],
      ['each-100', { kind: 'amountOff', tiers: [{ minimumMinor: 10_000, offMinor: 1000 }], repeat: true }],
      ['over-1000', over(1000, 100)],
    ],
  );
  // 39.50 + 238.50 = 278.00
  expect(hints.map(({ words }) => words.zh)).toEqual(['再买 1 件可享 puree', '再买 21.00 元减 30.00 元', '再买 22.00 元减 10.00 元']);
  expect(hints[1]).toMatchObject({ missing: { unit: 'minor', amountMinor: 2100 }, gainMinor: 3000 });
});
