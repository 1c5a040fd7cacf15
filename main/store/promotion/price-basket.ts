import { applyOffers } from './apply-offers.ts';
import { basePrices } from './base-price.ts';
import { pricedLine, sumOf, takeOffTogether, type Draft } from './draft.ts';
import type { PricingInput } from './pricing-input.ts';
import { roundingOff } from './rounding.ts';
import { saleDiscountWords } from './words.ts';
import type { Words } from '#contract/language.ts';
import { divideHalfUp } from '#contract/money.ts';
import { DiscountSource, type Discount, type PricedBasket, type RoundingRule, type SaleDiscount } from '#contract/pricing.ts';
import type { PriceList } from '#contract/promotion.ts';

const STEPS = DiscountSource.options;

/**
 * What every line costs and why. Pure: base price → price list → what a person changed → offers → coupons → the sale's own discount → rounding.
 */
export function priceBasket(input: PricingInput): PricedBasket {
  const drafts = basePrices(input);
  const outcome = applyOffers(input, drafts);
  if (input.saleDiscount) discountSale(drafts, input.saleDiscount);
  if (input.rounding) round(drafts, input.rounding);
  return {
    lines: drafts.map(pricedLine),
    grossMinor: drafts.reduce((sum, { grossMinor }) => sum + grossMinor, 0),
    totalMinor: sumOf(drafts),
    discounts: totalsOf(drafts, input.priceLists),
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

/** What each list, offer and coupon, and the people, took off over all lines, in the order of the steps: what came later on any line comes later. */
function totalsOf(drafts: readonly Draft[], lists: readonly PriceList[]): Discount[] {
  const totals = new Map<string, { readonly discount: Discount; readonly place: number }>();
  for (const { discounts } of drafts) {
    discounts.forEach((discount, place) => {
      const key = `${discount.source} ${discount.id ?? ''}`;
      const known = totals.get(key);
      const label = known?.discount.label ?? totalLabel(discount, lists);
      const amountMinor = (known?.discount.amountMinor ?? 0) + discount.amountMinor;
      totals.set(key, { discount: { ...discount, label, amountMinor }, place: Math.max(known?.place ?? 0, place) });
    });
  }
  return [...totals.values()]
    .toSorted((a, b) => STEPS.indexOf(a.discount.source) - STEPS.indexOf(b.discount.source) || a.place - b.place)
    .map(({ discount }) => discount);
}

/** On a line a list says its price and a person what was changed; over all lines only who it was. */
function totalLabel({ source, id, label }: Discount, lists: readonly PriceList[]): Words {
  if (source === 'manual') return { zh: '手工改价', en: 'Manual changes' };
  return lists.find((list) => source === 'priceList' && list.id === id)?.name ?? label;
}
