import type { RequestId } from '#contract/ids.ts';
import { contentHash, type JsonObject } from './canonical.ts';
import { NOTHING_MOVED, type EntryDraft, type PrintOrder } from './entry.ts';
import { NOTHING_YET, taxTotals, tenderTotals, totalsBetween, type TaxTotal, type TenderTotal, type Totals } from './totals.ts';

/** What is closed: each kind of period has its own numbers and follows on its own predecessor. */
export type Period = 'shift' | 'day' | 'month' | 'year';

/** Totals of a stretch of the journal, both ends included. */
export interface PeriodTotals extends Totals {
  readonly fromSeq: number;
  readonly toSeq: number;
  readonly tenders: readonly TenderTotal[];
  readonly taxes: readonly TaxTotal[];
}

/** The facts of `period.closed`. Periods of one kind tile the journal: each begins with the entry that closed the one before. */
export interface ClosingFacts extends JsonObject {
  readonly v: 1;
  readonly period: Period;
  /** 1, 2, 3 … for each kind of period, never reset. */
  readonly number: number;
  readonly totals: PeriodTotals & JsonObject;
  /** Everything since entry 1, never reset. */
  readonly perpetual: Totals;
  /** The newest closing of each kind of period, this one among them, as seq. */
  readonly closed: { readonly [period in Period]?: number } & JsonObject;
}

/** A closing and where it stands. */
export interface Closing {
  readonly seq: number;
  readonly facts: ClosingFacts;
}

/**
 * What a closing at `seq` says. `perpetual` covers every entry before it, `previous` is the last closing of the same kind of period and
 * `last` the newest of any. Pure: the commit and `ledger verify` both ask here.
 */
export function closingFacts(
  period: Period,
  seq: number,
  perpetual: Totals,
  history: { readonly previous: Closing | undefined; readonly last: Closing | undefined },
): ClosingFacts {
  const { previous, last } = history;
  const totals = totalsBetween(previous?.facts.perpetual ?? NOTHING_YET, perpetual);
  return {
    v: 1,
    period,
    number: (previous?.facts.number ?? 0) + 1,
    totals: { ...describePeriod(totals, previous?.seq ?? 1, seq - 1) },
    perpetual,
    closed: { ...last?.facts.closed, [period]: seq },
  };
}

/** The totals of a stretch with what follows from them. */
export function describePeriod(totals: Totals, fromSeq: number, toSeq: number): PeriodTotals {
  return { fromSeq, toSeq, ...totals, tenders: tenderTotals(totals), taxes: taxTotals(totals) };
}

/** Which period to close, once per request id. */
export interface ClosingOrder {
  readonly period: Period;
  readonly requestId: RequestId;
  /** YYYY-MM-DD. */
  readonly businessDate: string;
  readonly tsMs: number;
  /** What else the closing says: who made it, the cash that was counted. */
  readonly facts?: JsonObject;
  readonly printJobs?: readonly PrintOrder[];
}

/** The entry of a closing; `facts` is asked inside its transaction, when its place is known. */
export function closingDraft(order: ClosingOrder, facts: (seq: number) => ClosingFacts): EntryDraft {
  const { period, requestId, businessDate, tsMs, facts: given = {}, printJobs = [] } = order;
  return {
    kind: 'period.closed',
    requestId,
    requestHash: contentHash({ period, facts: given }),
    businessDate,
    tsMs,
    ...NOTHING_MOVED,
    printJobs,
    body: ({ seq }) => ({ ...given, ...facts(seq) }),
  };
}
