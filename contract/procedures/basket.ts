import { z } from 'zod';
import { PrintDocument } from '../document.ts';
import { GoodsAnswers } from '../goods.ts';
import { Product } from '../product.ts';
import { QuantityMilli } from '../quantity.ts';
import { RefundableSale } from '../refund.ts';
import { PrintState, Sale, SaleSummary } from '../sale.ts';
import { MAX_WAITING_SCANS, ScanClaimant, ScanOutcome, ScanSource } from '../scan.ts';
import { HandedTender, MAX_TENDERS } from '../tender.ts';
import { none, requestId, lineId, type ProcedureRow } from './row.ts';

/** Said to the questions of the same scan before. */
const answers = GoodsAnswers.exactOptional();

/** The open basket, and taking the money for it. */
export const basketProcedures = {
  /** A code from a scanner, the wedge or the scan field; the store decides what it means in the present phase. */
  'basket.scan': {
    at: 'store',
    roles: ['till', 'device'],
    input: z.strictObject({ requestId, text: z.string().max(4096), source: ScanSource, quantityMilli: QuantityMilli.optional(), answers }),
    output: ScanOutcome,
  },
  /** The function barcode of this id, read by a scanner of the station, is for the till that asks first: it acts once, however many hear of it. */
  'basket.takeCommand': {
    at: 'store',
    roles: ['till'],
    input: z.strictObject({ id: requestId }),
    output: z.strictObject({ yours: z.boolean() }),
  },
  'basket.add': {
    at: 'store',
    roles: ['till'],
    input: z.strictObject({ requestId, productId: Product.shape.id, quantityMilli: QuantityMilli.optional(), answers }),
    output: ScanOutcome,
  },
  /**
   * Weighs the product on this till's scale and adds it. The weight comes from the scale, never from the screen. `again` sells a load that was
   * not taken off since it was last sold.
   */
  'basket.weigh': {
    at: 'store',
    roles: ['till'],
    input: z.strictObject({ requestId, productId: Product.shape.id, again: z.literal(true).exactOptional() }),
    output: ScanOutcome,
  },
  /** The goods are not bought after all. */
  'weighing.cancel': { at: 'store', roles: ['till'], input: z.strictObject({ requestId }), output: none },
  /** From now on scans of the station's scanners are this screen's, until it releases them or is gone; topic `scanClaim` says that one waits. */
  'scan.claim': { at: 'host', roles: ['till'], input: z.strictObject({ by: ScanClaimant }), output: none },
  'scan.release': { at: 'host', roles: ['till'], input: none, output: none },
  /** The scans that wait, in order; with the answer they are the screen's. */
  'scan.take': {
    at: 'host',
    roles: ['till'],
    input: none,
    output: z.strictObject({ scans: z.array(z.string().max(4096)).max(MAX_WAITING_SCANS) }),
  },
  'basket.setQuantity': {
    at: 'store',
    roles: ['till'],
    input: z.strictObject({ requestId, lineId, quantityMilli: QuantityMilli }),
    output: none,
  },
  /** Another size or colour of the same style takes the place of a line, with its quantity. */
  'basket.swapVariant': {
    at: 'store',
    roles: ['till'],
    input: z.strictObject({ requestId, lineId, productId: Product.shape.id }),
    output: none,
  },
  'basket.remove': { at: 'store', roles: ['till'], right: 'line.void', input: z.strictObject({ requestId, lineId }), output: none },
  'basket.note': { at: 'store', roles: ['till'], input: z.strictObject({ requestId, lineId, note: z.string().max(100) }), output: none },
  'basket.clear': { at: 'store', roles: ['till'], right: 'sale.void', input: z.strictObject({ requestId }), output: none },
  /** Takes back the last change of lines, once. */
  'basket.undo': { at: 'store', roles: ['till'], input: z.strictObject({ requestId }), output: none },
  /** Locks the basket and shows the total on every display. */
  'tender.begin': { at: 'store', roles: ['till'], input: z.strictObject({ requestId }), output: none },
  'tender.cancel': { at: 'store', roles: ['till'], input: z.strictObject({ requestId }), output: none },
  /** Takes a part of the money before the rest, e.g. a card beside cash. Throws tender_unknown, tender_limit, tender_over, voucher_taken, voucher_value. */
  'tender.add': { at: 'store', roles: ['till'], input: z.strictObject({ requestId, tender: HandedTender }), output: none },
  /** Gives a part back before the sale is done. */
  'tender.remove': {
    at: 'store',
    roles: ['till'],
    right: 'sale.void',
    input: z.strictObject({ requestId, index: z.int().min(0).max(MAX_TENDERS) }),
    output: none,
  },
  /** Settles the basket the cashier saw (id and revision); `tenders` are taken now, besides those taken before. On disk before the answer; the same requestId returns the same sale. */
  'sale.complete': {
    at: 'store',
    roles: ['till'],
    input: z.strictObject({
      requestId,
      basketId: z.uuid(),
      basketRevision: z.int().min(0),
      tenders: z.array(HandedTender).max(MAX_TENDERS),
    }),
    output: Sale,
  },
  /** Ends the thank-you state before the next scan does. */
  'sale.dismiss': { at: 'store', roles: ['till'], input: z.strictObject({ requestId }), output: none },
  /** Sales and refunds of one business date (today when left out), newest first; `query` is part of a receipt number, product name, SKU or barcode. */
  'sale.list': {
    at: 'store',
    roles: ['till'],
    input: z.strictObject({
      businessDate: z.iso.date().optional(),
      query: z.string().max(100).optional(),
      beforeSeq: z.int().min(1).optional(),
      limit: z.int().min(1).max(100),
    }),
    output: z.strictObject({
      businessDate: z.iso.date(),
      sales: z.array(SaleSummary),
      /** Sales, without refunds. */
      count: z.int().min(0),
      /** Sales less refunds. */
      totalMinor: z.int(),
      refundCount: z.int().min(0),
      /** What refunds and exchanges took from the day; usually below zero. */
      refundMinor: z.int(),
      more: z.boolean(),
    }),
  },
  'sale.get': {
    at: 'store',
    roles: ['till'],
    input: z.strictObject({ seq: z.int().min(1) }),
    output: z.strictObject({
      sale: Sale,
      /** What of it can still come back, and what did. */
      refundable: RefundableSale,
      printState: PrintState,
      copies: z.int().min(0),
      document: PrintDocument,
    }),
  },
  /** Prints a receipt without prices for whoever is given the goods; without seq of the last sale. */
  'sale.giftReceipt': {
    at: 'store',
    roles: ['till'],
    right: 'receipt.reprint',
    input: z.strictObject({ requestId, seq: z.int().min(1).optional() }),
    output: z.strictObject({ jobId: z.int().min(1), receiptNumber: z.string() }),
  },
  /** Prints a receipt or a refund slip again, marked as a copy and journaled; without seq the receipt of the last sale. `reasons`: with those of its prices. */
  'sale.reprint': {
    at: 'store',
    roles: ['till'],
    right: 'receipt.reprint',
    input: z.strictObject({ requestId, seq: z.int().min(1).optional(), reasons: z.literal(true).exactOptional() }),
    output: z.strictObject({ jobId: z.int().min(1), receiptNumber: z.string(), copy: z.int().min(1) }),
  },
} as const satisfies Record<string, ProcedureRow>;
