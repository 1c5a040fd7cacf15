import { useEffect, useEffectEvent } from 'react';
import { badgeOf } from './badge.ts';
import { useClient } from './use-topic.ts';

/** Hears the numbers on badges that are scanned while this is on the screen. */
export function useBadge(onBadge: (code: string) => void): void {
  const client = useClient();
  const heard = useEffectEvent(onBadge);
  useEffect(() => {
    let lastAtMs = client.topic('scan')?.atMs;
    return client.subscribe('scan', () => {
      const scan = client.topic('scan');
      if (!scan || scan.atMs === lastAtMs) return;
      lastAtMs = scan.atMs;
      const code = badgeOf(scan);
      if (code !== undefined) heard(code);
    });
  }, [client]);
}
