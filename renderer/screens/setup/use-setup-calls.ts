import { useMemo } from 'react';
import type { WireError } from '#contract/error.ts';
import type { DeviceDraft } from '#contract/setup.ts';
import { useRefusal } from '#renderer/app/use-refusal.ts';
import { useClient, useConnection } from '#renderer/app/use-topic.ts';

/** What the setup screen asks of the station. Each resolves with whether it was done; the last refusal is kept to be shown. */
export interface SetupCalls {
  readonly enabled: boolean;
  readonly failure: WireError | undefined;
  dismiss(): void;
  discover(options: { readonly network: boolean; readonly host?: string; readonly port?: number }): Promise<boolean>;
  stopDiscovery(): Promise<boolean>;
  tryOut(draft: DeviceDraft, probeRates: boolean): Promise<boolean>;
  stopTrying(): Promise<boolean>;
  save(revision: string, draft: DeviceDraft, roles: readonly string[]): Promise<boolean>;
  remove(revision: string, deviceId: string): Promise<boolean>;
  undo(revision: string): Promise<boolean>;
}

export function useSetupCalls(): SetupCalls {
  const client = useClient();
  const enabled = useConnection() === 'connected';
  const { failure, dismiss, done } = useRefusal();
  const calls = useMemo(() => {
    return {
      dismiss,
      discover: (options: { readonly network: boolean; readonly host?: string; readonly port?: number }) =>
        done(client.request('device.discover', options)),
      stopDiscovery: () => done(client.request('device.stopDiscovery', {})),
      tryOut: (draft: DeviceDraft, probeRates: boolean) => done(client.command('setup.try', { draft, probeRates })),
      stopTrying: () => done(client.request('setup.stopTrying', {})),
      save: (revision: string, draft: DeviceDraft, roles: readonly string[]) =>
        done(client.command('setup.save', { revision, draft, roles: [...roles] })),
      remove: (revision: string, deviceId: string) => done(client.command('setup.remove', { revision, deviceId })),
      undo: (revision: string) => done(client.command('setup.undo', { revision })),
    };
  }, [client, dismiss, done]);
  return { ...calls, enabled, failure };
}
