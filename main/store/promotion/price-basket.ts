import { applyOffers } from './apply-offers.ts';
import { basePrices } from './base-price.ts';
import { pricedLine, sumOf, takeOffTogether, type Draft } from './draft.ts';
import type { PricingInput } from './pricing-input.ts';
import { roundingOff } from './rounding.ts';
import { saleDiscountWords } from './words.ts';
import { discountRows } from '#contract/discount-rows.ts';
import { divideHalfUp } from '#contract/money.ts';
import type { PricedBasket, RoundingRule, SaleDiscount } from '#contract/pricing.ts';

/**
 * What every line costs and why. Pure: base price → price list → what a person changed → offers → coupons → the sale's own discount → rounding.
 */
export function priceBasket(input: PricingInput): PricedBasket {
  const drafts = basePrices(input);
  const outcome = applyOffers(input, drafts);
  const { saleDiscount, rounding, besideMinor = 0 } = input;
  if (saleDiscount) discountSale(drafts, saleDiscount, besideMinor);
  if (rounding) round(drafts, rounding, besideMinor);
  const lines = drafts.map(pricedLine);
  return {
    lines,
    grossMinor: drafts.reduce((sum, { grossMinor }) => sum + grossMinor, 0),
    totalMinor: sumOf(drafts),
    discounts: discountRows(lines),
    ...outcome,
  };
}

function discountSale(drafts: readonly Draft[], discount: SaleDiscount, besideMinor: number): void {
  const amountMinor = saleOff(discount, sumOf(drafts), besideMinor);
  takeOffTogether(drafts, { source: 'sale', label: saleDiscountWords(discount), amountMinor });
}

function saleOff(discount: SaleDiscount, totalMinor: number, besideMinor: number): number {
  switch (discount.kind) {
    case 'percent':
      return totalMinor - divideHalfUp(totalMinor * discount.payBasisPoints, 10_000);
    case 'amount':
      return discount.offMinor;
    case 'total':
      return Math.max(0, totalMinor + besideMinor - discount.totalMinor);
  }
}

function round(drafts: readonly Draft[], rule: RoundingRule, besideMinor: number): void {
  const amountMinor = roundingOff(sumOf(drafts) + besideMinor, rule);
  takeOffTogether(drafts, { source: 'rounding', label: { zh: '抹零', en: 'Rounding' }, amountMinor });
}
