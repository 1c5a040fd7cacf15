import { z } from 'zod';
import { ForeignCurrency } from './currency.ts';
import { AmountMinor, PriceMinor } from './money.ts';
import { DiscountSource } from './pricing.ts';
import { PersonSales } from './salesperson.ts';
import { Operator } from './staff.ts';

/** The notes and coins a drawer may hold, largest first; the 1 yuan comes as both. */
export const CASH_FACES = [
  { kind: 'note', faceMinor: 10_000 },
  { kind: 'note', faceMinor: 5_000 },
  { kind: 'note', faceMinor: 2_000 },
  { kind: 'note', faceMinor: 1_000 },
  { kind: 'note', faceMinor: 500 },
  { kind: 'note', faceMinor: 100 },
  { kind: 'coin', faceMinor: 100 },
  { kind: 'coin', faceMinor: 50 },
  { kind: 'coin', faceMinor: 10 },
  { kind: 'coin', faceMinor: 5 },
  { kind: 'coin', faceMinor: 2 },
  { kind: 'coin', faceMinor: 1 },
] as const;
export const MAX_PIECES = 9_999;

/** So many pieces of one face. */
export const CashPieces = z.strictObject({ kind: z.enum(['note', 'coin']), faceMinor: z.int(), pieces: z.int().min(0).max(MAX_PIECES) });
export type CashPieces = z.infer<typeof CashPieces>;

/** What a person counted in the drawer, each face at most once; faces left out are none. */
export const CashCount = z.array(CashPieces).max(CASH_FACES.length).refine(namesFacesOnce, 'a face nobody knows, or one twice');
export type CashCount = z.infer<typeof CashCount>;

function namesFacesOnce(count: readonly CashPieces[]): boolean {
  const known = new Set(CASH_FACES.map(({ kind, faceMinor }) => `${kind} ${faceMinor}`));
  return count.every(({ kind, faceMinor }) => known.delete(`${kind} ${faceMinor}`));
}

/** What a count adds up to, in fen. */
export function countedMinor(count: readonly CashPieces[]): number {
  return count.reduce((sumMinor, { faceMinor, pieces }) => sumMinor + faceMinor * pieces, 0);
}

/** How cash comes into the drawer or leaves it without a sale: brought in, handed out, put into the safe, spent on small purchases. */
export const CashMoveKind = z.enum(['paid_in', 'paid_out', 'safe_drop', 'petty_cash']);
export type CashMoveKind = z.infer<typeof CashMoveKind>;

/** A movement of cash as its slip and the journal hold it. */
export const CashMove = z.strictObject({
  /** Position in the journal: the number on the slip. */
  seq: z.int().min(1),
  kind: CashMoveKind,
  amountMinor: PriceMinor,
  reason: z.string().max(100),
  movedAtMs: z.int(),
  operator: Operator.optional(),
});
export type CashMove = z.infer<typeof CashMove>;

const Counted = z.strictObject({ count: z.int().min(0), amountMinor: z.int() });

/** The drawer of one shift: where its cash came from, what should be in it, and what was in it. */
export const ShiftCash = z.strictObject({
  floatMinor: z.int(),
  salesMinor: z.int(),
  refundsMinor: z.int(),
  /** Paid in less what was paid out, dropped and spent. */
  movedMinor: z.int(),
  /** Deposits of orders less what was given back of them. Missing from reports made before there were any. */
  depositsMinor: z.int().default(0),
  /** Float + sales − refunds + deposits + moved. */
  expectedMinor: z.int(),
  /** Null until the count that ends the shift. */
  countedMinor: z.int().nullable(),
  /** Counted − expected: over is positive, short is negative. */
  differenceMinor: z.int().nullable(),
  /** How often it was counted since cash moved last. */
  counts: z.int().min(0),
});
export type ShiftCash = z.infer<typeof ShiftCash>;

/** A closed shift in the report of its day. */
export const ShiftRow = z.strictObject({
  number: z.int().min(1),
  operator: Operator.nullable(),
  closedAtMs: z.int(),
  countedMinor: z.int(),
  differenceMinor: z.int(),
});
export type ShiftRow = z.infer<typeof ShiftRow>;

/** What a stretch of the journal adds up to, as X and Z reports say it; lists in the order of their names. */
export const Report = z.strictObject({
  fromSeq: z.int().min(1),
  toSeq: z.int().min(0),
  sales: Counted,
  /** Goods back, less what was taken instead. */
  refunds: Counted,
  /** Of the refunds those that took a whole sale back. */
  voids: Counted,
  /** Sales less refunds, and deposits taken less those given back, by tender. */
  tenders: z.array(z.strictObject({ tender: z.string().max(60), amountMinor: z.int() })),
  /** Notes and coins of other currencies that were taken, and what they were worth; left out where there were none. They are not in `cash`. */
  foreign: z.array(z.strictObject({ currency: ForeignCurrency, foreignMinor: z.int(), amountMinor: z.int() })).exactOptional(),
  /** Sales less refunds by VAT rate, lowest first. */
  taxes: z.array(z.strictObject({ rateBasisPoints: z.int(), netMinor: z.int(), taxMinor: z.int() })),
  /** Sales less refunds of each category, VAT included; `lines` counts both. */
  categories: z.array(z.strictObject({ category: z.string().max(60), lines: z.int().min(0), amountMinor: z.int() })),
  /** What was taken off the prices of sales, less what of it came back, by source. Missing from reports made before there were any. */
  discounts: z.array(z.strictObject({ source: DiscountSource, amountMinor: z.int() })).default([]),
  operators: z.array(z.strictObject({ operator: Operator, sales: Counted, refunds: Counted })),
  /** Sales less refunds by who sold; what nobody sold is in none. Missing from reports made before salespeople were named. */
  salespeople: z.array(PersonSales).default([]),
  /**
   * Deposits of customers' orders: taken, counted towards a sale, given back, and kept of cancelled orders. None is turnover before the goods are
   * handed over. Missing from reports made before there were any.
   */
  deposits: z.strictObject({ received: Counted, settled: Counted, returned: Counted, keptMinor: z.int() }).default({
    received: { count: 0, amountMinor: 0 },
    settled: { count: 0, amountMinor: 0 },
    returned: { count: 0, amountMinor: 0 },
    keptMinor: 0,
  }),
  moves: z.array(z.strictObject({ kind: CashMoveKind, count: z.int().min(1), amountMinor: z.int() })),
  /** Without a sale. */
  drawerOpenings: z.int().min(0),
  copies: z.int().min(0),
  /** Null where no shift is open, and for a person who must not know before the count. */
  cash: ShiftCash.nullable(),
  shifts: z.array(ShiftRow),
});
export type Report = z.infer<typeof Report>;

/** A print job nobody has settled, named by a closing that was made all the same. */
export const UnsettledJob = z.strictObject({ jobId: z.int().min(1), title: z.string().max(100), state: z.string().max(20) });
export type UnsettledJob = z.infer<typeof UnsettledJob>;

/** A Z: the closing of a shift or of a business day, as the journal holds it. */
export const Closing = z.strictObject({
  seq: z.int().min(1),
  period: z.enum(['shift', 'day']),
  /** 1, 2, 3 … for each kind of period, without a gap, never reset. */
  number: z.int().min(1),
  businessDate: z.iso.date(),
  closedAtMs: z.int(),
  operator: Operator.optional(),
  report: Report,
  /** Sales less refunds since the first entry, never reset. */
  perpetualMinor: z.int(),
  unsettled: z.array(UnsettledJob),
  /** Where the chain stood: the hash of this entry. */
  hash: z.string().length(64),
});
export type Closing = z.infer<typeof Closing>;

/** What a count came to, told once it is on disk. */
export const CountOutcome = z.strictObject({
  countedMinor: AmountMinor,
  expectedMinor: z.int(),
  differenceMinor: z.int(),
  /** A larger difference needs the right `shift.difference`. */
  maxDifferenceMinor: PriceMinor,
  mayRecount: z.boolean(),
});
export type CountOutcome = z.infer<typeof CountOutcome>;

/** Topic `shift`: whose drawer it is and which day the entries belong to. Tells nothing of what the drawer should hold. */
export const ShiftView = z.strictObject({
  /** Selling waits for an open shift, also in a shop without operators. */
  required: z.boolean(),
  /** The date of the open day; null while no day is open. */
  openDate: z.iso.date().nullable(),
  shift: z.strictObject({ openedAtMs: z.int(), floatMinor: z.int(), operator: Operator.nullable() }).nullable(),
});
export type ShiftView = z.infer<typeof ShiftView>;
