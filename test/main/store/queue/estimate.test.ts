import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { estimateWaits, type CounterAtWork, type QueueNow } from '#main/store/queue/estimate.ts';

const MINUTE_MS = 60_000;

/** A queue of one service whose every ticket takes twelve minutes. */
function twelveMinutes(waiting: number, counters: readonly CounterAtWork[]): QueueNow {
  return { waiting: Array.from({ length: waiting }, () => 'A'), counters, serviceMs: () => [12 * MINUTE_MS] };
}

function busy(elapsedMinutes: number, services: readonly string[] = ['A']): CounterAtWork {
  return { services, serving: { service: services[0] ?? 'A', elapsedMs: elapsedMinutes * MINUTE_MS } };
}

const free: CounterAtWork = { services: ['A'], serving: null };

function minutesFor(queue: QueueNow, service = 'A'): readonly [number, number] | undefined {
  const range = estimateWaits(queue, [service]).get(service);
  return range && [range.lowMs / MINUTE_MS, range.highMs / MINUTE_MS];
}

describe('the wait of somebody who comes now', () => {
  it('is one service time for every pair that two counters take, when all take twelve minutes', () => {
    const counters = [busy(0), busy(0)];
    const waits = [0, 1, 2, 3, 4, 5].map((waiting) => minutesFor(twelveMinutes(waiting, counters)));
    expect(waits).toEqual([
      [12, 12],
      [12, 12],
      [24, 24],
      [24, 24],
      [36, 36],
      [36, 36],
    ]);
  });

  it('counts what is left for those who are being served', () => {
    expect(minutesFor(twelveMinutes(0, [busy(5), busy(9)]))).toEqual([3, 3]);
    expect(minutesFor(twelveMinutes(1, [busy(5), busy(9)]))).toEqual([7, 7]);
    expect(minutesFor(twelveMinutes(2, [busy(5), busy(9)]))).toEqual([15, 15]);
  });

  it('is nothing when a counter is free, and not known when none is open for the service', () => {
    expect(minutesFor(twelveMinutes(0, [busy(0), free]))).toEqual([0, 0]);
    expect(minutesFor(twelveMinutes(3, []))).toBeUndefined();
    expect(minutesFor(twelveMinutes(3, [free]), 'B')).toBeUndefined();
  });

  it('is a range when tickets take different times, and forgets the short ones once they have passed', () => {
    const times = { serviceMs: () => [2 * MINUTE_MS, 10 * MINUTE_MS], waiting: [] };
    expect(minutesFor({ ...times, counters: [busy(0)] })).toEqual([2, 10]);
    expect(minutesFor({ ...times, counters: [busy(3)] })).toEqual([7, 7]);
  });

  it('is at most half of the usual time more when somebody is served longer than anybody was', () => {
    const queue = { waiting: [], counters: [busy(90)], serviceMs: () => [10 * MINUTE_MS, 12 * MINUTE_MS, 14 * MINUTE_MS] };
    const [low, high] = minutesFor(queue) ?? [Number.NaN, Number.NaN];
    expect(low).toBeGreaterThanOrEqual(0);
    expect(high).toBeLessThanOrEqual(12);
  });

  it('follows what each counter serves', () => {
    const counters = [busy(0, ['A']), busy(0, ['B', 'A'])];
    const queue = (waiting: readonly string[]): QueueNow => ({
      waiting,
      counters,
      serviceMs: (service) => [(service === 'A' ? 10 : 4) * MINUTE_MS],
    });
    // Counter 2 is done with its B after 4 minutes, takes the waiting B until 8 and the waiting A until 18; counter 1 is free at 10.
    expect(minutesFor(queue(['B', 'A']), 'B')).toEqual([18, 18]);
    expect(minutesFor(queue(['B', 'A']), 'A')).toEqual([10, 10]);
    // Nobody serves C: those who wait for it keep nobody.
    expect(minutesFor(queue(['C', 'C']), 'B')).toEqual([4, 4]);
  });
});

const timesMs = fc
  .array(fc.integer({ min: 1, max: 4 * 3_600_000 }), { minLength: 1, maxLength: 40 })
  .map((times) => times.toSorted((one, other) => one - other));
const service = fc.constantFrom('A', 'B', 'C');
const counter = fc.record({
  services: fc.uniqueArray(service, { minLength: 1 }),
  serving: fc.option(fc.record({ service, elapsedMs: fc.integer({ min: 0, max: 8 * 3_600_000 }) })),
});
const queues = fc
  .record({
    waiting: fc.array(service, { maxLength: 60 }),
    counters: fc.array(counter, { maxLength: 8 }),
    a: timesMs,
    b: timesMs,
    c: timesMs,
  })
  .map(({ waiting, counters, a, b, c }) => ({ waiting, counters, serviceMs: (name: string) => (name === 'A' ? a : name === 'B' ? b : c) }));

describe('whatever the queue, the range', () => {
  it('is finite, never below nothing and never upside down; the same queue gives the same range', () => {
    fc.assert(
      fc.property(queues, (queue) => {
        const waits = estimateWaits(queue, ['A', 'B', 'C']);
        for (const { lowMs, highMs } of waits.values()) {
          expect(Number.isSafeInteger(lowMs) && Number.isSafeInteger(highMs)).toBe(true);
          expect(lowMs).toBeGreaterThanOrEqual(0);
          expect(highMs).toBeGreaterThanOrEqual(lowMs);
        }
        expect(estimateWaits(queue, ['A', 'B', 'C'])).toEqual(waits);
      }),
      { numRuns: 50 },
    );
  });

  it('never gets shorter when one more waits in front', () => {
    fc.assert(
      fc.property(queues, service, (queue, joining) => {
        const before = estimateWaits(queue, ['A', 'B', 'C']);
        const after = estimateWaits({ ...queue, waiting: [...queue.waiting, joining] }, ['A', 'B', 'C']);
        for (const [name, { lowMs, highMs }] of before) {
          expect(after.get(name)?.lowMs).toBeGreaterThanOrEqual(lowMs);
          expect(after.get(name)?.highMs).toBeGreaterThanOrEqual(highMs);
        }
      }),
      { numRuns: 50 },
    );
  });
});
