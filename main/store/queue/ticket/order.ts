import type { Ticket } from './ticket.ts';
import type { QueueCounter } from '#contract/queue.ts';

type Placed = Pick<Ticket, 'ticketId' | 'placeMs' | 'headStartMs'>;
type Waiting = Placed & Pick<Ticket, 'state' | 'serviceId' | 'forCounterId'>;

/**
 * The rule of order: the smallest place time less head start comes first, among equals the one issued first. So a ticket is only ever passed by those
 * whose place is at most a head start later than its own, and nobody can starve.
 */
export function compareTurns(one: Placed, other: Placed): number {
  return one.placeMs - one.headStartMs - (other.placeMs - other.headStartMs) || one.ticketId - other.ticketId;
}

/** Where a booking stands in line once its customer is here: at its booked time, or at the arrival when that was later. */
export function bookedPlaceMs(fromMs: number, arrivedMs: number): number {
  return Math.max(fromMs, arrivedMs);
}

/** Whether a counter may call a ticket: sent to it alone, or for one of its services and for no counter in particular. */
export function isFor(ticket: Waiting, { id, serviceIds }: Pick<QueueCounter, 'id' | 'serviceIds'>): boolean {
  if (ticket.state !== 'waiting') return false;
  return ticket.forCounterId === null ? serviceIds.includes(ticket.serviceId) : ticket.forCounterId === id;
}

/** Whom a counter calls next. */
export function nextFor<Each extends Waiting>(
  counter: Pick<QueueCounter, 'id' | 'serviceIds'>,
  tickets: readonly Each[],
): Each | undefined {
  return tickets.filter((ticket) => isFor(ticket, counter)).toSorted(compareTurns)[0];
}

/** How many are called before a ticket, as things stand: those that wait for the same service, or for the same counter. */
export function aheadOf(ticket: Waiting, tickets: readonly Waiting[]): number {
  const sameLine = (other: Waiting): boolean =>
    ticket.forCounterId === null
      ? other.forCounterId === null && other.serviceId === ticket.serviceId
      : other.forCounterId === ticket.forCounterId;
  return tickets.filter((other) => other.state === 'waiting' && sameLine(other) && compareTurns(other, ticket) < 0).length;
}
