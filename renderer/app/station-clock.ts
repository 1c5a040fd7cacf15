import { useEffect, useState } from 'react';
import type { Client } from './client.ts';
import { useClient } from './use-topic.ts';

/** Asked so often, the station's answer also shows that it is still there: a wire that died silently is opened again. */
const ASK_EVERY_MS = 10_000;

/** The time by the station's clock, for screens on machines whose own clock may be anything. */
export interface StationClock {
  nowMs(): number;
  /** Resolves with the first answer; until then `nowMs` is the machine's own time. */
  readonly known: Promise<void>;
  /** Asks until the returned function is called. */
  start(): () => void;
}

export function createStationClock(client: Client): StationClock {
  const known = Promise.withResolvers<void>();
  let aheadMs = 0;

  async function ask(): Promise<void> {
    const askedMs = Date.now();
    try {
      const { nowMs } = await client.request('station.time', {});
      const answeredMs = Date.now();
      aheadMs = nowMs - (askedMs + answeredMs) / 2;
      known.resolve();
    } catch {
      // Not reached now: the last answer holds.
    }
  }

  return {
    nowMs: () => Math.round(Date.now() + aheadMs),
    known: known.promise,
    start() {
      void ask();
      const timer = setInterval(() => void ask(), ASK_EVERY_MS);
      const unsubscribe = client.subscribeConnection(() => {
        if (client.connection === 'connected') void ask();
      });
      return () => {
        clearInterval(timer);
        unsubscribe();
      };
    },
  };
}

/** The station's clock of this screen, asked while the screen is there. */
export function useStationClock(): StationClock {
  const client = useClient();
  const [clock] = useState(() => createStationClock(client));
  useEffect(() => clock.start(), [clock]);
  return clock;
}

/** The station's time, drawn again at every full step. */
export function useStationTime(clock: StationClock, stepMs: number): number {
  const [nowMs, setNowMs] = useState(() => clock.nowMs());
  useEffect(() => {
    const show = (): void => setNowMs(clock.nowMs());
    const untilNextStep = (): number => stepMs - (clock.nowMs() % stepMs);
    const step = (): void => {
      show();
      timer = setTimeout(step, untilNextStep());
    };
    let timer = setTimeout(step, untilNextStep());
    void clock.known.then(show);
    return () => clearTimeout(timer);
  }, [clock, stepMs]);
  return nowMs;
}
