/** New files and changed hours are on the screens within this time. */
const LOOK_EVERY_MS = 10_000;

/** Looks at a folder at once and again and again, never twice at a time, until it is stopped. */
export interface Lookout {
  start(): void;
  stop(): void;
}

export function createLookout(look: () => Promise<void>, trouble: (error: unknown) => void): Lookout {
  let timer: NodeJS.Timeout | undefined;
  const lookAgain = (): void => {
    look()
      .catch(trouble)
      .finally(() => {
        if (timer) timer = setTimeout(lookAgain, LOOK_EVERY_MS).unref();
      });
  };
  return {
    start() {
      timer = setTimeout(lookAgain, 0).unref();
    },
    stop() {
      clearTimeout(timer);
      timer = undefined;
    },
  };
}
