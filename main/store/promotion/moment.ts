import type { Moment } from './pricing-input.ts';
import type { LocalTime } from '../local-time.ts';

/** The shop's time as schedules are asked. */
export function momentOf({ date, time }: LocalTime): Moment {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  return { date, weekday: new Date(`${date}T00:00:00Z`).getUTCDay() || 7, minuteOfDay: hour * 60 + minute };
}
