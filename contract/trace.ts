import { z } from 'zod';
import { Gs1Trace } from './basket.ts';
import { Product, Sku } from './product.ts';

/** Goods by what their code told: a batch, or one piece. */
export const TraceQuery = z.strictObject({
  by: z.enum(['batch', 'serial']),
  value: z.string().trim().min(1).max(20),
  /** Of this article only: makers choose batch numbers without asking each other. */
  sku: Sku.exactOptional(),
});
export type TraceQuery = z.infer<typeof TraceQuery>;

/** Goods of a batch on their way out (sold) or back (returned), and for whom where that is known. */
export const TracedGoods = z.strictObject({
  seq: z.int().min(1),
  way: z.enum(['sold', 'returned']),
  receiptNumber: z.string().max(40),
  businessDate: z.iso.date(),
  completedAtMs: z.int(),
  sku: Sku,
  name: Product.shape.name,
  ...Gs1Trace.shape,
  quantityMilli: z.int().min(1),
  member: z.strictObject({ name: z.string().max(40), phone: z.string().max(20) }).nullable(),
});
export type TracedGoods = z.infer<typeof TracedGoods>;

/** Receipts one answer tells of. */
export const TRACE_PAGE = 100;
