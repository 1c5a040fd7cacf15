import { z } from 'zod';
import { PriceMinor } from './money.ts';
import { MAX_QUANTITY_MILLI, QuantityMilli } from './quantity.ts';

/** Topic `lineDisplay`: what the customer should be told now. Each display draws as much of it as it can. */
export const LineDisplayView = z.discriminatedUnion('show', [
  /** The till does not sell: starting, stopping, or its ledger refuses. */
  z.strictObject({ show: z.literal('closed') }),
  z.strictObject({ show: z.literal('idle') }),
  /** A line was just added or changed. */
  z.strictObject({
    show: z.literal('item'),
    text: z.string().max(200),
    /** The name in Latin letters, for displays without Chinese glyphs; left out where nobody knows how it is read. */
    latinText: z.string().max(1400).exactOptional(),
    priceMinor: PriceMinor,
    quantityMilli: QuantityMilli,
    totalMinor: PriceMinor,
  }),
  /** Goods on the scale; the amount is null until the weight is stable. */
  z.strictObject({
    show: z.literal('weighing'),
    text: z.string().max(200),
    latinText: z.string().max(1400).exactOptional(),
    unit: z.string().max(12),
    priceMinor: PriceMinor,
    quantityMilli: z.int().min(0).max(MAX_QUANTITY_MILLI),
    amountMinor: PriceMinor.nullable(),
  }),
  z.strictObject({ show: z.literal('total'), totalMinor: PriceMinor }),
  /** The customer is asked for the money: for what is still due, where a part of it was received. */
  z.strictObject({ show: z.literal('pay'), totalMinor: PriceMinor, receivedMinor: PriceMinor.exactOptional() }),
  /** The customer is given this. */
  z.strictObject({ show: z.literal('refund'), amountMinor: PriceMinor }),
  z.strictObject({ show: z.literal('paid'), totalMinor: PriceMinor, tenderedMinor: PriceMinor, changeMinor: PriceMinor }),
]);
export type LineDisplayView = z.infer<typeof LineDisplayView>;
