import { editLine, type BasketContent } from './basket.ts';
import type { SaleTerms } from './terms.ts';
import type { BasketLine } from '#contract/basket.ts';
import { GuitaiError } from '#contract/error.ts';
import { formatYuan, MAX_AMOUNT_MINOR, priceOf } from '#contract/money.ts';
import { MAX_COUPONS } from '#contract/promotion.ts';
import { grossOf, type LineAdjustment, type OfferChoice, type SaleDiscount } from '#contract/pricing.ts';

/** A whole price in basis points. */
const WHOLE = 10_000;
const MAX_CHOICES = 20;

/** Puts a person's adjustment on a line, or with undefined takes it off. Throws line_unknown, line_follows (a deposit), line_fixed (a price on a label), discount_too_large, amount_too_large. */
export function adjustLine(content: BasketContent, lineId: number, adjustment: LineAdjustment | undefined): BasketContent {
  return editLine(content, lineId, (line) => {
    if (line.depositOf !== undefined) throw new GuitaiError('line_follows');
    if (adjustment?.kind === 'price') checkPrice(line, adjustment.priceMinor);
    if (adjustment?.kind === 'amount') checkAmountOff(adjustment.offMinor, grossOf(line));
    const { adjustment: _, ...rest } = line;
    return adjustment ? { ...rest, adjustment } : rest;
  });
}

/** Takes something off the whole sale, or with null no longer. Throws basket_empty, discount_too_large. */
export function discountSale(content: BasketContent, discount: SaleDiscount | null): BasketContent {
  if (discount && content.lines.length === 0) throw new GuitaiError('basket_empty');
  if (discount?.kind === 'amount') checkAmountOff(discount.offMinor, beforeSaleDiscount(content.lines));
  return withTerms(content, { discount });
}

/** Uses or avoids an offer whatever is best; with null the till decides again. Throws offers_too_many. */
export function chooseOffer(content: BasketContent, offerId: string, choice: keyof OfferChoice | null): BasketContent {
  const { use, avoid } = content.terms.offers;
  const without = (ids: readonly string[]): string[] => ids.filter((id) => id !== offerId);
  const offers = { use: without(use), avoid: without(avoid) };
  if (choice) offers[choice].push(offerId);
  if (offers.use.length > MAX_CHOICES || offers.avoid.length > MAX_CHOICES) throw new GuitaiError('offers_too_many', { max: MAX_CHOICES });
  return withTerms(content, { offers });
}

/** A coupon the customer brought. Throws coupon_twice, coupons_too_many. */
export function addCoupon(content: BasketContent, code: string): BasketContent {
  const { coupons } = content.terms;
  if (coupons.includes(code)) throw new GuitaiError('coupon_twice');
  if (coupons.length >= MAX_COUPONS) throw new GuitaiError('coupons_too_many', { max: MAX_COUPONS });
  return withTerms(content, { coupons: [...coupons, code] });
}

/** The same lines under other terms. */
export function withTerms(content: BasketContent, change: Partial<SaleTerms>): BasketContent {
  return { ...content, terms: { ...content.terms, ...change } };
}

/** The share of a line's price that an adjustment takes off, in basis points, rounded up so that a limit is a limit. */
export function lineShare(line: BasketLine, adjustment: LineAdjustment): number {
  switch (adjustment.kind) {
    case 'percent':
      return WHOLE - adjustment.payBasisPoints;
    case 'amount':
      return shareOf(adjustment.offMinor, grossOf(line));
    case 'price':
      return shareOf(Math.max(0, line.priceMinor - adjustment.priceMinor), line.priceMinor);
    case 'gift':
      return WHOLE;
  }
}

/** The share that a discount takes off the whole sale. */
export function saleShare(lines: readonly BasketLine[], discount: SaleDiscount): number {
  if (discount.kind === 'percent') return WHOLE - discount.payBasisPoints;
  const beforeMinor = beforeSaleDiscount(lines);
  return shareOf(discount.kind === 'amount' ? discount.offMinor : Math.max(0, beforeMinor - discount.totalMinor), beforeMinor);
}

/** The largest share that amounts given in this basket are of what it holds now; percentages do not grow. */
export function largestAmountShare({ lines, terms }: BasketContent): number {
  const shares = lines.map((line) => (line.adjustment?.kind === 'amount' ? lineShare(line, line.adjustment) : 0));
  return Math.max(0, ...shares, terms.discount && terms.discount.kind !== 'percent' ? saleShare(lines, terms.discount) : 0);
}

/** What a unit of a line costs once a person has adjusted it, in fen, after the price list it has now and rounded down so that a floor is a floor. */
export function adjustedUnitPrice(line: BasketLine, adjustment: LineAdjustment): number {
  switch (adjustment.kind) {
    case 'price':
      return adjustment.priceMinor;
    case 'percent':
      return Math.floor(((line.priceMinor - listedOff(line)) * adjustment.payBasisPoints) / WHOLE);
    case 'amount':
      return Math.floor(((grossOf(line) - adjustment.offMinor) * 1000) / line.quantityMilli - listedOff(line));
    case 'gift':
      return 0;
  }
}

/** What price lists take off a unit. */
function listedOff({ discounts = [], quantityMilli }: BasketLine): number {
  const offMinor = discounts.reduce((sum, { source, amountMinor }) => (source === 'priceList' ? sum + amountMinor : sum), 0);
  return (offMinor * 1000) / quantityMilli;
}

/** What a whole-sale discount is taken from: the lines after everything that comes before it. */
function beforeSaleDiscount(lines: readonly BasketLine[]): number {
  return lines.reduce((sum, { amountMinor, discounts = [], depositOf }) => {
    if (depositOf !== undefined) return sum;
    const after = discounts.filter(({ source }) => source === 'sale' || source === 'rounding');
    return after.reduce((before, discount) => before + discount.amountMinor, sum + amountMinor);
  }, 0);
}

function shareOf(amountMinor: number, ofMinor: number): number {
  if (amountMinor === 0) return 0;
  return ofMinor === 0 ? WHOLE : Math.min(WHOLE, Math.ceil((amountMinor * WHOLE) / ofMinor));
}

function checkPrice(line: BasketLine, priceMinor: number): void {
  if (line.labelled) throw new GuitaiError('line_fixed');
  if (priceMinor * line.quantityMilli > MAX_AMOUNT_MINOR * 1000 || priceOf(priceMinor, line.quantityMilli) > MAX_AMOUNT_MINOR)
    throw new GuitaiError('amount_too_large', { max: formatYuan(MAX_AMOUNT_MINOR) });
}

function checkAmountOff(amountMinor: number, ofMinor: number): void {
  if (amountMinor > ofMinor) throw new GuitaiError('discount_too_large', { max: formatYuan(ofMinor) });
}
