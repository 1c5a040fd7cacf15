/** A service of the shop by its id. */
type Service = string;

/** An open counter: what it serves and whom it serves now. */
export interface CounterAtWork {
  readonly services: readonly Service[];
  readonly serving: { readonly service: Service; readonly elapsedMs: number } | null;
}

/** The queue at one instant. */
export interface QueueNow {
  /** The services of those who wait, in the order of their turn. */
  readonly waiting: readonly Service[];
  /** The open counters; one that pauses is none. */
  readonly counters: readonly CounterAtWork[];
  /** How long a ticket of a service keeps a counter: equally likely times, ascending, at least one. See `ServiceTimes`. */
  readonly serviceMs: (service: Service) => readonly number[];
}

/** How long somebody has to wait: four times out of five it is within. */
export interface WaitRange {
  readonly lowMs: number;
  readonly highMs: number;
}

/** How often the queue is played to its end. The same chances every time, so that a figure moves only when something happened. */
const REPLAYS = 60;
/** Nine replays of ten lie within; people who leave and counters that pause make four waits of five of it (`npm run bench`). */
const LOW = REPLAYS * 0.05;
const HIGH = REPLAYS * 0.95 - 1;
/** Chances of those at a counter; the chances of those who wait come after. */
const MAX_COUNTERS = 256;

/**
 * The wait of somebody who comes now, behind all who wait, for each of these services; a service that no open counter serves is left out.
 * The queue is played again and again: a free counter takes the first ticket it serves and keeps it for a time drawn from history.
 */
export function estimateWaits(queue: QueueNow, services: readonly Service[]): ReadonlyMap<Service, WaitRange> {
  const { waiting, counters } = queue;
  const current = counters.flatMap(({ serving }) => (serving ? [serving.service] : []));
  const known = new Map([...new Set([...services, ...waiting, ...current])].map((service) => [service, servedBy(service, queue)]));
  const asked = [...new Set(services)].filter((service) => known.get(service)?.counters.length);
  if (asked.length === 0) return new Map();
  const waits = new Map(asked.map((service) => [service, [] as number[]]));
  for (let replay = 0; replay < REPLAYS; replay += 1) {
    const freeAtMs = counters.map(({ serving }, counter) =>
      serving ? restMs(known.get(serving.service)?.timesMs ?? [], serving.elapsedMs, chance(replay, counter)) : 0,
    );
    for (const [place, service] of waiting.entries()) {
      const served = known.get(service);
      const first = served && firstFree(served.counters, freeAtMs);
      if (first === undefined) continue;
      freeAtMs[first] = (freeAtMs[first] ?? 0) + draw(served?.timesMs ?? [], chance(replay, MAX_COUNTERS + place));
    }
    for (const [service, waitsMs] of waits)
      waitsMs.push(Math.min(...(known.get(service)?.counters ?? []).map((counter) => freeAtMs[counter] ?? 0)));
  }
  return new Map([...waits].map(([service, waitsMs]) => [service, rangeOf(waitsMs)]));
}

interface Served {
  /** By their place among the open counters. */
  readonly counters: readonly number[];
  readonly timesMs: readonly number[];
}

function servedBy(service: Service, { counters, serviceMs }: QueueNow): Served {
  const able = counters.flatMap(({ services }, counter) => (services.includes(service) ? [counter] : []));
  return { counters: able, timesMs: serviceMs(service) };
}

function firstFree(able: readonly number[], freeAtMs: readonly number[]): number | undefined {
  let first: number | undefined;
  for (const counter of able) if (first === undefined || (freeAtMs[counter] ?? 0) < (freeAtMs[first] ?? 0)) first = counter;
  return first;
}

function rangeOf(waitsMs: readonly number[]): WaitRange {
  const sorted = waitsMs.toSorted((one, other) => one - other);
  return { lowMs: Math.round(sorted[LOW] ?? 0), highMs: Math.round(sorted[HIGH] ?? 0) };
}

function draw(timesMs: readonly number[], share: number): number {
  return timesMs[Math.floor(share * timesMs.length)] ?? 0;
}

/** What is left for somebody who has been served that long: drawn from those who took longer; half of the middle when nobody did. */
function restMs(timesMs: readonly number[], elapsedMs: number, share: number): number {
  const longer = timesMs.findIndex((timeMs) => timeMs > elapsedMs);
  if (longer === -1) return draw(timesMs, 0.5) * share;
  return (timesMs[longer + Math.floor(share * (timesMs.length - longer))] ?? elapsedMs) - elapsedMs;
}

/** A chance in [0, 1) that depends on nothing but replay and place (murmur3's 32-bit finaliser). */
function chance(replay: number, place: number): number {
  let mixed = Math.imul(replay + 1, 0x9e3779b1) ^ Math.imul(place + 1, 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return ((mixed ^ (mixed >>> 16)) >>> 0) / 2 ** 32;
}
