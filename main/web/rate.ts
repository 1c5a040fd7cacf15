/** A token bucket: `burst` at once, then `perSecond`. */
export interface Rate {
  readonly burst: number;
  readonly perSecond: number;
}

/** Counts one visitor's attempts; `take()` is false when this one is too many. */
export interface RateLimit {
  take(): boolean;
}

/** A full bucket that refills with time. */
export function createRateLimit(rate: Rate, nowMs: () => number = () => performance.now()): RateLimit {
  let tokens = rate.burst;
  let atMs = nowMs();
  return {
    take() {
      const laterMs = nowMs();
      tokens = Math.min(rate.burst, tokens + ((laterMs - atMs) / 1000) * rate.perSecond);
      atMs = laterMs;
      if (tokens < 1) return false;
      tokens -= 1;
      return true;
    },
  };
}
