import type { QueueService } from '#contract/queue.ts';

type Range = Pick<QueueService, 'firstNumber' | 'lastNumber' | 'resetsDaily'>;

/** The fewest digits a number is shown with. */
const MIN_DIGITS = 3;

/**
 * The number after the last one given (of this day where numbers begin again daily), undefined when the range is used up. Numbers that run on begin again
 * after the last one, unless that number was given today already or is still open (`isTaken`).
 */
export function nextNumber(
  { firstNumber, lastNumber, resetsDaily }: Range,
  last: number | undefined,
  isTaken: (number: number) => boolean,
): number | undefined {
  const next = last === undefined ? firstNumber : Math.max(last + 1, firstNumber);
  if (next <= lastNumber) return isTaken(next) ? undefined : next;
  return resetsDaily || isTaken(firstNumber) ? undefined : firstNumber;
}

/** A032: the prefix and the number with as many digits as the last one has. */
export function formatNumber({ prefix, lastNumber }: Pick<QueueService, 'prefix' | 'lastNumber'>, number: number): string {
  return `${prefix}${String(number).padStart(Math.max(MIN_DIGITS, String(lastNumber).length), '0')}`;
}

const DAY_MS = 86_400_000;

/**
 * The day of the queue: the business day, which does not go back when the clock is set back over midnight. A clock that is set back by more than a day
 * was wrong before, and the queue goes back with it; numbers of a day go on where that day left off.
 */
export function queueDay(lastDay: string | undefined, businessDate: string): string {
  if (lastDay === undefined || businessDate >= lastDay) return businessDate;
  return Date.parse(lastDay) - Date.parse(businessDate) <= DAY_MS ? lastDay : businessDate;
}
