import { expect } from 'vitest';
import { Promotion, type PromotionRule } from '#contract/promotion.ts';
import { priceBasket } from '#main/store/promotion/price-basket.ts';
import type { PricingInput, PricingLine } from '#main/store/promotion/pricing-input.ts';
import { basket, promotion } from './goods.ts';

/** An offer by id, rule and what else it says. */
export type Offer = Parameters<typeof promotion>;

/** A row of the handbook: the goods, the offers, what every line then costs, in fen, worked out by hand. */
export type Case = readonly [
  what: string,
  lines: readonly PricingLine[],
  offers: readonly Offer[],
  amounts: readonly number[],
  more?: Partial<PricingInput>,
];

/** So many percent of the price. */
export const off = (payPercent: number): { kind: 'percent'; payBasisPoints: number } => ({
  kind: 'percent',
  payBasisPoints: payPercent * 100,
});
/** A price in yuan. */
export const price = (yuan: number): { kind: 'price'; priceMinor: number } => ({ kind: 'price', priceMinor: yuan * 100 });
/** 第 2 件半价. */
export const second: Extract<PromotionRule, { kind: 'nthPiece' }> = { kind: 'nthPiece', nth: 2, pay: off(50) };
/** 满减 in yuan. */
export const over = (minimum: number, minus: number): PromotionRule => ({
  kind: 'amountOff',
  tiers: [{ minimumMinor: minimum * 100, offMinor: minus * 100 }],
});

/** Prices the goods of a row and holds every line against it; all combinations were tried. */
export function expectCase([, lines, offers, amounts, more = {}]: Case): void {
  const promotions = offers.map((offer) => Promotion.parse(promotion(...offer)));
  const priced = priceBasket(basket(lines, { promotions, ...more }));
  expect(priced.lines.map(({ amountMinor }) => amountMinor)).toEqual(amounts);
  expect(priced.bounded).toBeUndefined();
}
