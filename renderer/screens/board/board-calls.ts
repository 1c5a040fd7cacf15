import type { QueueCall, QueueView } from '#contract/queue.ts';

type Counter = QueueView['counters'][number];
export type BoardService = QueueView['services'][number];

/** A call with where it leads. */
export interface BoardCall extends QueueCall {
  readonly counter: Counter;
  readonly service: BoardService | undefined;
}

const RECENT_CALLS = 3;

/** The newest call of each ticket at the counters of an area, newest first. '' is every area, and a counter without area belongs to every one. */
export function callsIn({ calls, counters, services }: QueueView, area: string): readonly BoardCall[] {
  const seen = new Set<number>();
  return calls
    .toSorted((a, b) => b.callId - a.callId)
    .flatMap((call): BoardCall[] => {
      const counter = counters.find(({ id }) => id === call.counterId);
      if (!counter || !isIn(counter, area) || seen.has(call.ticketId)) return [];
      seen.add(call.ticketId);
      return [{ ...call, counter, service: services.find(({ id }) => id === call.serviceId) }];
    });
}

/** The customer is on the way or there. */
export const isOpen = ({ state }: QueueCall): boolean => state === 'called' || state === 'serving';

/** What was called last besides what is shown large; who missed a turn or left is not among them. */
export function recentCalls(calls: readonly BoardCall[], shown: BoardCall | undefined): readonly BoardCall[] {
  return calls.filter((call) => call.ticketId !== shown?.ticketId && (isOpen(call) || call.state === 'served')).slice(0, RECENT_CALLS);
}

/** The services of an area: those an open counter of it serves, and those no counter serves now. */
export function servicesIn({ services, counters }: QueueView, area: string): readonly BoardService[] {
  const here = new Set(counters.filter((counter) => isIn(counter, area)).map(({ id }) => id));
  return services.filter(({ counterIds }) => counterIds.length === 0 || counterIds.some((id) => here.has(id)));
}

const isIn = (counter: Counter, area: string): boolean => area === '' || counter.area === '' || counter.area === area;
