import { z } from 'zod';
import { PriceMinor } from './money.ts';
import { Sku, ProductSummary } from './product.ts';
import { Right } from './rights.ts';

/** The pieces a case was sold as: stock moves in them. */
export const LinePack = z.strictObject({
  productId: ProductSummary.shape.id,
  sku: Sku,
  pieces: z.int().min(2).max(10_000),
  unit: ProductSummary.shape.unit,
});
export type LinePack = z.infer<typeof LinePack>;

/** What a person answered for: the customer is of age, the prescription was seen, or goods that were stopped go all the same. */
export const Allowance = z.enum(['age', 'prescription', 'expired', 'serial_sold', 'serial_void', 'serial_unknown', 'short']);
export type Allowance = z.infer<typeof Allowance>;

/** What the cashier said to the questions of a scan; sent with the same scan again. */
export const GoodsAnswers = z.strictObject({
  priceMinor: PriceMinor.exactOptional(),
  allowed: z.array(Allowance).max(Allowance.options.length).exactOptional(),
});
export type GoodsAnswers = z.infer<typeof GoodsAnswers>;

/** With a right: a stop, which only somebody who has it may let through. Without: the cashier says yes. */
const right = Right.exactOptional();
const serial = z.string().max(20);

/** What must be answered before goods go into the basket. All but the price are answered by their name. */
export const GoodsQuestion = z.discriminatedUnion('ask', [
  z.strictObject({ ask: z.literal('price'), minMinor: PriceMinor, maxMinor: PriceMinor }),
  z.strictObject({ ask: z.literal('age'), years: z.int().min(1).max(99) }),
  z.strictObject({ ask: z.literal('prescription') }),
  z.strictObject({ ask: z.literal('expired'), expiry: z.iso.date(), right }),
  /** Sold before: on which receipt. */
  z.strictObject({ ask: z.literal('serial_sold'), serial, receiptNumber: z.string().max(40), right }),
  /** It came back damaged. */
  z.strictObject({ ask: z.literal('serial_void'), serial, right }),
  z.strictObject({ ask: z.literal('serial_unknown'), serial, right }),
  /** Pieces on hand and in the basket with these goods. */
  z.strictObject({ ask: z.literal('short'), onHandMilli: z.int(), wantedMilli: z.int(), right }),
]);
export type GoodsQuestion = z.infer<typeof GoodsQuestion>;

/** What the cashier is told of goods that went in. */
export const GoodsWarning = z.discriminatedUnion('warn', [
  z.strictObject({ warn: z.literal('expiring'), expiry: z.iso.date(), days: z.int().min(0) }),
  z.strictObject({ warn: z.literal('serial_unknown'), serial }),
  z.strictObject({ warn: z.literal('short'), onHandMilli: z.int(), wantedMilli: z.int() }),
  /** Enough, but for what lies in the open baskets of other tills: who pays first has it. */
  z.strictObject({ warn: z.literal('elsewhere'), onHandMilli: z.int(), elsewhereMilli: z.int() }),
]);
export type GoodsWarning = z.infer<typeof GoodsWarning>;
