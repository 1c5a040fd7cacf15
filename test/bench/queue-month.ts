import { createRandom } from '../system/torture/random.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
/** 2026-11-02, a Monday, 0:00 UTC; the simulated shop lives in UTC. */
export const FIRST_DAY_MS = Date.UTC(2026, 10, 2);
/** Four weeks to learn from and the month that is measured. */
export const LEARNING_DAYS = 28;
const DAYS = 56;

/** What the services of the simulated shop take on average and how that varies; `perHour` from 9 to 21 o'clock. */
export const SERVICES = {
  A: { meanMs: 8 * MINUTE_MS, variation: 0.6, perHour: [7, 11, 15, 13, 9, 10, 14, 16, 15, 13, 9, 4] },
  B: { meanMs: 12 * MINUTE_MS, variation: 0.5, perHour: [2, 4, 6, 6, 5, 5, 6, 7, 7, 5, 3, 1] },
  C: { meanMs: 4 * MINUTE_MS, variation: 0.8, perHour: [4, 6, 7, 9, 7, 6, 6, 7, 8, 7, 5, 2] },
} as const;
export type ServiceName = keyof typeof SERVICES;
const NAMES = Object.keys(SERVICES) as ServiceName[];

/** Counters, what they serve, and the hour of their half hour at table. */
const COUNTERS: readonly { readonly services: readonly ServiceName[]; readonly lunchHour: number }[] = [
  { services: ['A'], lunchHour: 11.5 },
  { services: ['A', 'B'], lunchHour: 12 },
  { services: ['B', 'C'], lunchHour: 12.5 },
  { services: ['A', 'B', 'C'], lunchHour: 13 },
  { services: ['A', 'C'], lunchHour: 17.5 },
];
const OPENS_HOUR = 9;
const NO_SHOW = 0.06;
const NO_SHOW_TAKES_MS = 1.5 * MINUTE_MS;
/** Share and head start of the classes of priority. */
const CLASSES = [
  { share: 0.08, headStartMs: 10 * MINUTE_MS },
  { share: 0.1, headStartMs: 5 * MINUTE_MS },
] as const;
/** Pauses beside lunch: how many a day, how long. */
const PAUSES = 3;
const PAUSE_MS = 7 * MINUTE_MS;
const PATIENCE_MEAN_MS = 90 * MINUTE_MS;

export interface SimulatedTicket {
  readonly service: ServiceName;
  readonly arrivedMs: number;
  readonly rankMs: number;
  readonly takesMs: number;
  readonly leavesMs: number;
}

/** What a person who comes in sees of the queue. */
export interface SimulatedQueue {
  readonly nowMs: number;
  /** In the order of their turn. */
  readonly waiting: readonly SimulatedTicket[];
  readonly counters: readonly {
    readonly services: readonly ServiceName[];
    readonly serving: { readonly ticket: SimulatedTicket; readonly sinceMs: number } | null;
  }[];
}

export interface Watcher {
  /** Before the ticket stands in the queue. */
  arrived(ticket: SimulatedTicket, queue: SimulatedQueue): void;
  called(ticket: SimulatedTicket, nowMs: number): void;
  done(ticket: SimulatedTicket, calledMs: number, nowMs: number): void;
}

interface Counter {
  readonly services: readonly ServiceName[];
  open: boolean;
  serving: { ticket: SimulatedTicket; sinceMs: number } | null;
}

/** Plays eight weeks of a shop with five counters, three services, lunch, pauses, no-shows, people who give up and two classes of priority. */
export function playWeeks(seed: number, watcher: Watcher): void {
  const random = createRandom(seed);
  for (let day = 0; day < DAYS; day += 1) playDay(FIRST_DAY_MS + day * DAY_MS, random, watcher);
}

type Event = { readonly atMs: number; happen(): void };

function playDay(dayMs: number, random: () => number, watcher: Watcher): void {
  const counters: Counter[] = COUNTERS.map(({ services }) => ({ services, open: true, serving: null }));
  const waiting: SimulatedTicket[] = [];
  const events: Event[] = [];
  const at = (atMs: number, happen: () => void): void => {
    const later = events.findLastIndex((event) => event.atMs <= atMs);
    events.splice(later + 1, 0, { atMs, happen });
  };
  const callNext = (counter: Counter, nowMs: number): void => {
    if (!counter.open || counter.serving) return;
    const place = waiting.findIndex(({ service }) => counter.services.includes(service));
    const [ticket] = place < 0 ? [] : waiting.splice(place, 1);
    if (!ticket) return;
    counter.serving = { ticket, sinceMs: nowMs };
    watcher.called(ticket, nowMs);
    at(nowMs + ticket.takesMs, () => {
      counter.serving = null;
      watcher.done(ticket, nowMs, nowMs + ticket.takesMs);
      callNext(counter, nowMs + ticket.takesMs);
    });
  };
  const pause = (counter: Counter, fromMs: number, lastsMs: number): void => {
    at(fromMs, () => (counter.open = false));
    at(fromMs + lastsMs, () => {
      counter.open = true;
      callNext(counter, fromMs + lastsMs);
    });
  };
  for (const [index, counter] of counters.entries()) {
    pause(counter, dayMs + (COUNTERS[index]?.lunchHour ?? 12) * HOUR_MS, 30 * MINUTE_MS);
    for (let count = 0; count < PAUSES; count += 1) pause(counter, dayMs + (OPENS_HOUR + 1 + random() * 9) * HOUR_MS, PAUSE_MS);
  }
  for (const ticket of arrivals(dayMs, random)) {
    at(ticket.arrivedMs, () => {
      watcher.arrived(ticket, { nowMs: ticket.arrivedMs, waiting, counters: counters.filter(({ open }) => open) });
      const before = waiting.findLastIndex(({ rankMs }) => rankMs <= ticket.rankMs);
      waiting.splice(before + 1, 0, ticket);
      for (const counter of counters) callNext(counter, ticket.arrivedMs);
    });
    at(ticket.leavesMs, () => {
      const place = waiting.indexOf(ticket);
      if (place >= 0) waiting.splice(place, 1);
    });
  }
  for (let event = events.shift(); event; event = events.shift()) event.happen();
}

/** Saturdays and Sundays bring a quarter more people, and at noon everything takes a little longer. */
function arrivals(dayMs: number, random: () => number): SimulatedTicket[] {
  const weekend = [0, 6].includes(new Date(dayMs).getUTCDay()) ? 1.25 : 1;
  return NAMES.flatMap((service) => {
    const { meanMs, variation, perHour } = SERVICES[service];
    return perHour.flatMap((rate, hour) => {
      const startMs = dayMs + (OPENS_HOUR + hour) * HOUR_MS;
      const slower = hour === 3 || hour === 4 ? 1.15 : 1;
      const tickets: SimulatedTicket[] = [];
      const gap = (): number => (-Math.log(1 - random()) * HOUR_MS) / (rate * weekend);
      for (let atMs = startMs + gap(); atMs < startMs + HOUR_MS; atMs += gap()) {
        const arrivedMs = Math.round(atMs);
        const takesMs = random() < NO_SHOW ? NO_SHOW_TAKES_MS : logNormal(meanMs * slower, variation, random);
        const leavesMs = arrivedMs + Math.round(-Math.log(1 - random()) * PATIENCE_MEAN_MS);
        tickets.push({ service, arrivedMs, rankMs: arrivedMs - headStart(random()), takesMs, leavesMs });
      }
      return tickets;
    });
  });
}

function headStart(dice: number): number {
  if (dice < CLASSES[0].share) return CLASSES[0].headStartMs;
  return dice < CLASSES[0].share + CLASSES[1].share ? CLASSES[1].headStartMs : 0;
}

/** Box–Muller; `variation` is deviation ÷ mean. */
function logNormal(meanMs: number, variation: number, random: () => number): number {
  const spread = Math.sqrt(Math.log(1 + variation ** 2));
  const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  return Math.round(meanMs * Math.exp(spread * normal - spread ** 2 / 2));
}
