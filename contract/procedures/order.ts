import { z } from 'zod';
import { OrderDetails, OrderSeq } from '../customer-order.ts';
import { PriceMinor } from '../money.ts';
import { HandedTender, MAX_TENDERS, Tender } from '../tender.ts';
import { none, reason, requestId, type ProcedureRow } from './row.ts';

/** Orders of customers: goods wanted later, with a deposit now and the balance when they are handed over. */
export const orderProcedures = {
  /**
   * The open basket becomes an order in the making, and its deposit is asked for; again, with other details, until it is paid. Throws basket_empty,
   * order_customer, order_past, order_deposit_over, order_full, order_alone.
   */
  'order.begin': {
    at: 'store',
    roles: ['till'],
    input: OrderDetails.extend({ requestId, depositMinor: PriceMinor }),
    output: none,
  },
  /** Takes the deposit: the order is placed. `tenders` are taken now, besides those taken before. On disk before the answer. */
  'order.place': {
    at: 'store',
    roles: ['till'],
    input: z.strictObject({
      requestId,
      basketId: z.uuid(),
      basketRevision: z.int().min(0),
      tenders: z.array(HandedTender).max(MAX_TENDERS),
    }),
    output: z.strictObject({ seq: OrderSeq, code: z.string().max(40) }),
  },
  /** Its goods come into the empty basket at the prices agreed, with the deposit as money already there. Throws order_unknown, order_over, order_basket_open. */
  'order.collect': { at: 'store', roles: ['till'], input: z.strictObject({ requestId, seq: OrderSeq }), output: none },
  /** The open basket has to do with no order any more: goods being collected go back to their order, those of one in the making stay as a plain basket. */
  'order.release': { at: 'store', roles: ['till'], input: z.strictObject({ requestId }), output: none },
  /** Goods being collected get the offers of today instead of the prices agreed. */
  'order.reprice': { at: 'store', roles: ['till'], input: z.strictObject({ requestId }), output: none },
  /** Another day, address, number or note. Throws order_unknown, order_over, order_customer, order_past. */
  'order.change': {
    at: 'store',
    roles: ['till'],
    input: OrderDetails.extend({ requestId, seq: OrderSeq }),
    output: none,
  },
  /** The goods are not wanted any more: the deposit goes back, but for what is kept of it (right `order.forfeit`). Throws order_unknown, order_over, order_keep_over, order_collecting. */
  'order.cancel': {
    at: 'store',
    roles: ['till'],
    right: 'order.cancel',
    input: z.strictObject({ requestId, seq: OrderSeq, keepMinor: PriceMinor, reason }),
    output: z.strictObject({
      receiptNumber: z.string().max(40),
      returnedMinor: PriceMinor,
      /** What of it goes back another way than in cash. */
      back: z.array(Tender).max(MAX_TENDERS),
    }),
  },
  /** Prints the slip again, marked as a copy and journaled. */
  'order.reprint': {
    at: 'store',
    roles: ['till'],
    right: 'receipt.reprint',
    input: z.strictObject({ requestId, seq: OrderSeq }),
    output: z.strictObject({ copy: z.int().min(1) }),
  },
} as const satisfies Record<string, ProcedureRow>;
