import { AT_COUNTER, type Ticket } from './ticket/ticket.ts';
import type { TicketState } from '#contract/queue.ts';

/** A ticket's stay at a counter, from a call until the counter was done with it. */
export interface Visit {
  readonly ticketId: number;
  readonly day: string;
  readonly serviceId: number;
  readonly counterId: number;
  /** Who called or served it last. */
  readonly operatorId: number;
  /** When it stood in line from: since it was taken, a booking since its time. */
  readonly fromMs: number;
  readonly issuedMs: number;
  readonly calledMs: number;
  /** When the customer was there, where somebody noted it; who comes back by themselves is there when called. */
  readonly startedMs: number | null;
  readonly endedMs: number;
  readonly outcome: TicketState;
  readonly recalls: number;
}

/** The visit that a change of a ticket ended; undefined when it was at no counter or still is. */
export function endedVisit(before: Ticket, after: Ticket, nowMs: number): Visit | undefined {
  const { counterId, calledMs } = before;
  if (!AT_COUNTER.includes(before.state) || AT_COUNTER.includes(after.state) || counterId === null || calledMs === null) return undefined;
  return {
    ticketId: before.ticketId,
    day: before.day,
    serviceId: before.serviceId,
    counterId,
    operatorId: after.operatorId,
    fromMs: Math.max(before.placeMs, before.issuedMs),
    issuedMs: before.issuedMs,
    calledMs,
    startedMs: before.startedMs,
    endedMs: nowMs,
    outcome: after.state,
    recalls: before.recalls,
  };
}
