import { z } from 'zod';
import { BasketLine, MAX_BASKET_LINES } from './basket.ts';
import { AmountMinor, PriceMinor } from './money.ts';
import type { Discount } from './pricing.ts';
import { MAX_QUANTITY_MILLI } from './quantity.ts';
import { SaleLine } from './sale.ts';
import { Credit } from './salesperson.ts';
import { Operator } from './staff.ts';
import { Tender } from './tender.ts';

/** Where returned goods go: to be sold again, or out of the stock that is for sale. */
export const ReturnPlace = z.enum(['shelf', 'damaged']);
export type ReturnPlace = z.infer<typeof ReturnPlace>;

/**
 * On what ground money was given back: `receipt` within the days the shop allows, `late` after them, `price` less than was paid, `no_receipt`
 * without an original, `void` a whole sale of the same day.
 */
export const RefundBasis = z.enum(['receipt', 'late', 'price', 'no_receipt', 'void']);
export type RefundBasis = z.infer<typeof RefundBasis>;

/** Part of a line that comes back: the line as it was sold, with the quantity, amount and VAT of this part. */
export const ReturnedLine = BasketLine.extend({
  place: ReturnPlace,
  /** Below zero in some old entries, by what had rounded the sale up. */
  grossMinor: AmountMinor.exactOptional(),
});
export type ReturnedLine = z.infer<typeof ReturnedLine>;

/** A completed refund or exchange exactly as the journal holds it. In an exchange `sold` holds what the customer took instead. */
export const Refund = z.strictObject({
  /** Position in the journal. */
  seq: z.int().min(1),
  /** store-terminal-epoch-Rnumber, e.g. S001-01-1-R000042; gap-free per terminal, apart from the numbers of sales. */
  receiptNumber: z.string().max(40),
  businessDate: z.iso.date(),
  completedAtMs: z.int(),
  basis: RefundBasis,
  /** The entry that sold the goods and its number; null without a receipt. */
  saleSeq: z.int().min(1).nullable(),
  saleNumber: z.string().max(40).nullable(),
  lines: z.array(ReturnedLine),
  sold: z.array(SaleLine),
  returnedMinor: PriceMinor,
  soldMinor: PriceMinor,
  /** soldMinor − returnedMinor: below zero the shop pays. */
  totalMinor: AmountMinor,
  taxMinor: AmountMinor,
  /** What the customer handed over. */
  tenders: z.array(Tender),
  tenderedMinor: PriceMinor,
  /** What the customer is handed: the refund, or the change of an exchange. */
  changeMinor: PriceMinor,
  /** What of it goes back another way than in cash. */
  back: z.array(Tender).exactOptional(),
  reason: z.string().max(100),
  /** Who took goods instead. */
  memberId: z.int().min(1).exactOptional(),
  /** What falls to each salesperson: taken back from who sold the goods, given to who sold what was taken instead. */
  credits: z.array(Credit).exactOptional(),
  operator: Operator.optional(),
  shortHash: z.string().length(8),
});
export type Refund = z.infer<typeof Refund>;

/** A line of a sale and what of it can still come back. */
export const RefundableLine = z.strictObject({
  line: SaleLine,
  refundedMilli: z.int().min(0).max(MAX_QUANTITY_MILLI),
  /** `any` part of goods by weight, whole units of a `piece`, or all that is `left` at once. */
  part: z.enum(['any', 'piece', 'left']),
});
export type RefundableLine = z.infer<typeof RefundableLine>;

/** One refund of a sale, in short. */
export const RefundSummary = Refund.pick({ seq: true, receiptNumber: true, completedAtMs: true, basis: true, returnedMinor: true });
export type RefundSummary = z.infer<typeof RefundSummary>;

/** A sale or exchange as far as it can still be given back. */
export const RefundableSale = z.strictObject({
  seq: z.int().min(1),
  receiptNumber: z.string().max(40),
  businessDate: z.iso.date(),
  completedAtMs: z.int(),
  lines: z.array(RefundableLine).max(MAX_BASKET_LINES),
  refunds: z.array(RefundSummary),
  /** How it was paid, but for the change. */
  tenders: z.array(Tender),
  /** What of it went back another way than in cash. */
  returnedTenders: z.array(Tender),
  /** The days the shop allows are over. */
  late: z.boolean(),
  /** It was sold today and nothing of it came back. */
  voidable: z.boolean(),
});
export type RefundableSale = z.infer<typeof RefundableSale>;

/**
 * What of `total` falls to the units after `from` up to `to`, of `of` units: the rounded share up to `to` less the rounded share up to `from`,
 * halves upwards. Whatever the parts, together they are exactly `total`: 1000 over 3 gives 333, 334, 333.
 */
export function cumulativeShare(total: number, from: number, to: number, of: number): number {
  return upTo(total, to, of) - upTo(total, from, of);
}

/** The product may exceed 2^53. A total below zero (a sale rounded up) is shared as its opposite. */
function upTo(total: number, units: number, of: number): number {
  if (of === 0) return 0;
  return Math.sign(total) * Number((2n * BigInt(Math.abs(total)) * BigInt(units) + BigInt(of)) / (2n * BigInt(of)));
}

/**
 * Amount and VAT of the next `quantityMilli` of a line of which `refundedMilli` came back before. The VAT follows the amount, so it is never
 * more than the amount and both end at zero together.
 */
export function returnedShare(
  line: Pick<SaleLine, 'amountMinor' | 'taxMinor' | 'quantityMilli'>,
  refundedMilli: number,
  quantityMilli: number,
): { readonly amountMinor: number; readonly taxMinor: number } {
  const before = cumulativeShare(line.amountMinor, 0, refundedMilli, line.quantityMilli);
  const after = cumulativeShare(line.amountMinor, 0, refundedMilli + quantityMilli, line.quantityMilli);
  return { amountMinor: after - before, taxMinor: cumulativeShare(line.taxMinor, before, after, line.amountMinor) };
}

/**
 * What of a line's discounts falls to the next `quantityMilli` of it, for which `amountMinor` is given: as its amount does, so that all parts
 * together are exactly all of it. What rounded the sale up follows the amount, so that no part cost less than nothing before.
 */
export function returnedDiscounts(
  { discounts = [], amountMinor: ofMinor, quantityMilli: ofMilli }: Pick<SaleLine, 'amountMinor' | 'discounts' | 'quantityMilli'>,
  refundedMilli: number,
  { quantityMilli, amountMinor }: Pick<SaleLine, 'amountMinor' | 'quantityMilli'>,
): Discount[] {
  const fromMinor = cumulativeShare(ofMinor, 0, refundedMilli, ofMilli);
  return discounts
    .map((discount) => ({
      ...discount,
      amountMinor:
        discount.amountMinor < 0
          ? cumulativeShare(discount.amountMinor, fromMinor, fromMinor + amountMinor, ofMinor)
          : cumulativeShare(discount.amountMinor, refundedMilli, refundedMilli + quantityMilli, ofMilli),
    }))
    .filter(({ amountMinor: share }) => share !== 0);
}
