import { z } from 'zod';
import { Words } from './language.ts';
import { AmountMinor, PriceMinor } from './money.ts';
import { Sku } from './product.ts';

/** Who or what made a line cheaper, in the order in which they are applied. */
export const DiscountSource = z.enum(['priceList', 'manual', 'promotion', 'coupon', 'sale', 'rounding']);
export type DiscountSource = z.infer<typeof DiscountSource>;

/** The share of one line in one discount. */
export const Discount = z.strictObject({
  source: DiscountSource,
  /** The price list, promotion or coupon. */
  id: z.string().min(1).max(40).exactOptional(),
  label: Words,
  /** Above zero = less to pay; only rounding may be below. */
  amountMinor: AmountMinor,
  /** Earned by several lines together and shared among them: screens and receipts tell it once, below the lines. */
  shared: z.literal(true).exactOptional(),
});
export type Discount = z.infer<typeof Discount>;

/** Most discounts one line can carry: every offer a shop may have (MAX_PROMOTIONS), a price list, a person, the sale's own and rounding. */
export const MAX_LINE_DISCOUNTS = 504;

/** What to pay instead of the price, in hundredths of a percent: 8500 = 85 % = 8.5 折. */
export const PayBasisPoints = z.int().min(0).max(10_000);

/** What a person changed about the price of one line. It ends automatic offers for the line unless `keepsOffers`. */
export const LineAdjustment = z.discriminatedUnion('kind', [
  /** Another price a unit; above the price it was, the line simply costs more. */
  z.strictObject({ kind: z.literal('price'), priceMinor: PriceMinor, keepsOffers: z.literal(true).exactOptional() }),
  z.strictObject({ kind: z.literal('percent'), payBasisPoints: PayBasisPoints, keepsOffers: z.literal(true).exactOptional() }),
  /** So much off the whole line, at most to zero. */
  z.strictObject({ kind: z.literal('amount'), offMinor: PriceMinor, keepsOffers: z.literal(true).exactOptional() }),
  z.strictObject({ kind: z.literal('gift') }),
]);
export type LineAdjustment = z.infer<typeof LineAdjustment>;

/** What a person took off the whole sale, after every offer and coupon. */
export const SaleDiscount = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('percent'), payBasisPoints: PayBasisPoints }),
  z.strictObject({ kind: z.literal('amount'), offMinor: PriceMinor }),
  /** The whole sale for this much, where it is less. */
  z.strictObject({ kind: z.literal('total'), totalMinor: PriceMinor }),
]);
export type SaleDiscount = z.infer<typeof SaleDiscount>;

/** 抹零: to what the total is rounded, and how. A refund may have a rule of its own. */
export const RoundingRule = z.strictObject({ to: z.enum(['jiao', 'yuan']), way: z.enum(['down', 'halfUp']) });
export type RoundingRule = z.infer<typeof RoundingRule>;

/** What the customer pays for one line, and why: grossMinor − Σ discounts = amountMinor. */
export const PricedLine = z.strictObject({
  lineId: z.int().min(1),
  /** Price × quantity, or the amount on the label, before any discount. */
  grossMinor: PriceMinor,
  discounts: z.array(Discount).max(MAX_LINE_DISCOUNTS),
  amountMinor: PriceMinor,
});
export type PricedLine = z.infer<typeof PricedLine>;

/** Whether an offer takes part, and if not why. `applied` and `possible` can be switched by the cashier's choice. */
export const OfferState = z.enum(['applied', 'possible', 'declined']);

/** One offer of the shop as it stands for this basket. */
export const BasketOffer = z.strictObject({
  id: z.string().min(1).max(40),
  name: Words,
  state: OfferState,
  /** What it takes off; 0 unless applied. */
  amountMinor: PriceMinor,
  /** How often it is used, as its limits count; left out unless applied. */
  times: z.int().min(1).exactOptional(),
  /** Where it does not take part: the reason, in words. */
  reason: Words.exactOptional(),
  /** The code the customer brought, where it is a coupon. */
  coupon: z.string().min(1).max(32).exactOptional(),
  /** A person chose that it is used, or that it is not. */
  chosen: z.enum(['use', 'avoid']).exactOptional(),
});
export type BasketOffer = z.infer<typeof BasketOffer>;

/** 再买 ¥x 减 ¥y: the nearest threshold of an offer. */
export const OfferHint = z.strictObject({
  id: z.string().min(1).max(40),
  words: Words,
  /** What is still to be bought: money, or pieces. */
  missing: z.discriminatedUnion('unit', [
    z.strictObject({ unit: z.literal('minor'), amountMinor: PriceMinor }),
    z.strictObject({ unit: z.literal('piece'), count: z.int().min(1) }),
  ]),
  /** What the customer then saves beyond what is saved now; 0 for goods. */
  gainMinor: PriceMinor,
  /** Goods it is about, where they are few. */
  skus: z.array(Sku).max(20),
});
export type OfferHint = z.infer<typeof OfferHint>;

/** The cashier's own choice among the offers: these are used if they can be, those are not. */
export const OfferChoice = z.strictObject({
  use: z.array(z.string().min(1).max(40)).max(20),
  avoid: z.array(z.string().min(1).max(40)).max(20),
});
export type OfferChoice = z.infer<typeof OfferChoice>;

/** A basket with its prices and their reasons. */
export const PricedBasket = z.strictObject({
  /** In the order of the basket. */
  lines: z.array(PricedLine),
  grossMinor: AmountMinor,
  totalMinor: AmountMinor,
  /** Why the total is what it is: what each price list, offer, coupon and person took off, in the order applied. */
  discounts: z.array(Discount),
  offers: z.array(BasketOffer),
  hints: z.array(OfferHint),
  /** Said when not every combination of offers could be tried: what was tried instead. */
  bounded: Words.exactOptional(),
});
export type PricedBasket = z.infer<typeof PricedBasket>;

/** Where every line still says what it cost before discounts: lines of older entries had none. */
export function grossOf(line: { readonly amountMinor: number; readonly grossMinor?: number | undefined }): number {
  return line.grossMinor ?? line.amountMinor;
}
