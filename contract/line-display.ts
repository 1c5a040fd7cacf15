import { z } from 'zod';
import { PriceMinor } from './money.ts';
import { QuantityMilli } from './quantity.ts';

/** Topic `lineDisplay`: what the pole display should say. Each display draws as much of it as it can. */
export const LineDisplayView = z.discriminatedUnion('show', [
  z.strictObject({ show: z.literal('idle') }),
  /** A line was just added or changed. */
  z.strictObject({
    show: z.literal('item'),
    text: z.string().max(200),
    priceMinor: PriceMinor,
    quantityMilli: QuantityMilli,
    totalMinor: PriceMinor,
  }),
  z.strictObject({ show: z.literal('total'), totalMinor: PriceMinor }),
  z.strictObject({ show: z.literal('paid'), totalMinor: PriceMinor, tenderedMinor: PriceMinor, changeMinor: PriceMinor }),
]);
export type LineDisplayView = z.infer<typeof LineDisplayView>;
