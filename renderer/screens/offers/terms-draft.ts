import type { MemberLevel } from '#contract/member.ts';
import type { Audience, Schedule } from '#contract/promotion.ts';
import { given, listOf, optionalCount, refuse, textOf } from './typed.ts';

/** For whom and when an offer or a price list holds, as it stands in the form. */
export interface TermsDraft {
  readonly members: boolean;
  readonly levels: readonly MemberLevel[];
  readonly joinedWithinDays: string;
  readonly fromDate: string;
  readonly toDate: string;
  readonly weekdays: readonly number[];
  readonly hours: string;
}

/** For everybody, always. */
export const NEW_TERMS: TermsDraft = {
  members: false,
  levels: [],
  joinedWithinDays: '',
  fromDate: '',
  toDate: '',
  weekdays: [],
  hours: '',
};

export function termsOf(audience: Audience, schedule: Schedule): TermsDraft {
  const members = audience.kind === 'members' ? audience : undefined;
  return {
    members: members !== undefined,
    levels: members?.levels ?? [],
    joinedWithinDays: textOf(members?.joinedWithinDays),
    fromDate: schedule.fromDate ?? '',
    toDate: schedule.toDate ?? '',
    weekdays: schedule.weekdays ?? [],
    hours: (schedule.hours ?? []).map(({ fromMinute, toMinute }) => `${clockOf(fromMinute)}-${clockOf(toMinute)}`).join(', '),
  };
}

/** `before` keeps what the form does not show. */
export function readAudience({ members, levels, joinedWithinDays }: TermsDraft, before: Audience | undefined): unknown {
  if (!members) return { kind: 'all' };
  const tags = before?.kind === 'members' && before.tags ? { tags: before.tags } : {};
  return {
    kind: 'members',
    ...tags,
    ...(levels.length > 0 ? { levels: [...levels] } : {}),
    ...given({ joinedWithinDays: optionalCount(joinedWithinDays) }),
  };
}

export function readSchedule({ fromDate, toDate, weekdays, hours }: TermsDraft): Schedule {
  const windows = listOf(hours).map(readHours);
  return {
    ...(fromDate === '' ? {} : { fromDate }),
    ...(toDate === '' ? {} : { toDate }),
    ...(weekdays.length > 0 ? { weekdays: weekdays.toSorted((a, b) => a - b) } : {}),
    ...(windows.length > 0 ? { hours: windows } : {}),
  };
}

function readHours(text: string): { fromMinute: number; toMinute: number } {
  const match = /^(\d{1,2})[:：](\d{2})\s*[-–~]\s*(\d{1,2})[:：](\d{2})$/.exec(text);
  const [fromHour = 99, fromMinutes = 99, toHour = 99, toMinutes = 99] = (match ?? []).slice(1).map(Number);
  const fromMinute = fromHour * 60 + fromMinutes;
  const toMinute = toHour * 60 + toMinutes;
  if (fromMinutes > 59 || toMinutes > 59 || fromMinute > 1440 || toMinute > 1440) refuse('offers.wrong.hours');
  return { fromMinute, toMinute };
}

function clockOf(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
}
