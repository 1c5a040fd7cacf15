import { MAX_ORDER_NOTE_CHARACTERS } from '#contract/basket.ts';
import { BasketOrder } from '#contract/customer-order.ts';
import { OfferChoice, SaleDiscount } from '#contract/pricing.ts';
import { CouponTerms, MAX_COUPONS } from '#contract/promotion.ts';
import { MAX_SALESPEOPLE, SoldShare } from '#contract/salesperson.ts';
import { MAX_TENDERS, Tender } from '#contract/tender.ts';
import { z } from 'zod';

/** What holds for the whole of the open basket, as it is kept on disk. */
export const SaleTerms = z.strictObject({
  /** The number in the members' file; who that is stands there and nowhere else. */
  memberId: z.int().min(1).nullable(),
  discount: SaleDiscount.nullable(),
  note: z.string().max(MAX_ORDER_NOTE_CHARACTERS),
  offers: OfferChoice,
  /** Codes of the coupons the customer brought; none in baskets of before there were any. */
  coupons: z.array(CouponTerms.shape.code).max(MAX_COUPONS).default([]),
  /**
   * The share of the whole sale, in basis points, that somebody who may allowed its discount to be: an amount does not become a larger share
   * unnoticed when goods are taken out afterwards.
   */
  allowedShare: z.int().min(0).max(10_000),
  /** What was taken of the money before the rest: a card that was charged stays charged, whatever happens to the till. */
  tenders: z.array(Tender).max(MAX_TENDERS).default([]),
  /** Who sells the lines that name nobody. */
  soldBy: z.array(SoldShare).max(MAX_SALESPEOPLE).default([]),
  /** The order it becomes, or whose goods it hands over. */
  order: BasketOrder.nullable().default(null),
});
export type SaleTerms = Readonly<z.infer<typeof SaleTerms>>;

export const noTerms: SaleTerms = {
  memberId: null,
  discount: null,
  note: '',
  offers: { use: [], avoid: [] },
  coupons: [],
  allowedShare: 0,
  tenders: [],
  soldBy: [],
  order: null,
};
