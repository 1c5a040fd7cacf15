/** When a snapshot was made. */
export interface Dated {
  readonly createdAtMs: number;
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** One of each hour for 24 hours, one of each day for 30 days, one of each month for 12 months; always the newest of the stretch, all in UTC. */
const TIERS: readonly { readonly withinMs: number; readonly bucket: (tsMs: number) => string }[] = [
  { withinMs: 24 * HOUR_MS, bucket: (tsMs) => `h${Math.floor(tsMs / HOUR_MS)}` },
  { withinMs: 30 * DAY_MS, bucket: (tsMs) => `d${Math.floor(tsMs / DAY_MS)}` },
  { withinMs: 366 * DAY_MS, bucket: (tsMs) => `m${new Date(tsMs).toISOString().slice(0, 7)}` },
];

/** The snapshots nobody needs any more, given all of them. Pure. The newest one always stays, whatever the clock says. */
export function expired<Item extends Dated>(snapshots: readonly Item[], nowMs: number): readonly Item[] {
  const newestFirst = snapshots.toSorted((a, b) => b.createdAtMs - a.createdAtMs);
  const kept = new Set(newestFirst.slice(0, 1));
  for (const { withinMs, bucket } of TIERS) {
    const taken = new Set<string>();
    for (const snapshot of newestFirst) {
      // A clock that was wrong for a while made snapshots of the future: they age like those of the past.
      if (Math.abs(nowMs - snapshot.createdAtMs) >= withinMs || taken.has(bucket(snapshot.createdAtMs))) continue;
      taken.add(bucket(snapshot.createdAtMs));
      kept.add(snapshot);
    }
  }
  return newestFirst.filter((snapshot) => !kept.has(snapshot));
}
