import { estimateWaits } from './estimate.ts';
import { createServiceTimes } from './service-times.ts';
import { compareTurns, isFor } from './ticket/order.ts';
import type { Ticket } from './ticket/ticket.ts';
import type { Visit } from './visit.ts';
import { currentAt, type QueueNow } from './views.ts';
import type { LocalTime } from '../local-time.ts';
import type { WaitEstimate } from '#contract/queue.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** What somebody waits for. */
type Line = Pick<Ticket, 'serviceId' | 'forCounterId'>;
type Turn = Pick<Ticket, 'ticketId' | 'placeMs' | 'headStartMs'>;

/** Says how long people will wait, from what visits took. */
export interface Forecast {
  /** Call once a visit is on disk. */
  learn(visit: Visit): void;
  /** The wait of a ticket that waits, or is about to; null while no open counter serves it. */
  ofTicket(now: QueueNow, ticket: Line & Turn): WaitEstimate | null;
  /** The wait of somebody who takes a plain ticket now, by service; those that no open counter serves are missing. */
  ofNewcomers(now: QueueNow): ReadonlyMap<number, WaitEstimate>;
}

/** Learns from past visits first, oldest first. */
export function createForecast(past: Iterable<Visit>, localTime: (instantMs: number) => LocalTime): Forecast {
  const times = createServiceTimes();
  const learn = ({ serviceId, calledMs, endedMs }: Visit): void =>
    times.add({
      service: String(serviceId),
      atMs: calledMs,
      hourOfWeek: hourOfWeek(localTime(calledMs)),
      tookMs: endedMs - calledMs,
    });
  for (const visit of past) learn(visit);

  const waitsBehind = (now: QueueNow, turn: Turn, asked: readonly Line[]): ReadonlyMap<string, WaitEstimate> => {
    const { nowMs, setup, tickets, rows } = now;
    const ahead = tickets.filter((ticket) => ticket.state === 'waiting' && compareTurns(ticket, turn) < 0);
    const lines = new Map([...ahead, ...asked].map((line) => [lineKey(line), line]));
    const at = { atMs: nowMs, hourOfWeek: hourOfWeek(localTime(nowMs)) };
    const waits = estimateWaits(
      {
        waiting: ahead.map(lineKey),
        counters: setup.counters
          .filter(({ id, active }) => active && rows.get(id)?.state === 'open')
          .map((counter) => {
            const current = currentAt(now, counter.id);
            return {
              services: [...lines].flatMap(([key, line]) => (isFor({ ...line, ...turn, state: 'waiting' }, counter) ? [key] : [])),
              serving: current ? { service: lineKey(current), elapsedMs: Math.max(0, nowMs - (current.calledMs ?? nowMs)) } : null,
            };
          }),
        serviceMs(key) {
          const serviceId = Number.parseInt(key, 10);
          const minutes = setup.services.find(({ id }) => id === serviceId)?.defaultMinutes ?? 1;
          return times.timesMs(String(serviceId), at, minutes * MINUTE_MS);
        },
      },
      asked.map(lineKey),
    );
    return new Map([...waits].map(([key, { lowMs, highMs }]) => [key, wholeMinutes(lowMs, highMs)]));
  };

  return {
    learn,
    ofTicket: (now, ticket) => waitsBehind(now, ticket, [ticket]).get(lineKey(ticket)) ?? null,
    ofNewcomers(now) {
      const { services, headStartMinutes } = now.setup;
      const turn = { ticketId: Number.MAX_SAFE_INTEGER, placeMs: now.nowMs, headStartMs: headStartMinutes.normal * MINUTE_MS };
      const asked = services.flatMap(({ id, active }) => (active ? [{ serviceId: id, forCounterId: null }] : []));
      return new Map([...waitsBehind(now, turn, asked)].map(([key, wait]) => [Number(key), wait]));
    },
  };
}

/** The service, and the one counter a ticket waits for. */
function lineKey({ serviceId, forCounterId }: Line): string {
  return forCounterId === null ? String(serviceId) : `${serviceId} at ${forCounterId}`;
}

/** Nobody is told seconds, and a topic moves only when a minute did. */
function wholeMinutes(lowMs: number, highMs: number): WaitEstimate {
  return { lowMs: Math.floor(lowMs / MINUTE_MS) * MINUTE_MS, highMs: Math.ceil(highMs / MINUTE_MS) * MINUTE_MS };
}

/** Hours since Monday 0:00 of the shop's clock. 1970-01-01 was a Thursday. */
function hourOfWeek({ date, time }: LocalTime): number {
  const weekday = (Date.parse(date) / DAY_MS + 3) % 7;
  return weekday * 24 + Number.parseInt(time, 10);
}
