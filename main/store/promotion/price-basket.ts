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
  if (input.saleDiscount) discountSale(drafts, input.saleDiscount);
  if (input.rounding) round(drafts, input.rounding);
  const lines = drafts.map(pricedLine);
  return {
    lines,
    grossMinor: drafts.reduce((sum, { grossMinor }) => sum + grossMinor, 0),
    totalMinor: sumOf(drafts),
    discounts: discountRows(lines),
    ...outcome,
  };
}

function discountSale(drafts: readonly Draft[], discount: SaleDiscount): void {
  takeOffTogether(drafts, { source: 'sale', label: saleDiscountWords(discount), amountMinor: saleOff(discount, sumOf(drafts)) });
}

function saleOff(discount: SaleDiscount, totalMinor: number): number {
  switch (discount.kind) {
    case 'percent':
      return totalMinor - divideHalfUp(totalMinor * discount.payBasisPoints, 10_000);
    case 'amount':
      return discount.offMinor;
    case 'total':
      return Math.max(0, totalMinor - discount.totalMinor);
  }
}

function round(drafts: readonly Draft[], rule: RoundingRule): void {
  takeOffTogether(drafts, { source: 'rounding', label: { zh: '抹零', en: 'Rounding' }, amountMinor: roundingOff(sumOf(drafts), rule) });
}
