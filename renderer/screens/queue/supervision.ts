import type { DeskCounter, DeskTicket, QueueDesk, QueueView } from '#contract/queue.ts';
import { isLate, viewOfCounter, waitedMinutes } from '#renderer/app/desk-view.ts';

/** What somebody should do something about. */
export type QueueAlert =
  | { readonly kind: 'late'; readonly ticket: DeskTicket; readonly minutes: number }
  | { readonly kind: 'unserved'; readonly service: QueueView['services'][number] };

/** The whole queue at one moment, for whoever is responsible for it. */
export interface Supervision {
  readonly longest: { readonly ticket: DeskTicket; readonly minutes: number } | undefined;
  /** Tickets past the target of their service, the longest wait first; services people wait for and nobody serves. */
  readonly alerts: readonly QueueAlert[];
  readonly counters: readonly {
    readonly counter: DeskCounter;
    readonly ticket: DeskTicket | undefined;
    readonly sinceMs: number | null;
    readonly waiting: number;
  }[];
  readonly services: readonly { readonly service: QueueView['services'][number]; readonly longestMinutes: number | undefined }[];
}

export function supervise(desk: QueueDesk, { services }: QueueView, nowMs: number): Supervision {
  const waiting = desk.tickets
    .filter(({ state }) => state === 'waiting')
    .map((ticket) => ({ ticket, minutes: waitedMinutes(ticket, nowMs) }))
    .toSorted((a, b) => b.minutes - a.minutes);
  const late = waiting.filter(({ ticket }) => isLate(ticket, services, nowMs)).map((wait): QueueAlert => ({ kind: 'late', ...wait }));
  const unserved = services
    .filter((service) => service.waiting > 0 && service.counterIds.length === 0)
    .map((service): QueueAlert => ({ kind: 'unserved', service }));
  return {
    longest: waiting[0],
    alerts: [...unserved, ...late],
    counters: desk.counters.map((counter) => {
      const view = viewOfCounter(desk, counter.id);
      const ticket = view?.current;
      return { counter, ticket, sinceMs: ticket?.startedAtMs ?? ticket?.calledAtMs ?? null, waiting: view?.lists.mine.length ?? 0 };
    }),
    services: services.map((service) => ({
      service,
      longestMinutes: waiting.find(({ ticket }) => ticket.serviceId === service.id)?.minutes,
    })),
  };
}
