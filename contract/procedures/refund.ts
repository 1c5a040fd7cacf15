import { z } from 'zod';
import { MAX_BASKET_LINES } from '../basket.ts';
import { PrintDocument } from '../document.ts';
import { PriceMinor } from '../money.ts';
import { QuantityMilli } from '../quantity.ts';
import { Refund, RefundableSale, ReturnPlace } from '../refund.ts';
import { PrintState } from '../sale.ts';
import { HandedTender } from '../tender.ts';
import { lineId, beside, reason, type ProcedureRow } from './row.ts';

/** Part of a line that comes back. */
const returnedPart = z.strictObject({ lineId, quantityMilli: QuantityMilli, place: ReturnPlace });
const returnByReceipt = z.strictObject({
  ...beside,
  saleSeq: z.int().min(1),
  lines: z.array(returnedPart).min(1).max(MAX_BASKET_LINES),
  /** What the cashier saw the goods to be worth. */
  returnedMinor: PriceMinor,
  reason,
  /** What the customer hands over for dearer goods. */
  tenders: z.array(HandedTender).max(8),
});

/** Goods that come back. */
export const refundProcedures = {
  /** A sale or exchange by its place or its number, and what of it can still come back. */
  'refund.find': {
    at: 'store',
    roles: ['till'],
    input: z.strictObject({ receipt: z.union([z.int().min(1), z.string().trim().min(1).max(40)]) }),
    output: RefundableSale,
  },
  'refund.get': {
    at: 'store',
    roles: ['till'],
    input: z.strictObject({ seq: z.int().min(1) }),
    output: z.strictObject({ refund: Refund, printState: PrintState, copies: z.int().min(0), document: PrintDocument }),
  },
  /** Goods come back on their receipt, within the days of the shop; what lies in the basket is taken instead. */
  'refund.complete': { at: 'store', roles: ['till'], right: 'refund.receipt', input: returnByReceipt, output: Refund },
  /** The same after those days. */
  'refund.completeLate': { at: 'store', roles: ['till'], right: 'refund.noReceipt', input: returnByReceipt, output: Refund },
  /** The same for less than was paid. */
  'refund.completeAtPrice': {
    at: 'store',
    roles: ['till'],
    right: 'refund.price',
    input: returnByReceipt.extend({
      lines: z
        .array(returnedPart.extend({ amountMinor: PriceMinor }))
        .min(1)
        .max(MAX_BASKET_LINES),
    }),
    output: Refund,
  },
  /** What lies in the basket comes back without a receipt, at today's price. */
  'refund.withoutReceipt': {
    at: 'store',
    roles: ['till'],
    right: 'refund.noReceipt',
    input: z.strictObject({ ...beside, place: ReturnPlace, reason }),
    output: Refund,
  },
  /** A whole sale of today is given back and marked as void. */
  'refund.void': {
    at: 'store',
    roles: ['till'],
    right: 'sale.void',
    input: z.strictObject({ ...beside, saleSeq: z.int().min(1), reason }),
    output: Refund,
  },
} as const satisfies Record<string, ProcedureRow>;
