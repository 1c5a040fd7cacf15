import { createReportTally, type ReportTally } from './totals.ts';
import type { Report } from '#contract/shift.ts';
import type { ClosingFacts, Period } from '#main/ledger/closing.ts';
import type { Ledger } from '#main/ledger/ledger.ts';

type ReportPeriod = Extract<Period, 'shift' | 'day'>;

/** Adds up what was written since the last closing of a period; asking again reads only what was added since. */
export interface ReportsReader {
  /** Everything since the shift or the day was closed last. */
  since(period: ReportPeriod): Pick<ReportTally, 'drawer'> & { readonly report: Report };
}

interface Known {
  readonly fromSeq: number;
  readonly tally: ReportTally;
  throughSeq: number;
}

export function createReportsReader(ledger: Pick<Ledger, 'between' | 'head' | 'shiftEntries'>): ReportsReader {
  const known = new Map<ReportPeriod, Known>();
  return {
    since(period) {
      const [closing] = ledger.shiftEntries('period.closed', 1);
      const fromSeq = (closing?.body as ClosingFacts | undefined)?.closed[period] ?? 1;
      let stretch = known.get(period);
      if (stretch?.fromSeq !== fromSeq) stretch = { fromSeq, throughSeq: fromSeq - 1, tally: createReportTally() };
      known.set(period, stretch);
      const toSeq = ledger.head().seq;
      for (const entry of ledger.between(stretch.throughSeq + 1, toSeq)) {
        stretch.tally.add(entry);
        stretch.throughSeq = entry.seq;
      }
      const { figures, drawer } = stretch.tally;
      const { shifts, ...report } = figures();
      return { drawer, report: { fromSeq, toSeq, ...report, shifts: period === 'day' ? shifts : [] } };
    },
  };
}
