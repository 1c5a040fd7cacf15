import { z } from 'zod';
import { MAX_ORDER_NOTE_CHARACTERS } from '../basket.ts';
import { PriceMinor } from '../money.ts';
import { BasketOffer, PayBasisPoints, SaleDiscount } from '../pricing.ts';
import { Words } from '../language.ts';
import { CouponTerms, OfferId } from '../promotion.ts';
import { lineId, none, requestId, type ProcedureRow } from './row.ts';

/** At least something is taken off. */
const percentOff = z.strictObject({ kind: z.literal('percent'), payBasisPoints: PayBasisPoints.max(9_999) });
const amountOff = z.strictObject({ kind: z.literal('amount'), offMinor: PriceMinor.min(1) });

/** What a person changes about the prices of the open basket, and for whom it is. All of it can be taken back by `basket.undo`. */
export const adjustmentProcedures = {
  /** Another price a unit; below the floor of the product it needs the right `price.floor` as well. */
  'basket.setPrice': {
    at: 'store',
    roles: ['till'],
    right: 'price.change',
    input: z.strictObject({ requestId, lineId, priceMinor: PriceMinor }),
    output: none,
  },
  /** Something off a line. A larger share needs the right `discount.more`, `.large` or `.any`, a price below the floor `price.floor`. */
  'basket.discountLine': {
    at: 'store',
    roles: ['till'],
    right: 'discount',
    input: z.strictObject({ requestId, lineId, discount: z.discriminatedUnion('kind', [percentOff, amountOff]) }),
    output: none,
  },
  /** The line is a present. */
  'basket.giveAway': { at: 'store', roles: ['till'], right: 'gift', input: z.strictObject({ requestId, lineId }), output: none },
  /** Takes off what a person changed about the price of a line. */
  'basket.restorePrice': { at: 'store', roles: ['till'], input: z.strictObject({ requestId, lineId }), output: none },
  /** Something off the whole sale, after every offer and coupon; null takes it off again. Larger shares as for a line. */
  'basket.discount': {
    at: 'store',
    roles: ['till'],
    right: 'discount',
    input: z.strictObject({
      requestId,
      discount: z.discriminatedUnion('kind', [percentOff, amountOff, SaleDiscount.options[2]]).nullable(),
    }),
    output: none,
  },
  'basket.orderNote': {
    at: 'store',
    roles: ['till'],
    input: z.strictObject({ requestId, note: z.string().max(MAX_ORDER_NOTE_CHARACTERS) }),
    output: none,
  },
  /** For whom the basket is, by card code or whole phone number; null for nobody. Throws member_unknown. */
  'basket.setMember': {
    at: 'store',
    roles: ['till'],
    input: z.strictObject({ requestId, member: z.string().trim().min(1).max(64).nullable() }),
    output: none,
  },
  /** Uses or avoids an offer whatever is best; null lets the till decide again. */
  'basket.chooseOffer': {
    at: 'store',
    roles: ['till'],
    input: z.strictObject({ requestId, offerId: OfferId, choice: z.enum(['use', 'avoid']).nullable() }),
    output: none,
  },
  /** The customer keeps a coupon after all. Throws coupon_missing. */
  'basket.removeCoupon': {
    at: 'store',
    roles: ['till'],
    input: z.strictObject({ requestId, code: CouponTerms.shape.code }),
    output: none,
  },
  /** What the shop offers for the basket as it is, and why or why not: first what can be used. */
  'basket.offers': {
    at: 'store',
    roles: ['till'],
    input: none,
    output: z.strictObject({ offers: z.array(BasketOffer).max(500), bounded: Words.exactOptional() }),
  },
} as const satisfies Record<string, ProcedureRow>;
