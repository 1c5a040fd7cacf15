/** Gap between two keys that no published scanner reaches: Netum NSC750 19 ms, all others 1 to 10 ms (facts/devices.md 2.7). */
export const USUAL_GAP_MS = 30;
/** Whatever is learnt, keys this far apart are typing: the fastest typists hold 60 ms. */
export const WIDEST_GAP_MS = 50;

/** What a person's fingers cannot do: so many keys in a row, all fast, all nearly the same gap. Only such a burst teaches anything. */
const TEACHING_CHARACTERS = 8;
const STEADY_WITHIN_MS = 20;
/** Bursts that must agree before a slow scanner is believed, and how many are remembered: one that is gone is forgotten. */
const BURSTS_TO_LEARN = 3;
const BURSTS_KEPT = 8;
/** Room above the slowest gap seen. */
const ROOM = 1.25;

/** How fast the scanners of one till type: the slowest gap of each of the last bursts, in milliseconds, oldest first. */
export type WedgePace = readonly number[];

/** The keys of one burst and its suffix. */
export interface BurstTiming {
  readonly characters: number;
  readonly fastestGapMs: number;
  readonly slowestGapMs: number;
}

/** Keys closer than this belong to a scanner. */
export function scannerGapMs(pace: WedgePace): number {
  if (pace.length < BURSTS_TO_LEARN) return USUAL_GAP_MS;
  return Math.min(Math.max(Math.max(...pace) * ROOM, USUAL_GAP_MS), WIDEST_GAP_MS);
}

/** The pace after one more burst; the same when the burst may have been a person's. */
export function learnPace(pace: WedgePace, { characters, fastestGapMs, slowestGapMs }: BurstTiming): WedgePace {
  const steady = slowestGapMs - fastestGapMs <= STEADY_WITHIN_MS;
  if (characters < TEACHING_CHARACTERS || !steady || slowestGapMs >= WIDEST_GAP_MS) return pace;
  return [...pace, slowestGapMs].slice(-BURSTS_KEPT);
}

/** A pace that was written down, from text that may hold anything. */
export function readPace(text: string | null): WedgePace {
  const numbers = (text ?? '').split(' ').map(Number);
  return numbers.filter((gapMs) => gapMs > 0 && gapMs < WIDEST_GAP_MS).slice(-BURSTS_KEPT);
}

/** The text `readPace` reads, in tenths of a millisecond. */
export function writePace(pace: WedgePace): string {
  return pace.map((gapMs) => gapMs.toFixed(1)).join(' ');
}
