import { useEffect, useState } from 'react';
import { useClient, useConnection } from './use-topic.ts';

/** So often the station is asked the time: a line that is dead without saying so is noticed at the first answer that does not come. */
const ASKED_EVERY_MS = 5_000;

/**
 * The station's clock, in UTC milliseconds, new every second. For screens that stand alone in the shop: their own clock may be wrong, and nobody
 * is there to see that the line is dead; an answer that does not come opens it anew. While the line is lost the time goes on by the own clock.
 */
export function useStationTime(): number {
  const client = useClient();
  const connected = useConnection() === 'connected';
  const [aheadMs, setAheadMs] = useState(0);
  const [ownMs, setOwnMs] = useState(() => Date.now());

  useEffect(() => {
    const timer = setInterval(() => setOwnMs(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, []);

  useEffect(() => {
    if (!connected) return undefined;
    const ask = (): void => {
      client.request('station.time', {}).then(
        ({ nowMs }) => setAheadMs(nowMs - Date.now()),
        () => undefined,
      );
    };
    ask();
    const timer = setInterval(ask, ASKED_EVERY_MS);
    return () => clearInterval(timer);
  }, [client, connected]);

  return ownMs + aheadMs;
}
