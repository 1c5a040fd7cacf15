/** What was observed, in order, and a way to wait for what has not happened yet. */
export interface Recording<T> {
  readonly all: readonly T[];
  add(value: T): void;
  /** Resolves with the first value, past or future, that matches. */
  until(matches: (value: T) => boolean): Promise<T>;
  /** Forgets the past. */
  clear(): void;
}

export function createRecording<T>(): Recording<T> {
  const all: T[] = [];
  const waiting = new Set<{ readonly matches: (value: T) => boolean; readonly resolve: (value: T) => void }>();
  return {
    all,
    add(value) {
      all.push(value);
      for (const waiter of waiting) {
        if (!waiter.matches(value)) continue;
        waiting.delete(waiter);
        waiter.resolve(value);
      }
    },
    until(matches) {
      const index = all.findIndex((value) => matches(value));
      if (index >= 0) return Promise.resolve(all[index] as T);
      return new Promise((resolve) => {
        waiting.add({ matches, resolve });
      });
    },
    clear() {
      all.length = 0;
    },
  };
}
