import { checkNotOrdered, editLine, type BasketContent } from './basket.ts';
import { beforeSaleDiscount, settledMinor } from './by-hand.ts';
import type { SaleTerms } from './terms.ts';
import type { BasketLine } from '#contract/basket.ts';
import { GuitaiError } from '#contract/error.ts';
import { formatYuan, MAX_AMOUNT_MINOR, priceOf } from '#contract/money.ts';
import { MAX_COUPONS } from '#contract/promotion.ts';
import { grossOf, type LineAdjustment, type OfferChoice, type SaleDiscount } from '#contract/pricing.ts';

const MAX_CHOICES = 20;

/** Puts a person's adjustment on a line, or with undefined takes it off. Throws line_unknown, line_follows (a deposit), order_line_fixed, line_fixed (a price on a label), discount_too_large, amount_too_large. */
export function adjustLine(content: BasketContent, lineId: number, adjustment: LineAdjustment | undefined): BasketContent {
  return editLine(content, lineId, (line) => {
    if (line.depositOf !== undefined) throw new GuitaiError('line_follows');
    checkNotOrdered(line);
    if (adjustment?.kind === 'price') checkPrice(line, adjustment.priceMinor);
    if (adjustment?.kind === 'amount') checkAmountOff(adjustment.offMinor, grossOf(line));
    const { adjustment: _, byHand: _allowed, ...rest } = line;
    return adjustment ? { ...rest, adjustment } : rest;
  });
}

/** Takes something off the whole sale, or with null no longer. Throws basket_empty, discount_too_large. */
export function discountSale(content: BasketContent, discount: SaleDiscount | null): BasketContent {
  if (discount && content.lines.length === 0) throw new GuitaiError('basket_empty');
  const ofMinor = beforeSaleDiscount(content.lines);
  if (discount?.kind === 'amount') checkAmountOff(discount.offMinor, ofMinor);
  if (discount?.kind === 'total') checkAmountOff(ofMinor + settledMinor(content.lines) - discount.totalMinor, ofMinor);
  return withTerms(content, { discount, allowedShare: 0 });
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

/** The coupon comes off again, and with it what was chosen about its offer. Throws coupon_missing. */
export function removeCoupon(content: BasketContent, code: string, offerId: string | undefined): BasketContent {
  const coupons = content.terms.coupons.filter((other) => other !== code);
  if (coupons.length === content.terms.coupons.length) throw new GuitaiError('coupon_missing');
  return withTerms(offerId === undefined ? content : chooseOffer(content, offerId, null), { coupons });
}

/** The same lines under other terms. */
export function withTerms(content: BasketContent, change: Partial<SaleTerms>): BasketContent {
  return { ...content, terms: { ...content.terms, ...change } };
}

/** A part of a line beside the rest of it, which keeps an amount that was taken off: it would be taken off twice. */
export function withoutAmountOff(part: BasketLine): BasketLine {
  const { adjustment, byHand: _allowed, ...rest } = part;
  return adjustment?.kind === 'amount' ? rest : part;
}

function checkPrice(line: BasketLine, priceMinor: number): void {
  if (line.labelled) throw new GuitaiError('line_fixed');
  if (priceMinor * line.quantityMilli > MAX_AMOUNT_MINOR * 1000 || priceOf(priceMinor, line.quantityMilli) > MAX_AMOUNT_MINOR)
    throw new GuitaiError('amount_too_large', { max: formatYuan(MAX_AMOUNT_MINOR) });
}

function checkAmountOff(amountMinor: number, ofMinor: number): void {
  if (amountMinor > ofMinor) throw new GuitaiError('discount_too_large', { max: formatYuan(ofMinor) });
}
