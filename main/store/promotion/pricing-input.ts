import type { MemberLevel } from '#contract/member.ts';
import type { LineAdjustment, OfferChoice, RoundingRule, SaleDiscount } from '#contract/pricing.ts';
import type { PriceList, Promotion } from '#contract/promotion.ts';

/** What a rule may look at of the goods of one line. */
export interface PricedGoods {
  readonly sku: string;
  readonly category: string;
  readonly brand: string;
  readonly tags: readonly string[];
}

/** One line of the basket as it comes to be priced. */
export interface PricingLine extends PricedGoods {
  readonly lineId: number;
  readonly quantityMilli: number;
  /** The product's own price a unit. */
  readonly priceMinor: number;
  /** Price × quantity, or the amount a label says, which wins. */
  readonly grossMinor: number;
  /** Sold by piece: neither by weight nor with the amount of a label. */
  readonly byPiece: boolean;
  readonly adjustment?: LineAdjustment | undefined;
}

/** The shop's own time. */
export interface Moment {
  /** YYYY-MM-DD. */
  readonly date: string;
  /** 1 = Monday … 7 = Sunday. */
  readonly weekday: number;
  readonly minuteOfDay: number;
}

/** The member who buys. */
export interface Buyer {
  readonly level: MemberLevel;
  readonly tags: readonly string[];
  /** YYYY-MM-DD. */
  readonly joinedOn: string;
}

/** How often an offer was used: today, ever, and today by this buyer. */
export interface OfferUse {
  readonly today: number;
  readonly ever: number;
  readonly byBuyerToday: number;
}

/** A price list at work: its prices are asked by SKU, however many there are. */
export interface ActivePriceList extends PriceList {
  readonly prices: { get(sku: string): number | undefined };
}

/** Everything a price depends on. The engine has no clock, no file and no chance: the same input always costs the same. */
export interface PricingInput {
  readonly lines: readonly PricingLine[];
  /** What else of the sale is to be paid and stays as it is: one price for the whole sale, and what it is rounded to, count it. */
  readonly besideMinor?: number | undefined;
  readonly moment: Moment;
  readonly storeCode: string;
  readonly buyer?: Buyer | undefined;
  readonly priceLists: readonly ActivePriceList[];
  readonly promotions: readonly Promotion[];
  /** Codes of the coupons the customer brought. */
  readonly coupons?: readonly string[] | undefined;
  /** How often limited offers were used before; an offer that is missing was not. */
  readonly used?: ReadonlyMap<string, OfferUse> | undefined;
  readonly choice?: OfferChoice | undefined;
  readonly saleDiscount?: SaleDiscount | undefined;
  readonly rounding?: RoundingRule | undefined;
}
