import type { OpeningHours } from '#contract/queue.ts';
import { weekdayOf, type LocalTime } from '../local-time.ts';

const MINUTE_MS = 60_000;
const DAY_MINUTES = 1_440;
const WEEK_DAYS = 7;

/** Whether a service is open at this moment of the shop's clock; no hours at all = always. */
export function isOpenAt(hours: readonly OpeningHours[], local: LocalTime): boolean {
  const weekday = weekdayOf(local.date);
  const now = minutesOf(local.time);
  const dayBefore = weekday === 1 ? WEEK_DAYS : weekday - 1;
  return (
    hours.length === 0 ||
    hours.some(({ days, from, to }) => {
      const [opens, closes] = [minutesOf(from), minutesOf(to)];
      if (opens < closes) return days.includes(weekday) && now >= opens && now < closes;
      return (days.includes(weekday) && now >= opens) || (days.includes(dayBefore) && now < closes);
    })
  );
}

/** When it opens next, in UTC milliseconds; null without hours. Right also where the clocks change on the way. */
export function opensNextMs(hours: readonly OpeningHours[], nowMs: number, localTime: (instantMs: number) => LocalTime): number | null {
  const local = localTime(nowMs);
  const weekday = weekdayOf(local.date);
  const now = minutesOf(local.time);
  const waits = hours.flatMap(({ days, from }) =>
    days.map((day) => {
      const wait = ((day - weekday + WEEK_DAYS) % WEEK_DAYS) * DAY_MINUTES + minutesOf(from) - now;
      return wait > 0 ? wait : wait + WEEK_DAYS * DAY_MINUTES;
    }),
  );
  if (waits.length === 0) return null;
  const wait = Math.min(...waits);
  const atMs = (Math.floor(nowMs / MINUTE_MS) + wait) * MINUTE_MS;
  const meant = (now + wait) % DAY_MINUTES;
  return atMs + offBy(meant, minutesOf(localTime(atMs).time)) * MINUTE_MS;
}

/** The smaller way round the clock from one time of day to another. */
function offBy(meant: number, found: number): number {
  const difference = (meant - found + DAY_MINUTES) % DAY_MINUTES;
  return difference > DAY_MINUTES / 2 ? difference - DAY_MINUTES : difference;
}

/** "09:30" or "09:30:12" in minutes since midnight. */
function minutesOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
}
