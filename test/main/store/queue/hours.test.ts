import { describe, expect, test } from 'vitest';
import { createLocalTime } from '#main/store/local-time.ts';
import { isOpenAt, opensNextMs } from '#main/store/queue/hours.ts';

/** 2026-11-22 is a Sunday. */
const sunday = (time: string): { date: string; time: string } => ({ date: '2026-11-22', time: `${time}:00` });
const monday = (time: string): { date: string; time: string } => ({ date: '2026-11-23', time: `${time}:00` });
const week = [
  { days: [1, 2, 3, 4, 5], from: '09:00', to: '18:00' },
  { days: [6, 7], from: '10:00', to: '16:00' },
];
const nights = [{ days: [7], from: '20:00', to: '02:00' }];

describe('opening hours', () => {
  test('none are always open', () => {
    expect(isOpenAt([], sunday('03:00'))).toBe(true);
  });

  test('begin with their first minute and end before their last', () => {
    expect(['09:59', '10:00', '15:59', '16:00'].map((time) => isOpenAt(week, sunday(time)))).toEqual([false, true, true, false]);
    expect(isOpenAt(week, monday('09:00'))).toBe(true);
  });

  test('go past midnight into the next day', () => {
    expect(['19:59', '20:00', '23:59'].map((time) => isOpenAt(nights, sunday(time)))).toEqual([false, true, true]);
    expect(['00:00', '01:59', '02:00', '20:00'].map((time) => isOpenAt(nights, monday(time)))).toEqual([true, true, false, false]);
  });

  test('open all day where they end when they begin', () => {
    const allDay = [{ days: [7], from: '08:00', to: '08:00' }];
    expect(isOpenAt(allDay, sunday('23:00'))).toBe(true);
    expect(isOpenAt(allDay, monday('07:59'))).toBe(true);
    expect(isOpenAt(allDay, sunday('07:59'))).toBe(false);
  });
});

describe('the next opening', () => {
  const beijing = createLocalTime('Asia/Shanghai');
  /** 2026-11-22, a time of day in Beijing. */
  const at = (hour: number, minute = 0): number => Date.UTC(2026, 10, 22, hour - 8, minute);

  test('is later today, or the first minute of the next day that has hours', () => {
    expect(opensNextMs(week, at(8, 30), beijing)).toBe(at(10));
    expect(opensNextMs(week, at(17), beijing)).toBe(at(24 + 9));
    expect(opensNextMs([{ days: [7], from: '10:00', to: '16:00' }], at(10), beijing)).toBe(at(7 * 24 + 10));
  });

  test('is none where a service has no hours', () => {
    expect(opensNextMs([], at(8), beijing)).toBeNull();
  });

  test('is right across the night the clocks change', () => {
    // Berlin: 2026-03-29 02:00 becomes 03:00. At 22:00 (UTC+1) of the 28th, 09:00 (UTC+2) of the 29th is 10 hours away.
    const berlin = createLocalTime('Europe/Berlin');
    expect(opensNextMs([{ days: [7], from: '09:00', to: '18:00' }], Date.UTC(2026, 2, 28, 21), berlin)).toBe(Date.UTC(2026, 2, 29, 7));
  });
});
