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

/** Most price lists a shop keeps, and most prices one of them may name. */
export const MAX_PRICE_LISTS = 50;
export const MAX_LIST_PRICES = 20_000;

/** Other prices for some people or some time; the lowest that holds is taken. */
export const PriceList = z.strictObject({
  id: OfferId,
  name: Words,
  audience: Audience,
  schedule: Schedule,
  /** Store codes it holds in; left out = every store. */
  stores: z.array(z.string().min(1).max(20)).max(200).exactOptional(),
  /** A share of the price for every product of a scope. */
  rate: z.strictObject({ scope: Scope, payBasisPoints: PayBasisPoints }).exactOptional(),
  /** Prices of single products; they go before the rate. */
  prices: z.array(z.strictObject({ sku: Sku, priceMinor: PriceMinor })).max(MAX_LIST_PRICES),
});
export type PriceList = z.infer<typeof PriceList>;
