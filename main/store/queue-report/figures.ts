import type { QueueFigures } from '#contract/queue-report.ts';
import type { TicketState } from '#contract/queue.ts';

/** A ticket as its figures count it. */
export interface TicketFact {
  readonly state: TicketState;
}

/** A ticket's stay at a counter, from a call until the counter was done with it. */
export interface VisitFact {
  /** What the ticket was when it left the counter. */
  readonly outcome: TicketState;
  /** Until the first call; null at a later one. */
  readonly waitedMs: number | null;
  /** From the call until the customer was there; null where nobody noted it. */
  readonly arrivalMs: number | null;
  /** From there, or else from the call. */
  readonly serviceMs: number;
  readonly recalls: number;
  /** The longest that somebody should wait for the service. */
  readonly targetMs: number;
}

/** Adds up tickets and visits one by one. Tickets tell what was issued and what became of it; a group without tickets counts its visits. */
export interface FiguresTally {
  addTicket(ticket: TicketFact): void;
  addVisit(visit: VisitFact): void;
  figures(): QueueFigures;
}

/** `counts`: whether what was served and missed is counted by tickets or, of counters and people, by visits. */
export function createFiguresTally(counts: 'tickets' | 'visits'): FiguresTally {
  const sums = { issued: 0, served: 0, missed: 0, left: 0, withinTarget: 0, recalls: 0 };
  const waitsMs: number[] = [];
  const arrival = { count: 0, ms: 0 };
  const service = { count: 0, ms: 0 };
  const became = (state: TicketState): void => {
    if (state === 'served' || state === 'missed') sums[state] += 1;
  };
  return {
    addTicket({ state }) {
      sums.issued += 1;
      became(state);
      if (state === 'cancelled' || state === 'expired') sums.left += 1;
    },
    addVisit({ outcome, waitedMs, arrivalMs, serviceMs, recalls, targetMs }) {
      if (counts === 'visits') became(outcome);
      sums.recalls += recalls;
      if (waitedMs !== null) {
        waitsMs.push(waitedMs);
        if (waitedMs <= targetMs) sums.withinTarget += 1;
      }
      if (arrivalMs !== null) add(arrival, arrivalMs);
      if (outcome === 'served') add(service, serviceMs);
    },
    figures: () => ({
      ...sums,
      called: waitsMs.length,
      waitMeanMs: mean({ count: waitsMs.length, ms: waitsMs.reduce((sum, waitMs) => sum + waitMs, 0) }),
      waitP90Ms: waitsMs.toSorted((one, other) => one - other)[Math.ceil(waitsMs.length * 0.9) - 1] ?? null,
      arrivalMeanMs: mean(arrival),
      serviceMeanMs: mean(service),
    }),
  };
}

function add(sum: { count: number; ms: number }, ms: number): void {
  sum.count += 1;
  sum.ms += ms;
}

function mean({ count, ms }: { readonly count: number; readonly ms: number }): number | null {
  return count === 0 ? null : Math.round(ms / count);
}
