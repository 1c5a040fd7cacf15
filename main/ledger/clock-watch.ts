import { newRequestId } from '#contract/ids.ts';
import { contentHash, type JsonObject } from './canonical.ts';
import { NOTHING_MOVED, type EntryDraft } from './entry.ts';

/** A wall clock behind the last entry by more than this was set back; less is the clock being slewed. */
const BACK_MS = 2_000;
/** A wall clock that ran ahead of the machine's uptime by more than this between two entries was set ahead. */
const AHEAD_MS = 600_000;
/** The uptime is read once in so much time: it is a system call. */
const MARK_MS = 60_000;

/** The facts of `clock.stepped`. */
export interface ClockStep extends JsonObject {
  readonly v: 1;
  readonly direction: 'back' | 'ahead';
  /** The time of the entry before, and the time read now. */
  readonly previousMs: number;
  readonly nowMs: number;
  /** How much time the machine itself counted between the two; null when it was started in between. */
  readonly elapsedMs: number | null;
}

/** Notices a wall clock that was set. It changes no time and no order: an entry keeps what the clock said, and seq is the order. */
export interface ClockWatch {
  /** Compares a reading with the one noted last. */
  stepTo(nowMs: number): ClockStep | undefined;
  /** Call once an entry of this time is committed. */
  note(nowMs: number): void;
}

/**
 * `lastMs` is the time of the journal's last entry. `uptimeMs` counts on while the machine sleeps. A step ahead made while the station
 * was not running looks like a closed shop: only the way back from it is seen.
 */
export function createClockWatch(lastMs: number | undefined, uptimeMs: () => number): ClockWatch {
  let previousMs = lastMs;
  let mark: { readonly wallMs: number; readonly uptimeMs: number } | undefined;
  return {
    stepTo(nowMs) {
      if (previousMs === undefined) return undefined;
      const passedMs = nowMs - previousMs;
      if (passedMs >= -BACK_MS && passedMs <= AHEAD_MS) return undefined;
      const elapsedMs = mark ? Math.round(uptimeMs() - mark.uptimeMs - (previousMs - mark.wallMs)) : null;
      if (passedMs < 0) return { v: 1, direction: 'back', previousMs, nowMs, elapsedMs };
      return elapsedMs !== null && passedMs - elapsedMs > AHEAD_MS ? { v: 1, direction: 'ahead', previousMs, nowMs, elapsedMs } : undefined;
    },
    note(nowMs) {
      previousMs = nowMs;
      if (!mark || nowMs < mark.wallMs || nowMs > mark.wallMs + MARK_MS) mark = { wallMs: nowMs, uptimeMs: uptimeMs() };
    },
  };
}

/** A commit that first journals the step of the clock its entry meets, as an entry of its own. */
export function withClockSteps<Result>(
  commit: (draft: EntryDraft) => Result,
  watch: ClockWatch,
  dateOf: (tsMs: number) => string,
): (draft: EntryDraft) => Result {
  const commitAt = (draft: EntryDraft): Result => {
    const result = commit(draft);
    watch.note(draft.tsMs);
    return result;
  };
  return (draft) => {
    const step = watch.stepTo(draft.tsMs);
    if (step) commitAt(clockDraft(step, dateOf(step.nowMs)));
    return commitAt(draft);
  };
}

function clockDraft(step: ClockStep, businessDate: string): EntryDraft {
  return {
    kind: 'clock.stepped',
    requestId: newRequestId(step.nowMs),
    requestHash: contentHash(step),
    businessDate,
    tsMs: step.nowMs,
    ...NOTHING_MOVED,
    body: () => step,
  };
}
