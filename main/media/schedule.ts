import { z } from 'zod';
import { weekdayOf, type LocalTime } from '../store/local-time.ts';
import { MediaScreen } from '#contract/media.ts';

/** The name of the file that says what is shown when; without it everything in the folder is shown, by name. */
export const PLAYLIST_FILE = 'playlist.json';
export const MAX_ITEMS = 200;
export const DEFAULT_SECONDS = 8;

const clockTime = z.string().regex(/^([01][0-9]|2[0-4]):[0-5][0-9]$/);

/** One row of the playlist. What is left out holds always. */
const PlaylistRow = z.strictObject({
  file: z.string().min(1).max(200),
  seconds: z.int().min(2).max(3600).optional(),
  screens: z.array(MediaScreen).min(1).max(2).optional(),
  /** 1 = Monday … 7 = Sunday. */
  weekdays: z.array(z.int().min(1).max(7)).min(1).max(7).optional(),
  /** Times of day of the shop; `until` not included, and before `from` it goes on past midnight. */
  from: clockTime.optional(),
  until: clockTime.optional(),
  /** Both days included. */
  fromDate: z.iso.date().optional(),
  untilDate: z.iso.date().optional(),
});
export type PlaylistRow = z.infer<typeof PlaylistRow>;

export const Playlist = z.strictObject({ items: z.array(PlaylistRow).max(MAX_ITEMS) });

/** Whether a row is due. Pure; times compare as text because they have the same shape. */
export function isDue(row: Omit<PlaylistRow, 'file'>, { date, time }: LocalTime): boolean {
  if (row.fromDate !== undefined && date < row.fromDate) return false;
  if (row.untilDate !== undefined && date > row.untilDate) return false;
  if (row.weekdays && !row.weekdays.includes(weekdayOf(date))) return false;
  const from = row.from ?? '00:00';
  const until = row.until ?? '24:00';
  const now = time.slice(0, 5);
  return from <= until ? now >= from && now < until : now >= from || now < until;
}
