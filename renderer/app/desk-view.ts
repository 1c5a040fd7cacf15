import type { DeskCounter, DeskTicket, QueueDesk, QueueView } from '#contract/queue.ts';

const MINUTE_MS = 60_000;
/** "Next" again within this time is the same press. */
export const NEXT_GAP_MS = 1000;

export const TABS = ['mine', 'all', 'held', 'missed'] as const;
export type Tab = (typeof TABS)[number];

/** The queue as one counter sees it. */
export interface CounterView {
  readonly counter: DeskCounter;
  /** Called or served here. */
  readonly current: DeskTicket | undefined;
  /** Whom "next" calls. */
  readonly next: DeskTicket | undefined;
  readonly lists: Readonly<Record<Tab, readonly DeskTicket[]>>;
  /** The other counters that are open, with whom they serve. */
  readonly others: readonly { readonly counter: DeskCounter; readonly ticket: DeskTicket | undefined }[];
}

/** Undefined while there is no such counter. */
export function viewOfCounter(desk: QueueDesk, counterId: number | undefined): CounterView | undefined {
  const counter = desk.counters.find(({ id }) => id === counterId);
  if (!counter) return undefined;
  const ticketOf = (ticketId: number | null): DeskTicket | undefined => desk.tickets.find((ticket) => ticket.ticketId === ticketId);
  const waiting = desk.tickets.filter(({ state }) => state === 'waiting');
  return {
    counter,
    current: ticketOf(counter.ticketId),
    next: ticketOf(counter.nextTicketId),
    lists: {
      mine: waiting.filter((ticket) => waitsFor(ticket, counter)),
      all: waiting,
      held: desk.tickets.filter(({ state }) => state === 'held'),
      missed: desk.tickets.filter(({ state }) => state === 'missed'),
    },
    others: desk.counters
      .filter(({ id, state }) => id !== counter.id && state !== 'closed')
      .map((other) => ({ counter: other, ticket: ticketOf(other.ticketId) })),
  };
}

/** A ticket sent to one counter waits for that one alone; the others for any that serves their service. */
function waitsFor(ticket: DeskTicket, counter: DeskCounter): boolean {
  return ticket.counterId === null ? counter.serviceIds.includes(ticket.serviceId) : ticket.counterId === counter.id;
}

/** Whole minutes a ticket has waited, or had when it was called; who came early for a booking waits from its time on. */
export function waitedMinutes({ issuedAtMs, placeMs, calledAtMs, state }: DeskTicket, nowMs: number): number {
  const untilMs = state === 'waiting' || calledAtMs === null ? nowMs : calledAtMs;
  return Math.max(0, Math.floor((untilMs - Math.max(issuedAtMs, placeMs)) / MINUTE_MS));
}

/** It waits longer than its service wants anybody to. */
export function isLate(ticket: DeskTicket, services: QueueView['services'], nowMs: number): boolean {
  const target = services.find(({ id }) => id === ticket.serviceId)?.targetMinutes;
  return target !== undefined && waitedMinutes(ticket, nowMs) >= target;
}

/** Where a ticket can be transferred to: every other service, and every other counter that is open. */
export function transferTargets(
  view: CounterView,
  desk: QueueDesk,
  services: QueueView['services'],
): { readonly services: QueueView['services']; readonly counters: readonly { readonly counter: DeskCounter; readonly waiting: number }[] } {
  return {
    services: services.filter(({ id }) => id !== view.current?.serviceId),
    counters: view.others.map(({ counter }) => ({
      counter,
      waiting: desk.tickets.filter((ticket) => ticket.state === 'waiting' && waitsFor(ticket, counter)).length,
    })),
  };
}
