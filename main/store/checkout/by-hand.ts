import type { BasketContent } from './basket.ts';
import { isAgreed, type BasketLine } from '#contract/basket.ts';
import { grossOf } from '#contract/pricing.ts';

/** A whole price in basis points. */
const WHOLE = 10_000;

/** The least a unit of a line may be sold for by hand, in fen. */
export type FloorOf = (line: BasketLine) => number;

/** What is given by hand in a basket beyond what was allowed in it before: the largest share of a price, and whether a unit goes below its floor. */
export interface Beyond {
  readonly share: number;
  readonly belowFloor: boolean;
}

/**
 * Measures a basket as it is priced. Of every line counts all that people took off it, its own discount and then that of the whole sale, against what
 * it costs by price list: 10 % and then 5 % are 14.5 %. Offers make a share neither larger nor smaller. A changed price and a present are rights of
 * their own: they have no share, but a changed price has a floor.
 */
export function beyondAllowed(content: BasketContent, floorOf: FloorOf): Beyond {
  const { saleShare, lines } = measure(content, floorOf);
  const shares = lines.map(({ given, isLarger }) => (isLarger ? given.share : 0));
  return {
    share: Math.max(saleShare > content.terms.allowedShare ? saleShare : 0, ...shares),
    belowFloor: lines.some(({ isLower }) => isLower),
  };
}

/** The basket with all that is given in it noted as allowed: only what grows from there is beyond it. */
export function allowed(content: BasketContent, floorOf: FloorOf): BasketContent {
  const { saleShare, lines } = measure(content, floorOf);
  const terms = saleShare > content.terms.allowedShare ? { ...content.terms, allowedShare: saleShare } : content.terms;
  const noted = new Map(
    lines
      .filter(({ isLarger, isLower }) => isLarger || isLower)
      .map(({ line, given: { share, unitMinor } }) => {
        const byHand = { share, ...(unitMinor < floorOf(line) ? { unitMinor } : {}) };
        return [line.lineId, { ...line, byHand }];
      }),
  );
  if (noted.size === 0) return terms === content.terms ? content : { ...content, terms };
  return { ...content, terms, lines: content.lines.map((line) => noted.get(line.lineId) ?? line) };
}

/** Nothing is ever taken off a deposit, which comes back whole, nor off what was agreed for an order. */
export function isSettled(line: BasketLine): boolean {
  return line.depositOf !== undefined || isAgreed(line);
}

/** What of a sale is paid whatever is taken off it. */
export function settledMinor(lines: readonly BasketLine[]): number {
  return lines.reduce((sum, line) => (isSettled(line) ? sum + line.amountMinor : sum), 0);
}

/** What a whole-sale discount is taken from: the lines after everything that comes before it. Nothing is taken off what was agreed for an order. */
export function beforeSaleDiscount(lines: readonly BasketLine[]): number {
  return lines.reduce((sum, line) => {
    const { amountMinor, discounts = [] } = line;
    if (isSettled(line)) return sum;
    const after = discounts.filter(({ source }) => source === 'sale' || source === 'rounding');
    return after.reduce((before, discount) => before + discount.amountMinor, sum + amountMinor);
  }, 0);
}

/** What people gave of a line: the share of its price in basis points, and what a unit then costs in fen, rounded so that a limit is a limit. */
interface Given {
  readonly share: number;
  readonly unitMinor: number;
}

interface MeasuredLine {
  readonly line: BasketLine;
  readonly given: Given;
  /** More than was allowed of this line. */
  readonly isLarger: boolean;
  /** Below its floor, and lower than was allowed. */
  readonly isLower: boolean;
}

function measure(content: BasketContent, floorOf: FloorOf): { readonly saleShare: number; readonly lines: readonly MeasuredLine[] } {
  const saleShare = saleShareOf(content);
  const lines = content.lines.flatMap((line) => {
    const given = givenOf(line, saleShare);
    if (!given) return [];
    const { byHand, adjustment } = line;
    // Of a line without a discount of its own the share is the sale's.
    const isLarger = (adjustment?.kind === 'percent' || adjustment?.kind === 'amount') && given.share > (byHand?.share ?? 0);
    return [{ line, given, isLarger, isLower: given.unitMinor < Math.min(floorOf(line), byHand?.unitMinor ?? Infinity) }];
  });
  return { saleShare, lines };
}

/** undefined where nobody gave anything, or all of it as a present, and for goods of an order: what they cost was agreed. */
function givenOf(line: BasketLine, saleShare: number): Given | undefined {
  const { adjustment } = line;
  if (isSettled(line) || adjustment?.kind === 'gift' || (!adjustment && saleShare === 0)) return undefined;
  return {
    share: WHOLE - Math.floor(((WHOLE - lineShareOf(line)) * (WHOLE - saleShare)) / WHOLE),
    unitMinor: Math.floor((unitPriceOf(line) * (WHOLE - saleShare)) / WHOLE),
  };
}

function lineShareOf(line: BasketLine): number {
  switch (line.adjustment?.kind) {
    case 'percent':
      return WHOLE - line.adjustment.payBasisPoints;
    case 'amount':
      return shareOf(line.adjustment.offMinor, grossOf(line) - listedOff(line));
    case 'price':
    case 'gift':
    case undefined:
      return 0;
  }
}

/** What a unit costs by price list and after the line's own adjustment. */
function unitPriceOf(line: BasketLine): number {
  const { adjustment, priceMinor, quantityMilli } = line;
  const unitMinor = priceMinor - (listedOff(line) * 1000) / quantityMilli;
  switch (adjustment?.kind) {
    case 'price':
      return adjustment.priceMinor;
    case 'percent':
      return Math.floor((unitMinor * adjustment.payBasisPoints) / WHOLE);
    case 'amount':
      return Math.floor(((grossOf(line) - listedOff(line) - adjustment.offMinor) * 1000) / quantityMilli);
    case 'gift':
    case undefined:
      return Math.floor(unitMinor);
  }
}

/** What price lists take off a line. */
function listedOff({ discounts = [] }: BasketLine): number {
  return discounts.reduce((sum, { source, amountMinor }) => (source === 'priceList' ? sum + amountMinor : sum), 0);
}

function saleShareOf({ lines, terms: { discount } }: BasketContent): number {
  if (!discount) return 0;
  if (discount.kind === 'percent') return WHOLE - discount.payBasisPoints;
  const beforeMinor = beforeSaleDiscount(lines);
  return shareOf(
    discount.kind === 'amount' ? discount.offMinor : Math.max(0, beforeMinor + settledMinor(lines) - discount.totalMinor),
    beforeMinor,
  );
}

function shareOf(amountMinor: number, ofMinor: number): number {
  if (amountMinor === 0) return 0;
  return ofMinor === 0 ? WHOLE : Math.min(WHOLE, Math.ceil((amountMinor * WHOLE) / ofMinor));
}
