import { useEffect, useEffectEvent, useSyncExternalStore } from 'react';
import type { ScanClaimant } from '#contract/scan.ts';
import { useClient, useConnection, useTopic } from './use-topic.ts';

/** While this screen is in front of the person, what the station's scanners read comes here and not into the basket. */
export function useClaimedScans(by: ScanClaimant, onScan: (code: string) => void): void {
  const client = useClient();
  const claim = useTopic('scanClaim');
  const connected = useConnection() === 'connected';
  const inFront = useSyncExternalStore(subscribeFront, isInFront);
  const wanted = connected && inFront;
  const elsewhere = claim?.by !== by;
  const take = useEffectEvent(onScan);

  useEffect(() => {
    if (!wanted) return undefined;
    // A station that refuses, or was lost again, keeps the scans for the basket.
    client.request('scan.claim', { by }).catch(() => undefined);
    return () => void client.request('scan.release', {}).catch(() => undefined);
  }, [client, by, wanted]);

  // Again when another screen had them meanwhile, or the station took them back from a page that slept.
  useEffect(() => {
    if (wanted && elsewhere) client.request('scan.claim', { by }).catch(() => undefined);
  }, [client, by, wanted, elsewhere]);

  useEffect(() => {
    if (!claim || claim.waiting === 0) return;
    client.request('scan.take', {}).then(
      ({ scans }) => scans.forEach((code) => take(code)),
      () => undefined,
    );
  }, [client, claim]);
}

function isInFront(): boolean {
  return document.visibilityState === 'visible' && document.hasFocus();
}

function subscribeFront(listener: () => void): () => void {
  document.addEventListener('visibilitychange', listener);
  window.addEventListener('focus', listener);
  window.addEventListener('blur', listener);
  return () => {
    document.removeEventListener('visibilitychange', listener);
    window.removeEventListener('focus', listener);
    window.removeEventListener('blur', listener);
  };
}
