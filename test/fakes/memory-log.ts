import type { Log } from '#main/log.ts';

/** A log that remembers what it was told. */
export interface MemoryLog extends Log {
  readonly events: string[];
}

export function createMemoryLog(): MemoryLog {
  const events: string[] = [];
  return { events, info: (event) => void events.push(event), error: (event) => void events.push(`error ${event}`) };
}
