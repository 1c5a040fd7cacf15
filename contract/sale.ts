import { z } from 'zod';
import { BasketLine, MAX_ORDER_NOTE_CHARACTERS } from './basket.ts';
import { DeviceProblem } from './device.ts';
import { AmountMinor, PriceMinor } from './money.ts';
import { Credit } from './salesperson.ts';
import { Operator } from './staff.ts';
import { Tender } from './tender.ts';

/**
 * Where a receipt stands on its way to paper: queued → preflight (the printer is asked how it is) → sending → confirming (all left, its word is
 * awaited) → printed, or `sent` where the printer cannot confirm. `blocked`: not one byte left, it goes by itself when paper, cover, cutter or head
 * is well. `failed`: not one byte left and it will not go by itself. `unknown`: a person must look. `discarded`: a person let it be.
 */
export const PrintState = z.enum([
  'queued',
  'preflight',
  'sending',
  'confirming',
  'blocked',
  'printed',
  'sent',
  'failed',
  'unknown',
  'discarded',
]);
export type PrintState = z.infer<typeof PrintState>;

export const SaleLine = BasketLine;
export type SaleLine = z.infer<typeof SaleLine>;

/** A completed sale exactly as the journal holds it. */
export const Sale = z.strictObject({
  /** Position in the journal. */
  seq: z.int().min(1),
  /** store-terminal-epoch-number, e.g. S001-01-1-000042; gap-free per terminal. */
  receiptNumber: z.string().max(40),
  basketId: z.uuid(),
  businessDate: z.iso.date(),
  completedAtMs: z.int(),
  lines: z.array(SaleLine),
  totalMinor: AmountMinor,
  taxMinor: AmountMinor,
  tenders: z.array(Tender),
  tenderedMinor: AmountMinor,
  changeMinor: AmountMinor,
  operator: Operator.optional(),
  /** What the paired till is called that it was sold at; left out for the station. */
  till: z.string().max(40).exactOptional(),
  /** The number of the member in the members' file. */
  memberId: z.int().min(1).exactOptional(),
  /** What of it falls to each salesperson; left out where nobody was named. */
  credits: z.array(Credit).exactOptional(),
  /** The entry that placed the order whose goods these are; its deposit is among the tenders. */
  orderSeq: z.int().min(1).exactOptional(),
  /** What of the change goes back another way than in cash: a deposit that was more than the goods cost. */
  back: z.array(Tender).exactOptional(),
  /** A word about the whole sale. */
  note: z.string().max(MAX_ORDER_NOTE_CHARACTERS).exactOptional(),
  /** First 8 hex digits of the journal hash, printed on the receipt. */
  shortHash: z.string().length(8),
});
export type Sale = z.infer<typeof Sale>;

/** One row of the day's list of sales and refunds. */
export const SaleSummary = z.strictObject({
  seq: z.int().min(1),
  kind: z.enum(['sale', 'refund']),
  receiptNumber: z.string().max(40),
  completedAtMs: z.int(),
  itemCount: z.int().min(0),
  /** Below zero where the shop paid. */
  totalMinor: AmountMinor,
  /** What was given back of it since. */
  refundedMinor: PriceMinor,
  firstLineName: z.string().max(200),
  printState: PrintState,
  /** What an unsettled print waits for. */
  printProblem: DeviceProblem,
});
export type SaleSummary = z.infer<typeof SaleSummary>;
