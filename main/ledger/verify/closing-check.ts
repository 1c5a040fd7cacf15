import { canonicalJson } from '../canonical.ts';
import { closingFacts, type Closing, type ClosingFacts, type Period } from '../closing.ts';
import type { Envelope } from '../envelope.ts';
import type { Totals } from '../totals.ts';
import { Found } from './finding.ts';

/** Totals can be long; the technician reads the rest in the journal. */
const DETAIL_LENGTH = 500;

/** Recomputes every closing of a journal. */
export interface ClosingCheck {
  /** Call for each `period.closed` in order, with the totals of every entry before it. Throws Found. */
  check(envelope: Envelope, perpetual: Totals): void;
}

/** Remembers the newest closing of each kind of period. */
export function createClosingCheck(): ClosingCheck {
  const newest = new Map<Period, Closing>();
  let last: Closing | undefined;
  return {
    check({ seq, data }, perpetual) {
      const found = data as ClosingFacts;
      const expected = closingFacts(found.period, seq, perpetual, { previous: newest.get(found.period), last });
      for (const field of ['v', 'number', 'totals', 'perpetual', 'closed'] as const) {
        const [says, computed] = [canonicalJson(found[field] ?? null), canonicalJson(expected[field])];
        if (says === computed) continue;
        const detail = `${found.period} ${field}: ${says.slice(0, DETAIL_LENGTH)}, recomputed ${computed.slice(0, DETAIL_LENGTH)}`;
        throw new Found(seq, 'closing_differs', detail);
      }
      last = { seq, facts: expected };
      newest.set(found.period, last);
    },
  };
}
