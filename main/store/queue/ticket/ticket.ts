import { GuitaiError } from '#contract/error.ts';
import type { MemberLevel } from '#contract/member.ts';
import type { TicketClass, TicketState, TicketVia } from '#contract/queue.ts';

/** A ticket as its table holds it. Values only: every rule here takes one and returns what changes, or throws GuitaiError. */
export interface Ticket {
  readonly ticketId: number;
  /** The business day its number belongs to. */
  readonly day: string;
  /** The service that gave the number. */
  readonly issuedServiceId: number;
  readonly number: number;
  /** The number as it is shown and spoken: A032. */
  readonly code: string;
  /** What it waits for now. */
  readonly serviceId: number;
  readonly class: TicketClass;
  readonly via: TicketVia;
  readonly placeMs: number;
  /** Of its class, as it was when the ticket was taken. */
  readonly headStartMs: number;
  readonly issuedMs: number;
  readonly state: TicketState;
  /** Where it is, or was last, called or served. */
  readonly counterId: number | null;
  /** The one counter it waits for. */
  readonly forCounterId: number | null;
  readonly calledMs: number | null;
  readonly recalls: number;
  readonly startedMs: number | null;
  readonly endedMs: number | null;
  /** Who called or served it last. */
  readonly operatorId: number;
  readonly coming: boolean;
  readonly heldReason: string;
  /** The order it picks up, '' for none. */
  readonly order: string;
  /** Lets its holder follow it. */
  readonly token: string;
  readonly memberId: number | null;
  readonly level: MemberLevel | null;
  /** From here on personal: kept for the day in the table, never in the journal. */
  readonly customer: string;
  readonly phone: string;
  readonly note: string;
  /** Tells one phone from another. */
  readonly visitor: string;
}

/** What the journal says of a ticket. */
export type JournaledTicket = Omit<Ticket, 'ticketId' | 'customer' | 'phone' | 'note' | 'visitor'>;

/** What an act changes of a ticket; also how the journal says it. */
export type TicketChange = { readonly ticketId: number } & { readonly [Field in keyof Ticket]?: Ticket[Field] };

/** Where and by whom a ticket is called or served, and when. */
export interface Place {
  readonly counterId: number;
  readonly operatorId: number;
  readonly nowMs: number;
}

/** Tickets that are called or served: a counter has at most one. */
export const AT_COUNTER: readonly TicketState[] = ['called', 'serving'];
/** Tickets that are not over. */
export const OPEN_STATES: readonly TicketState[] = ['waiting', 'called', 'serving', 'held'];

/** waiting, held or missed → called. */
export function call(ticket: Ticket, { counterId, operatorId, nowMs }: Place): TicketChange {
  need(ticket, ['waiting', 'held', 'missed']);
  return {
    ticketId: ticket.ticketId,
    state: 'called',
    counterId,
    forCounterId: null,
    operatorId,
    calledMs: nowMs,
    recalls: 0,
    startedMs: null,
    endedMs: null,
    heldReason: '',
  };
}

/** Called once more, so often as the shop allows. */
export function recall(ticket: Ticket, counterId: number, limit: number): TicketChange {
  need(ticket, ['called'], counterId);
  if (ticket.recalls >= limit) throw new GuitaiError('recall_limit', { number: ticket.code, max: limit });
  return { ticketId: ticket.ticketId, recalls: ticket.recalls + 1 };
}

/** called → serving. */
export function start(ticket: Ticket, { counterId, operatorId, nowMs }: Place): TicketChange {
  need(ticket, ['called'], counterId);
  return { ticketId: ticket.ticketId, state: 'serving', startedMs: nowMs, operatorId };
}

/** called or serving → served. A customer whose start nobody noted was served from the call on. */
export function finish(ticket: Ticket, { counterId, operatorId, nowMs }: Place): TicketChange {
  need(ticket, AT_COUNTER, counterId);
  return { ticketId: ticket.ticketId, state: 'served', startedMs: ticket.startedMs ?? ticket.calledMs, endedMs: nowMs, operatorId };
}

/** called → missed. */
export function miss(ticket: Ticket, { counterId, operatorId, nowMs }: Place): TicketChange {
  need(ticket, ['called'], counterId);
  return { ticketId: ticket.ticketId, state: 'missed', endedMs: nowMs, operatorId };
}

/** Set aside: from the line by anybody, from a counter by that counter. */
export function hold(ticket: Ticket, counterId: number, reason: string): TicketChange {
  need(ticket, ['waiting', ...AT_COUNTER], counterId);
  return { ticketId: ticket.ticketId, state: 'held', heldReason: reason };
}

/** held or missed → serving at this counter. */
export function resumeAtCounter(ticket: Ticket, { counterId, operatorId, nowMs }: Place): TicketChange {
  need(ticket, ['held', 'missed']);
  return {
    ticketId: ticket.ticketId,
    state: 'serving',
    counterId,
    forCounterId: null,
    operatorId,
    calledMs: nowMs,
    recalls: 0,
    startedMs: nowMs,
    endedMs: null,
    heldReason: '',
  };
}

/** held or missed → waiting, at its old place. */
export function resumeInLine(ticket: Ticket): TicketChange {
  need(ticket, ['held', 'missed']);
  return { ...backInLine(ticket), endedMs: null };
}

/** To another service or to one counter, at its old place. */
export function transfer(
  ticket: Ticket,
  counterId: number,
  to: { readonly serviceId: number } | { readonly forCounterId: number },
  note: string | undefined,
): TicketChange {
  need(ticket, ['waiting', 'held', ...AT_COUNTER], counterId);
  return { ...backInLine(ticket), forCounterId: null, ...to, ...(note === undefined ? {} : { note }) };
}

/**
 * The customer left: anything that is not over, or missed. A ticket being served is finished instead. Without a counter it is the customer who says so.
 */
export function cancel(ticket: Ticket, nowMs: number, counterId?: number): TicketChange {
  need(ticket, ['waiting', 'called', 'held', 'missed'], counterId);
  return { ticketId: ticket.ticketId, state: 'cancelled', endedMs: nowMs };
}

/** Said on the phone: on the way. */
export function coming(ticket: Ticket): TicketChange {
  need(ticket, ['waiting', 'called', 'held']);
  return { ticketId: ticket.ticketId, coming: true };
}

/** The day is over: who still waits is not called any more. */
export function expire(ticket: Ticket, nowMs: number): TicketChange {
  need(ticket, ['waiting', 'held']);
  return { ticketId: ticket.ticketId, state: 'expired', endedMs: nowMs };
}

function backInLine({ ticketId }: Ticket): TicketChange {
  return { ticketId, state: 'waiting', counterId: null, calledMs: null, recalls: 0, startedMs: null, heldReason: '' };
}

/** Throws why this cannot be done with a ticket as it is; what is at a counter is that counter's. */
function need(ticket: Ticket, states: readonly TicketState[], counterId?: number): void {
  const { state, code } = ticket;
  if (!states.includes(state)) throw new GuitaiError(REFUSALS[state], { number: code });
  if (counterId !== undefined && AT_COUNTER.includes(state) && ticket.counterId !== counterId) {
    throw new GuitaiError('ticket_elsewhere', { number: code });
  }
}

const REFUSALS = {
  waiting: 'ticket_waiting',
  called: 'ticket_called',
  serving: 'ticket_serving',
  held: 'ticket_held',
  served: 'ticket_over',
  missed: 'ticket_missed',
  cancelled: 'ticket_left',
  expired: 'ticket_over',
} as const satisfies Record<TicketState, string>;
