import { expect, test } from 'vitest';
import { createLocalTime } from '#main/store/local-time.ts';

test.each([
  ['Asia/Shanghai', Date.UTC(2026, 10, 22, 15, 59, 59, 999), '2026-11-22', '23:59:59'],
  ['Asia/Shanghai', Date.UTC(2026, 10, 22, 16, 0, 0), '2026-11-23', '00:00:00'],
  ['Asia/Shanghai', Date.UTC(2026, 11, 31, 16, 0, 0), '2027-01-01', '00:00:00'],
  ['Asia/Urumqi', Date.UTC(2028, 1, 28, 18, 0, 0), '2028-02-29', '00:00:00'],
  ['America/New_York', Date.UTC(2026, 10, 1, 5, 30, 0), '2026-11-01', '01:30:00'],
  ['America/New_York', Date.UTC(2026, 10, 1, 6, 30, 0), '2026-11-01', '01:30:00'],
  ['Pacific/Kiritimati', Date.UTC(2026, 0, 1, 10, 0, 0), '2026-01-02', '00:00:00'],
])('in %s the instant %i is %s %s: the day turns at midnight of the shop', (timeZone, instantMs, date, time) => {
  expect(createLocalTime(timeZone)(instantMs)).toEqual({ date, time });
});

test('a zone nobody knows is refused at the start, not at the first sale', () => {
  expect(() => createLocalTime('Mars/Olympus')).toThrow(RangeError);
});
