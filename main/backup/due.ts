import type { BackupView } from '#contract/backup.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** A stick that failed, a disk that was full: not tried again at once. */
const AFTER_FAILURE_MS = 10 * 60_000;

/** What is due by the clock, or because a shift or a day was closed. Pure. A clock that was set back makes it due as well. */
export function dueJob(
  { backups: [newest], proven, problem }: Pick<BackupView, 'backups' | 'proven' | 'problem'>,
  nowMs: number,
  periodClosed: boolean,
): 'backup' | 'rehearsal' | undefined {
  const isOlder = (atMs: number | undefined, ageMs: number): boolean =>
    atMs === undefined || nowMs - atMs >= ageMs || atMs > nowMs + HOUR_MS;
  if (problem && !isOlder(problem.atMs, AFTER_FAILURE_MS)) return undefined;
  if (periodClosed || isOlder(newest?.createdAtMs, HOUR_MS)) return 'backup';
  return newest && isOlder(proven?.provenAtMs, DAY_MS) ? 'rehearsal' : undefined;
}
