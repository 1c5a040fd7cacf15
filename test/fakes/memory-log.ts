import type { Log } from '#main/log.ts';

/** A log that remembers what it was told. */
export interface MemoryLog extends Log {
  readonly events: string[];
  /** The same with what was said beside each event. */
  readonly entries: { readonly event: string; readonly details: unknown }[];
}

export function createMemoryLog(): MemoryLog {
  const events: string[] = [];
  const entries: MemoryLog['entries'] = [];
  return {
    events,
    entries,
    info(event, details) {
      events.push(event);
      entries.push({ event, details });
    },
    setQuiet: () => undefined,
    error: (event) => void events.push(`error ${event}`),
  };
}
