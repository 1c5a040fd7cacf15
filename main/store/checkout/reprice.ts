import { isSettled, settledMinor } from './by-hand.ts';
import { containedTax, lineAmount, type BasketContent } from './basket.ts';
import type { PricingInput, PricingLine } from '../promotion/pricing-input.ts';
import { priceBasket } from '../promotion/price-basket.ts';
import type { BasketLine } from '#contract/basket.ts';
import { GuitaiError } from '#contract/error.ts';
import { formatYuan, MAX_AMOUNT_MINOR } from '#contract/money.ts';
import { grossOf, type Discount, type PricedBasket, type PricedLine } from '#contract/pricing.ts';

/** What prices depend on besides the basket itself. */
export type PricingRules = Omit<PricingInput, 'lines' | 'besideMinor' | 'choice' | 'coupons' | 'saleDiscount'>;

/** The basket as it is to be paid, and what else its prices say. */
export interface Repriced {
  readonly content: BasketContent;
  readonly offers: Pick<PricedBasket, 'offers' | 'hints' | 'bounded'>;
}

/**
 * Prices every line anew. Lines whose price stays keep their identity, so that they are neither written nor checked again. Throws amount_too_large
 * where the goods together cost more than a sale may, whatever is taken off.
 */
export function reprice(content: BasketContent, rules: PricingRules): Repriced {
  const { discount, offers: choice, coupons } = content.terms;
  const { lines: priced, ...offers } = priceBasket({
    ...rules,
    lines: pricingLines(content.lines),
    besideMinor: settledMinor(content.lines),
    choice,
    coupons,
    ...(discount ? { saleDiscount: discount } : {}),
  });
  const byId = new Map(priced.map((line) => [line.lineId, line]));
  const lines = content.lines.map((line) => withPrice(line, byId.get(line.lineId)));
  if (lines.reduce((sum, line) => sum + grossOf(line), 0) > MAX_AMOUNT_MINOR)
    throw new GuitaiError('amount_too_large', { max: formatYuan(MAX_AMOUNT_MINOR) });
  return { content: lines.every((line, index) => line === content.lines[index]) ? content : { ...content, lines }, offers };
}

/** The lines as they come to be priced. A deposit comes back whole: nothing is ever taken off it. The price of goods that were ordered was agreed then. */
export function pricingLines(lines: readonly BasketLine[]): PricingLine[] {
  return lines.filter((line) => !isSettled(line)).map(pricingLineOf);
}

function pricingLineOf(line: BasketLine): PricingLine {
  const { lineId, sku, category = '', brand = '', tags = [], quantityMilli, priceMinor, labelled, weighed, adjustment } = line;
  return {
    lineId,
    sku,
    category,
    brand,
    tags,
    quantityMilli,
    priceMinor,
    grossMinor: labelled ? grossOf(line) : lineAmount(priceMinor, quantityMilli),
    byPiece: !labelled && !weighed,
    adjustment,
  };
}

function withPrice(line: BasketLine, priced: PricedLine | undefined): BasketLine {
  if (!priced || hasPrice(line, priced)) return line;
  const { grossMinor: _gross, discounts: _discounts, ...rest } = line;
  const { grossMinor, discounts, amountMinor } = priced;
  return {
    ...rest,
    amountMinor,
    taxMinor: containedTax(amountMinor, line.taxRateBasisPoints),
    ...(discounts.length > 0 ? { grossMinor, discounts } : {}),
  };
}

function hasPrice(line: BasketLine, { amountMinor, discounts, grossMinor }: PricedLine): boolean {
  if (line.amountMinor !== amountMinor || grossOf(line) !== grossMinor) return false;
  const had = line.discounts ?? [];
  return had.length === discounts.length && discounts.every((discount, index) => isSameDiscount(had[index], discount));
}

function isSameDiscount(a: Discount | undefined, b: Discount): boolean {
  return (
    a !== undefined &&
    a.source === b.source &&
    a.id === b.id &&
    a.amountMinor === b.amountMinor &&
    a.label.zh === b.label.zh &&
    a.label.en === b.label.en
  );
}
