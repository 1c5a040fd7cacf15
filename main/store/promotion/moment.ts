import type { Moment } from './pricing-input.ts';
import { weekdayOf, type LocalTime } from '../local-time.ts';

/** The shop's time as schedules are asked. */
export function momentOf({ date, time }: LocalTime): Moment {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  return { date, weekday: weekdayOf(date), minuteOfDay: hour * 60 + minute };
}
