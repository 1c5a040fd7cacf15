import type { FoundDevice } from '#contract/setup.ts';

/** Where devices may be found. Detection only: nothing is claimed, nothing is kept open. */
export interface SearchOptions {
  /** Ends the search; what is in progress is given up. */
  readonly signal: AbortSignal;
  found(device: FoundDevice): void;
}
