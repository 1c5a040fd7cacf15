import { useEffect, useRef } from 'react';
import { useConnection, useTopic } from './use-topic.ts';

/** So often a page that has lost its line looks whether it is still let in. */
const LOOKED_EVERY_MS = 10_000;

/**
 * For screens nobody attends. The station that comes back as another version is taken up by itself; a device that was removed shows the way to be
 * paired again instead of waiting for ever.
 */
export function useUnattended(): void {
  const version = useTopic('station')?.version;
  const lost = useConnection() === 'lost';
  const first = useRef(version);

  useEffect(() => {
    first.current ??= version;
    if (first.current !== version) location.reload();
  }, [version]);

  useEffect(() => {
    if (!lost) return undefined;
    const timer = setInterval(() => void isTurnedAway().then((away) => away && location.reload()), LOOKED_EVERY_MS);
    return () => clearInterval(timer);
  }, [lost]);
}

/** The station answers, and sends this page elsewhere. */
async function isTurnedAway(): Promise<boolean> {
  try {
    const { type } = await fetch(location.pathname, { method: 'HEAD', redirect: 'manual', cache: 'no-store' });
    return type === 'opaqueredirect';
  } catch {
    return false;
  }
}
