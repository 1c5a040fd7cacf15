import { describe, expect, it } from 'vitest';
import { createServiceTimes, type ServiceTimes } from '#main/store/queue/service-times.ts';

const MINUTE_MS = 60_000;
const WEEK_MS = 7 * 24 * 3_600_000;
const NOW_MS = Date.UTC(2026, 10, 23, 2);
const MONDAY_10 = 10;
const TUESDAY_10 = 34;
const WEDNESDAY_10 = 58;
const WEDNESDAY_15 = 63;

function learn(times: ServiceTimes, count: number, tookMinutes: number, hourOfWeek = MONDAY_10, atMs = NOW_MS - WEEK_MS): void {
  for (let ticket = 0; ticket < count; ticket += 1) times.add({ service: 'A', atMs, hourOfWeek, tookMs: tookMinutes * MINUTE_MS });
}

function minutesAt(times: ServiceTimes, hourOfWeek: number, defaultMinutes = 8): readonly number[] {
  return times.timesMs('A', { atMs: NOW_MS, hourOfWeek }, defaultMinutes * MINUTE_MS).map((timeMs) => timeMs / MINUTE_MS);
}

describe('how long a ticket keeps a counter', () => {
  it('is what the shop set, half as long to half as long again, while nothing is known', () => {
    const minutes = minutesAt(createServiceTimes(), MONDAY_10);
    expect(minutes).toHaveLength(40);
    expect(minutes[0]).toBeCloseTo(4.1, 9);
    expect(minutes[39]).toBeCloseTo(11.9, 9);
    expect(minutes.reduce((sum, time) => sum + time, 0) / 40).toBeCloseTo(8, 9);
  });

  it('is half learned and half the default with 25 of 50 tickets', () => {
    const times = createServiceTimes();
    learn(times, 25, 6);
    const minutes = minutesAt(times, MONDAY_10, 12);
    expect(minutes[0]).toBeCloseTo(6.075, 9);
    expect(minutes[39]).toBeCloseTo(11.925, 9);
  });

  it('is all learned with 50, whatever the default', () => {
    const times = createServiceTimes();
    learn(times, 50, 6);
    expect(new Set(minutesAt(times, MONDAY_10, 60))).toEqual(new Set([6]));
  });

  it('is that of the hour of the week, else of the hour on any day, else of any time', () => {
    const times = createServiceTimes();
    learn(times, 50, 6, MONDAY_10);
    learn(times, 50, 20, TUESDAY_10);
    expect(new Set(minutesAt(times, TUESDAY_10))).toEqual(new Set([20]));
    const anyDay = minutesAt(times, WEDNESDAY_10);
    expect([anyDay.filter((minutes) => minutes === 6).length, anyDay.filter((minutes) => minutes === 20).length]).toEqual([20, 20]);
    expect(minutesAt(times, WEDNESDAY_15)).toEqual(anyDay);
  });

  it('forgets what is older than eight weeks, and what is no longer among the newest 200', () => {
    const times = createServiceTimes();
    learn(times, 200, 30, MONDAY_10, NOW_MS - 8 * WEEK_MS);
    expect(minutesAt(times, MONDAY_10)[0]).toBeCloseTo(4.1, 9);
    learn(times, 100, 5, MONDAY_10);
    learn(times, 150, 7, MONDAY_10);
    const minutes = minutesAt(times, MONDAY_10);
    expect([minutes.filter((time) => time === 5).length, minutes.filter((time) => time === 7).length]).toEqual([10, 30]);
  });

  it('does not learn from a ticket that somebody forgot to finish, nor from a clock set back', () => {
    const times = createServiceTimes();
    learn(times, 50, 241);
    learn(times, 50, -1);
    expect(minutesAt(times, MONDAY_10)[0]).toBeCloseTo(4.1, 9);
  });

  it('is learned for each service by itself', () => {
    const times = createServiceTimes();
    learn(times, 50, 6);
    expect(times.timesMs('B', { atMs: NOW_MS, hourOfWeek: MONDAY_10 }, 8 * MINUTE_MS)[0]).toBeCloseTo(4.1 * MINUTE_MS, 6);
  });
});
