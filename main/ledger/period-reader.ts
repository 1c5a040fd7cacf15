import { closingFacts, describePeriod, type Closing, type ClosingFacts, type Period, type PeriodTotals } from './closing.ts';
import { decodeEnvelope } from './envelope.ts';
import { SHIFT_ENTRY } from './migrations.ts';
import type { Db } from './open.ts';
import { createTally, type Tally, type Totals } from './totals.ts';

/** Adds up stretches of a journal. */
export interface PeriodReader {
  /** Totals of these entries, both included. Asking again for a longer stretch from the same entry reads only what was added. */
  periodTotals(fromSeq: number, toSeq: number): PeriodTotals;
  /** What closing a period at `seq` says: reads the entries since the last closing of any kind, so a year closes as fast as a day. */
  closingAt(period: Period, seq: number): ClosingFacts;
  /** What stands on an account, debit positive; reads the entries since the last closing of any kind. */
  balanceMinor(account: string): number;
}

/** Prepares the statements. */
export function createPeriodReader(db: Db): PeriodReader {
  const bodies = db.prepare<[number, number], string>('SELECT body FROM journal WHERE seq BETWEEN ? AND ? ORDER BY seq').pluck();
  const bySeq = db.prepare<[number], string>('SELECT body FROM journal WHERE seq = ?').pluck();
  const newest = db
    .prepare<[], number>(`SELECT seq FROM journal WHERE ${SHIFT_ENTRY} AND kind = 'period.closed' ORDER BY seq DESC LIMIT 1`)
    .pluck();
  let known: { readonly fromSeq: number; throughSeq: number; readonly tally: Tally } | undefined;

  /** Returns the last entry it met. */
  const addBetween = (tally: Tally, fromSeq: number, toSeq: number): number => {
    let seq = fromSeq - 1;
    for (const body of bodies.iterate(fromSeq, toSeq)) {
      const entry = decodeEnvelope(body);
      tally.add(entry);
      seq = entry.seq;
    }
    return seq;
  };
  const closing = (seq: number | undefined): Closing | undefined => {
    const body = seq === undefined ? undefined : bySeq.get(seq);
    return seq === undefined || body === undefined ? undefined : { seq, facts: decodeEnvelope(body).data as ClosingFacts };
  };

  /** Everything before `seq`: what the last closing added up, and the entries since. */
  const perpetualBefore = (seq: number, last: Closing | undefined): Totals => {
    const tally = createTally(last?.facts.perpetual);
    addBetween(tally, last?.seq ?? 1, seq - 1);
    return tally.totals();
  };

  return {
    periodTotals(fromSeq, toSeq) {
      if (known?.fromSeq !== fromSeq || known.throughSeq > toSeq) known = { fromSeq, throughSeq: fromSeq - 1, tally: createTally() };
      known.throughSeq = addBetween(known.tally, known.throughSeq + 1, toSeq);
      return describePeriod(known.tally.totals(), fromSeq, toSeq);
    },
    closingAt(period, seq) {
      const last = closing(newest.get());
      return closingFacts(period, seq, perpetualBefore(seq, last), { last, previous: closing(last?.facts.closed[period]) });
    },
    balanceMinor(account) {
      const { accounts } = perpetualBefore(Number.MAX_SAFE_INTEGER, closing(newest.get()));
      const sides = accounts.find((total) => total.account === account);
      return sides ? sides.debitMinor - sides.creditMinor : 0;
    },
  };
}
