import { estimateWaits, type WaitRange } from '#main/store/queue/estimate.ts';
import { createServiceTimes } from '#main/store/queue/service-times.ts';
import type { Bench, BenchRow } from './bench.ts';
import { averageWaitMs, eappointmentMinutes, tablesReadyMs } from './queue-formulas.ts';
import { FIRST_DAY_MS, LEARNING_DAYS, playWeeks, type ServiceName, type SimulatedQueue, type SimulatedTicket } from './queue-month.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const SEED = 20_261_102;
/** What the shop set by hand, for every service. */
const DEFAULT_MS = 8 * MINUTE_MS;
/** Below as many of an hour TablesReady takes the manual default. */
const ENOUGH = 50;

/** The middle of what a formula says, and its range where it has one. */
interface Guess {
  readonly guessMs: number;
  readonly range?: WaitRange;
}

type Formula = 'ours' | 'average wait × ahead' | 'eappointment' | 'TablesReady';
type Guesses = Readonly<Record<Formula, Guess>>;

/** How near the estimate comes to what people then waited, beside simpler formulas, over a simulated month, after one to learn from. */
export const queueEstimateBench: Bench = {
  name: 'queue estimate',
  async run({ log }) {
    const guessed = new Map<SimulatedTicket, Guesses>();
    const pairs: { readonly guesses: Guesses; readonly waitedMs: number }[] = [];
    const memory = createMemory();
    playWeeks(SEED, {
      arrived(ticket, queue) {
        const guesses = memory.guess(ticket, queue);
        if (guesses) guessed.set(ticket, guesses);
      },
      called(ticket, nowMs) {
        const waitedMs = nowMs - ticket.arrivedMs;
        const guesses = guessed.get(ticket);
        if (guesses && nowMs >= FIRST_DAY_MS + LEARNING_DAYS * DAY_MS) pairs.push({ guesses, waitedMs });
        memory.called(ticket.service, nowMs, waitedMs);
      },
      done: memory.done,
    });
    log(
      `${pairs.length} people who had to wait, ${Math.round(meanOf(pairs.map(({ waitedMs }) => waitedMs)) / 6_000) / 10} minutes on average`,
    );
    return rowsOf(pairs);
  },
};

function createMemory() {
  const times = createServiceTimes();
  const tookMs = new Map<ServiceName, number[]>();
  const waitsMs = new Map<ServiceName, number[]>();
  const intervals = new Map<string, number[]>();
  const lastCallMs = new Map<ServiceName, number>();
  return {
    /** Undefined when a counter is free: then there is nothing to guess. */
    guess(ticket: SimulatedTicket, { nowMs, waiting, counters }: SimulatedQueue): Guesses | undefined {
      const able = counters.filter(({ services }) => services.includes(ticket.service));
      if (able.length === 0 || able.some(({ serving }) => !serving)) return undefined;
      const inFront = waiting.filter(({ rankMs }) => rankMs <= ticket.rankMs);
      const range = estimateWaits(
        {
          waiting: inFront.map(({ service }) => service),
          counters: counters.map(({ services, serving }) => ({
            services,
            serving: serving && { service: serving.ticket.service, elapsedMs: nowMs - serving.sinceMs },
          })),
          serviceMs: (service) => times.timesMs(service, { atMs: nowMs, hourOfWeek: hourOfWeek(nowMs) }, DEFAULT_MS),
        },
        [ticket.service],
      ).get(ticket.service);
      if (!range) return undefined;
      const ahead = inFront.filter(({ service }) => service === ticket.service).length;
      const averageMs = meanOf(tookMs.get(ticket.service) ?? [], DEFAULT_MS);
      const minutes = eappointmentMinutes(averageMs / MINUTE_MS, able.length, ahead);
      const slots = { lowMs: minutes.low * MINUTE_MS, highMs: minutes.high * MINUTE_MS };
      const known = intervals.get(intervalKey(ticket.service, nowMs)) ?? [];
      return {
        ours: { guessMs: (range.lowMs + range.highMs) / 2, range },
        'average wait × ahead': { guessMs: averageWaitMs(meanOf((waitsMs.get(ticket.service) ?? []).slice(-ENOUGH), DEFAULT_MS), ahead) },
        eappointment: { guessMs: (slots.lowMs + slots.highMs) / 2, range: slots },
        TablesReady: { guessMs: tablesReadyMs(known.length >= ENOUGH ? meanOf(known) : DEFAULT_MS, ahead) },
      };
    },
    called(service: ServiceName, nowMs: number, waitedMs: number): void {
      push(waitsMs, service, waitedMs);
      const sinceMs = nowMs - (lastCallMs.get(service) ?? nowMs);
      // A night between two calls is no interval.
      if (sinceMs < 2 * HOUR_MS) push(intervals, intervalKey(service, nowMs), sinceMs);
      lastCallMs.set(service, nowMs);
    },
    done(ticket: SimulatedTicket, calledMs: number, nowMs: number): void {
      push(tookMs, ticket.service, nowMs - calledMs);
      times.add({ service: ticket.service, atMs: calledMs, hourOfWeek: hourOfWeek(calledMs), tookMs: nowMs - calledMs });
    },
  };
}

function rowsOf(pairs: readonly { readonly guesses: Guesses; readonly waitedMs: number }[]): BenchRow[] {
  const errorOf = (formula: Formula): number => meanOf(pairs.map(({ guesses, waitedMs }) => Math.abs(guesses[formula].guessMs - waitedMs)));
  const insideOf = (formula: Formula): number =>
    meanOf(
      pairs.map(
        ({
          guesses: {
            [formula]: { range },
          },
          waitedMs,
        }) => (range && waitedMs >= range.lowMs && waitedMs <= range.highMs ? 1 : 0),
      ),
    );
  const correct = pairs.length > 1_000 && pairs.every(({ guesses: { ours } }) => isRange(ours.range));
  const simpler = ['average wait × ahead', 'eappointment', 'TablesReady'] as const;
  const inside = insideOf('ours');
  return [
    ...simpler.map((formula) => {
      const ratio = errorOf('ours') / errorOf(formula);
      return {
        metric: `mean error of the wait, against ${formula}`,
        ours: minutesOf(errorOf('ours')),
        floor: minutesOf(errorOf(formula)),
        ratio,
        goal: '< 1',
        reached: ratio < 1,
        correct,
      };
    }),
    {
      metric: 'waits inside the range, against eappointment',
      ours: percentOf(inside),
      floor: percentOf(insideOf('eappointment')),
      ratio: inside / insideOf('eappointment'),
      goal: '75–85 %',
      reached: inside >= 0.75 && inside <= 0.85,
      correct,
    },
    widthRow(pairs, correct),
  ];
}

/** A range that says "one minute to two hours" would always be right. */
function widthRow(pairs: readonly { readonly guesses: Guesses }[], correct: boolean): BenchRow {
  const widthOf = (formula: Formula): number =>
    meanOf(
      pairs.map(
        ({
          guesses: {
            [formula]: { range },
          },
        }) => (range ? range.highMs - range.lowMs : 0),
      ),
    );
  const ratio = widthOf('ours') / widthOf('eappointment');
  return {
    metric: 'mean width of the range, against eappointment',
    ours: minutesOf(widthOf('ours')),
    floor: minutesOf(widthOf('eappointment')),
    ratio,
    goal: '–',
    reached: true,
    correct,
  };
}

function isRange(range: WaitRange | undefined): boolean {
  return range !== undefined && range.lowMs >= 0 && range.highMs >= range.lowMs && Number.isFinite(range.highMs);
}

function meanOf(values: readonly number[], otherwise = 0): number {
  return values.length ? values.reduce((sum, value) => sum + value, 0) / values.length : otherwise;
}

function push<Key>(lists: Map<Key, number[]>, key: Key, value: number): void {
  const list = lists.get(key) ?? [];
  lists.set(key, list);
  list.push(value);
}

function hourOfWeek(instantMs: number): number {
  return Math.floor((instantMs - FIRST_DAY_MS) / HOUR_MS) % 168;
}

function intervalKey(service: ServiceName, instantMs: number): string {
  return `${service} ${hourOfWeek(instantMs)}`;
}

const minutesOf = (ms: number): string => `${(ms / MINUTE_MS).toFixed(1)} min`;
const percentOf = (share: number): string => `${Math.round(share * 100)} %`;
