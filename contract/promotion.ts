import { z } from 'zod';
import { Words } from './language.ts';
import { MemberLevel } from './member.ts';
import { PriceMinor } from './money.ts';
import { PayBasisPoints } from './pricing.ts';
import { Product, Sku } from './product.ts';

/** The shop's own name of a price list, promotion or coupon, as the journal and every line it touched name it. */
export const OfferId = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,39}$/);

/** What a group of goods may be named by; the goods that fit any of it. */
const goodsNames = {
  skus: z.array(Sku).max(2000).exactOptional(),
  categories: z.array(Product.shape.category).max(200).exactOptional(),
  brands: z.array(z.string().min(1).max(60)).max(200).exactOptional(),
  tags: z.array(z.string().min(1).max(20)).max(100).exactOptional(),
};

/** Which goods an offer is about: all of them, or those named, but for those excluded. */
export const Scope = z.strictObject({ ...goodsNames, except: z.strictObject(goodsNames).exactOptional() });
export type Scope = z.infer<typeof Scope>;

/** Who an offer is for: everybody, or members, by level, tag, or the days since they joined. */
export const Audience = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('all') }),
  z.strictObject({
    kind: z.literal('members'),
    levels: z.array(MemberLevel).max(4).exactOptional(),
    tags: z.array(z.string().min(1).max(20)).max(20).exactOptional(),
    /** New members: joined at most so many days ago. */
    joinedWithinDays: z.int().min(1).max(3660).exactOptional(),
  }),
]);
export type Audience = z.infer<typeof Audience>;

const MinuteOfDay = z.int().min(0).max(1440);

/** When an offer holds, in the shop's own time: first and last day, days of the week, hours. What is left out does not limit. */
export const Schedule = z.strictObject({
  fromDate: z.iso.date().exactOptional(),
  toDate: z.iso.date().exactOptional(),
  /** 1 = Monday … 7 = Sunday. */
  weekdays: z.array(z.int().min(1).max(7)).min(1).max(7).exactOptional(),
  /** Each from its first minute up to, but without, its last; one that ends before it begins runs over midnight. */
  hours: z
    .array(z.strictObject({ fromMinute: MinuteOfDay, toMinute: MinuteOfDay }))
    .min(1)
    .max(6)
    .exactOptional(),
});
export type Schedule = z.infer<typeof Schedule>;

/** coming: not before its first day · running · over: its last day or its stock is past · ended: by a person. */
export const OfferStage = z.enum(['coming', 'running', 'over', 'ended']);
export type OfferStage = z.infer<typeof OfferStage>;

/** Most price lists in use at once, most prices one of them may name, and most that one frame carries. */
export const MAX_PRICE_LISTS = 50;
export const MAX_LIST_PRICES = 100_000;
export const MAX_PRICES_AT_ONCE = 500;

/** Other prices for some people or some time; the lowest that holds is taken. The prices of single products stand beside it and go before the rate. */
export const PriceList = z.strictObject({
  id: OfferId,
  name: Words,
  audience: Audience,
  schedule: Schedule,
  /** Store codes it holds in; left out = every store. */
  stores: z.array(z.string().min(1).max(20)).max(200).exactOptional(),
  /** A share of the price for every product of a scope. */
  rate: z.strictObject({ scope: Scope, payBasisPoints: PayBasisPoints }).exactOptional(),
});
export type PriceList = z.infer<typeof PriceList>;

/** What one piece costs under an offer: a share of its price, a price of its own where that is less, or so much less. */
export const Pay = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('percent'), payBasisPoints: PayBasisPoints }),
  z.strictObject({ kind: z.literal('price'), priceMinor: PriceMinor }),
  z.strictObject({ kind: z.literal('off'), offMinor: PriceMinor.min(1) }),
]);
export type Pay = z.infer<typeof Pay>;

const Count = z.int().min(1).max(100);
const Threshold = PriceMinor.min(1);

/** What an offer gives. Pieces are counted from the dearest to the cheapest; a piece serves one offer. docs/promotions.md has an example of each. */
export const PromotionRule = z.discriminatedUnion('kind', [
  /** 特价、限时折扣: every piece, or every weighed line. */
  z.strictObject({ kind: z.literal('special'), pay: Pay }),
  /** 第 N 件: every N-th piece, or with `once` the first N-th only. */
  z.strictObject({ kind: z.literal('nthPiece'), nth: z.int().min(2).max(20), pay: Pay, once: z.literal(true).exactOptional() }),
  /** 买 X 送 Y: of every X + Y pieces the Y cheapest are free. */
  z.strictObject({ kind: z.literal('buyGet'), buy: Count, get: Count, once: z.literal(true).exactOptional() }),
  /** 任选 N 件 M 元. */
  z.strictObject({
    kind: z.literal('bundle'),
    count: z.int().min(2).max(100),
    priceMinor: PriceMinor,
    once: z.literal(true).exactOptional(),
  }),
  /** 组合价: one of these and two of those for M yuan. */
  z.strictObject({
    kind: z.literal('set'),
    parts: z
      .array(z.strictObject({ scope: Scope, count: z.int().min(1).max(10) }))
      .min(2)
      .max(4),
    priceMinor: PriceMinor,
    once: z.literal(true).exactOptional(),
  }),
  /** 阶梯价: the more pieces, the less for each of them; the highest tier that is reached holds for all. */
  z.strictObject({
    kind: z.literal('ladder'),
    tiers: z
      .array(z.strictObject({ count: Count, pay: Pay }))
      .min(1)
      .max(6),
  }),
  /** 满减: the highest tier that is reached, or with `repeat` each time again (每满). */
  z.strictObject({
    kind: z.literal('amountOff'),
    tiers: z
      .array(z.strictObject({ minimumMinor: Threshold, offMinor: PriceMinor.min(1) }))
      .min(1)
      .max(6),
    repeat: z.literal(true).exactOptional(),
  }),
  /** 满折: the highest tier that is reached; at most `mostMinor` off. */
  z.strictObject({
    kind: z.literal('percentOff'),
    tiers: z
      .array(z.strictObject({ minimumMinor: PriceMinor, payBasisPoints: PayBasisPoints }))
      .min(1)
      .max(6),
    mostMinor: PriceMinor.min(1).exactOptional(),
  }),
  /** 满赠、换购: for so much of the scope, `count` pieces of these goods cost only this much; 0 is a gift. The customer chooses among them. */
  z.strictObject({
    kind: z.literal('reward'),
    minimumMinor: Threshold,
    goods: z
      .array(z.strictObject({ sku: Sku, priceMinor: PriceMinor }))
      .min(1)
      .max(20),
    count: z.int().min(1).max(10),
    repeat: z.literal(true).exactOptional(),
  }),
]);
export type PromotionRule = z.infer<typeof PromotionRule>;

/** Times an offer may be used: pieces of a special price or ladder, groups of pieces, or times a threshold is passed. */
export const PromotionLimits = z.strictObject({
  perBasket: z.int().min(1).max(9999).exactOptional(),
  perMemberPerDay: z.int().min(1).max(9999).exactOptional(),
  perDay: z.int().min(1).max(999_999).exactOptional(),
  /** All there is: the offer ends with it. */
  total: z.int().min(1).max(99_999_999).exactOptional(),
});
export type PromotionLimits = z.infer<typeof PromotionLimits>;

/** An offer works only with a code the customer brings: it comes after all promotions, and its minimum is what is then left to pay. */
export const CouponTerms = z.strictObject({
  code: z.string().regex(/^[A-Z0-9][A-Z0-9-]{3,31}$/),
  /** One coupon of each of these groups goes together; a coupon without a group goes with no other. */
  stackGroup: z.string().min(1).max(20).exactOptional(),
});
export type CouponTerms = z.infer<typeof CouponTerms>;

/** One offer of the shop. */
export const Promotion = z
  .strictObject({
    id: OfferId,
    /** What screen and receipt call it. */
    name: Words,
    rule: PromotionRule,
    /** The goods it is about; of a set its parts say so, without what is excluded here. */
    scope: Scope,
    audience: Audience,
    schedule: Schedule,
    stores: z.array(z.string().min(1).max(20)).max(200).exactOptional(),
    limits: PromotionLimits,
    /** 互斥组: of a group at most one offer is used in a basket; of those that can be, the one with the highest priority, else the best. */
    group: z.string().min(1).max(20).exactOptional(),
    priority: z.int().min(0).max(9),
    /** Only thresholds: goods that are cheaper already do not count. */
    fullPriceOnly: z.literal(true).exactOptional(),
    coupon: CouponTerms.exactOptional(),
  })
  .refine(({ coupon, rule }) => !coupon || rule.kind === 'amountOff' || rule.kind === 'percentOff', { path: ['coupon'], message: 'rule' })
  .refine(({ schedule: { fromDate, toDate } }) => fromDate === undefined || toDate === undefined || fromDate <= toDate, {
    path: ['schedule', 'toDate'],
    message: 'before fromDate',
  });
export type Promotion = z.infer<typeof Promotion>;

/** Most coupons a customer may bring for one sale. */
export const MAX_COUPONS = 20;

/** Most offers a shop has running at once. */
export const MAX_PROMOTIONS = 500;
