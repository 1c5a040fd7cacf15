/** A call that many may ask for and that runs at most once an interval. */
export interface Coalesced {
  /** Asks for a run soon; the run sees everything that changed until then. */
  ask(): void;
  /** Forgets what was asked for. */
  stop(): void;
}

/** The first request waits one interval, so that a burst is one run with the state at its end. */
export function coalesce(run: () => void, intervalMs: number): Coalesced {
  let timer: NodeJS.Timeout | undefined;
  return {
    ask() {
      timer ??= setTimeout(() => {
        timer = undefined;
        run();
      }, intervalMs);
    },
    stop() {
      clearTimeout(timer);
      timer = undefined;
    },
  };
}
