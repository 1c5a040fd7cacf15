/** Longest window a shop may set. */
export const MAX_DUPLICATE_GUARD_MS = 5000;

/** Tells the second report of one read from the read of a second article. One per scanner. */
export interface DuplicateGuard {
  /** True for the code of the read kept last, less than the window after it. `atMs` is any clock that never goes back. */
  isDuplicate(text: string, atMs: number): boolean;
}

/**
 * The window counts from the read that was kept, not from the last repeat, so that a code held in the beam costs at most one window and never
 * hides the next article for longer; any other code in between ends it. 0 keeps everything.
 */
export function createDuplicateGuard(windowMs: number): DuplicateGuard {
  let keptText: string | undefined;
  let keptAtMs = 0;
  return {
    isDuplicate(text, atMs) {
      if (text === keptText && atMs - keptAtMs < windowMs) return true;
      keptText = text;
      keptAtMs = atMs;
      return false;
    },
  };
}
