/** A ticket that left its counter, served or not come. */
export interface PastService {
  readonly service: string;
  /** When it was called. */
  readonly atMs: number;
  /** Of that instant in the shop: hours since Monday 0:00, 0 to 167. */
  readonly hourOfWeek: number;
  /** From the call until the counter was done with it. */
  readonly tookMs: number;
}

/** How long tickets keep a counter, learned from those that did. Grows by one at a time and never reads the past again. */
export interface ServiceTimes {
  add(past: PastService): void;
  /**
   * Equally likely times, ascending, for a service at an hour: of that hour of the week where enough is known, else of that hour of any day,
   * else of the service; with less than enough the default takes the missing share.
   */
  timesMs(service: string, at: Pick<PastService, 'atMs' | 'hourOfWeek'>, defaultMs: number): readonly number[];
}

/** Below it the data is thin. TablesReady asks for as many in as many weeks: support.tablesready.com/article/39-configuring-estimated-wait-times. */
const ENOUGH = 50;
/** What is older tells nothing any more. */
export const MAX_AGE_MS = 8 * 7 * 24 * 3_600_000;
/** What took longer was forgotten, not served. */
const MAX_TOOK_MS = 4 * 3_600_000;
/** The newest of each hour of the week, of each hour of the day and of the service. */
const MAX_KEPT = 200;
const POINTS = 40;

type Kept = Pick<PastService, 'atMs' | 'tookMs'>[];

/** Starts with nothing known. */
export function createServiceTimes(): ServiceTimes {
  const kept = new Map<string, Kept>();
  const samplesOf = ({ service, hourOfWeek }: Pick<PastService, 'service' | 'hourOfWeek'>): readonly Kept[] =>
    [`${service} week ${hourOfWeek}`, `${service} day ${hourOfWeek % 24}`, service].map((key) => {
      const sample = kept.get(key) ?? [];
      kept.set(key, sample);
      return sample;
    });
  return {
    add(past) {
      if (past.tookMs < 0 || past.tookMs > MAX_TOOK_MS) return;
      for (const sample of samplesOf(past)) {
        sample.push({ atMs: past.atMs, tookMs: past.tookMs });
        if (sample.length > MAX_KEPT) sample.shift();
      }
    },
    timesMs(service, { atMs, hourOfWeek }, defaultMs) {
      const recent = samplesOf({ service, hourOfWeek }).map((sample) => sample.filter((past) => past.atMs > atMs - MAX_AGE_MS));
      const sample = recent.find(({ length }) => length >= ENOUGH) ?? recent.at(-1) ?? [];
      return blend(
        sample.map(({ tookMs }) => tookMs).toSorted((one, other) => one - other),
        defaultMs,
      );
    },
  };
}

/** Of a manual default we only know its middle: anything from half of it to half as much again. */
function blend(sorted: readonly number[], defaultMs: number): readonly number[] {
  const known = Math.min(1, sorted.length / ENOUGH);
  return Array.from({ length: POINTS }, (_, point) => {
    const share = (point + 0.5) / POINTS;
    const learnedMs = sorted[Math.floor(share * sorted.length)] ?? 0;
    return known * learnedMs + (1 - known) * defaultMs * (0.5 + share);
  });
}
