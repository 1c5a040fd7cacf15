import { z } from 'zod';
import { PriceMinor } from '../money.ts';
import { CashCount, CashMove, CashMoveKind, Closing, CountOutcome, Report } from '../shift.ts';
import { none, requestId, jobId, type ProcedureRow } from './row.ts';

/** The business day, the cash in the drawer, and reports. */
export const shiftProcedures = {
  /** Counts the float and opens the shift of this till; the first one opens the business day, which keeps its date until it is closed. */
  'shift.open': { at: 'store', roles: ['till'], input: z.strictObject({ requestId, count: CashCount }), output: none },
  /** Commits a blind count; only the answer says what should have been there. Once more is allowed, then the shift is closed with it. */
  'shift.count': {
    at: 'store',
    roles: ['till'],
    right: 'shift.close',
    input: z.strictObject({ requestId, count: CashCount }),
    output: CountOutcome,
  },
  /** The last count, while no cash has moved since. */
  'shift.lastCount': {
    at: 'store',
    roles: ['till'],
    right: 'shift.close',
    input: none,
    output: z.strictObject({ count: CountOutcome.nullable() }),
  },
  /**
   * The Z of the shift, after its count; a difference beyond the limit needs the right `shift.difference`. Refused while a print job is not
   * settled, unless the person has seen it and says so.
   */
  'shift.close': {
    at: 'store',
    roles: ['till'],
    right: 'shift.close',
    input: z.strictObject({ requestId, seenJobs: z.array(jobId).max(50) }),
    output: Closing,
  },
  /** The Z of the business day, once its last shift is closed. */
  'day.close': {
    at: 'store',
    roles: ['till'],
    right: 'shift.close',
    input: z.strictObject({ requestId, seenJobs: z.array(jobId).max(50) }),
    output: Closing,
  },
  /** Journals a movement of cash, prints its slip and opens the drawer. More than the drawer should hold needs the right `shift.difference`. */
  'cash.move': {
    at: 'store',
    roles: ['till'],
    right: 'cash.move',
    input: z.strictObject({ requestId, kind: CashMoveKind, amountMinor: PriceMinor.min(1), reason: z.string().trim().min(1).max(100) }),
    output: CashMove,
  },
  /** What was done since the last Z of a shift; without the right `shift.difference` it does not tell the cash. */
  'report.x': { at: 'store', roles: ['till'], right: 'report.x', input: none, output: Report },
  'report.print': { at: 'store', roles: ['till'], right: 'report.x', input: z.strictObject({ requestId }), output: none },
  /** Z reports of shifts and days, newest first. */
  'closing.list': {
    at: 'store',
    roles: ['till'],
    right: 'shift.close',
    input: z.strictObject({ beforeSeq: z.int().min(1).optional(), limit: z.int().min(1).max(50) }),
    output: z.strictObject({ closings: z.array(Closing).max(50), more: z.boolean() }),
  },
  /** Prints a Z again, marked as a copy and journaled. */
  'closing.reprint': {
    at: 'store',
    roles: ['till'],
    right: 'receipt.reprint',
    input: z.strictObject({ requestId, seq: z.int().min(1) }),
    output: z.strictObject({ copy: z.int().min(1) }),
  },
} as const satisfies Record<string, ProcedureRow>;
