import { z } from 'zod';
import { Words } from '../language.ts';
import { AmountMinor } from '../money.ts';
import { PricedBasket } from '../pricing.ts';
import { Sku } from '../product.ts';
import { MAX_PROMOTIONS, OfferId, OfferStage, Promotion } from '../promotion.ts';
import { QuantityMilli } from '../quantity.ts';
import { none, requestId, type ProcedureRow } from './row.ts';

/** Most baskets and days a simulation looks at. */
export const MAX_SIMULATED_DAYS = 62;
const MAX_TRIED_LINES = 100;

/** The shop's offers. */
export const promotionProcedures = {
  /** Those in use, or with `ended` those a person ended, by id. */
  'promotion.list': {
    at: 'store',
    roles: ['till'],
    right: 'promotion.manage',
    input: z.strictObject({
      ended: z.literal(true).exactOptional(),
      after: OfferId.exactOptional(),
      limit: z.int().min(1).max(100).exactOptional(),
    }),
    output: z.strictObject({
      promotions: z
        .array(z.strictObject({ promotion: Promotion, stage: OfferStage, usedToday: z.int().min(0), usedEver: z.int().min(0) }))
        .max(100),
      more: z.boolean(),
    }),
  },
  /** Adds an offer, or changes the one with its id; an ended one begins again. Throws promotion_full, promotion_code_taken. */
  'promotion.save': {
    at: 'store',
    roles: ['till'],
    right: 'promotion.manage',
    input: z.strictObject({ requestId, promotion: Promotion }),
    output: none,
  },
  /** An offer is never deleted: it ends, and stays readable beside the sales that used it. Throws promotion_unknown. */
  'promotion.end': {
    at: 'store',
    roles: ['till'],
    right: 'promotion.manage',
    input: z.strictObject({ requestId, id: OfferId }),
    output: none,
  },
  /** What a basket would cost with this draft among the running offers: the open basket, or the goods named. Its coupon counts as brought. */
  'promotion.preview': {
    at: 'store',
    roles: ['till'],
    right: 'promotion.manage',
    input: z.strictObject({
      draft: Promotion,
      goods: z
        .array(z.strictObject({ sku: Sku, quantityMilli: QuantityMilli }))
        .max(MAX_TRIED_LINES)
        .optional(),
    }),
    output: z.strictObject({ priced: PricedBasket, withoutMinor: AmountMinor }),
  },
  /** Running or coming offers that meet this draft on some goods at some time, and what then happens. */
  'promotion.conflicts': {
    at: 'store',
    roles: ['till'],
    right: 'promotion.manage',
    input: z.strictObject({ draft: Promotion }),
    output: z.strictObject({ conflicts: z.array(z.strictObject({ id: OfferId, name: Words, words: Words })).max(MAX_PROMOTIONS) }),
  },
  /** What this draft would have cost on the sales of the last days, beside the offers that run now. */
  'promotion.simulate': {
    at: 'store',
    roles: ['till'],
    right: 'promotion.manage',
    input: z.strictObject({ draft: Promotion, days: z.int().min(1).max(MAX_SIMULATED_DAYS) }),
    output: z.strictObject({
      sales: z.int().min(0),
      /** Sales that would have been cheaper by it. */
      touched: z.int().min(0),
      /** What those sales came to without it. */
      touchedMinor: AmountMinor,
      costMinor: AmountMinor,
      /** Only the newest sales were looked at. */
      cut: z.boolean(),
    }),
  },
} as const satisfies Record<string, ProcedureRow>;
