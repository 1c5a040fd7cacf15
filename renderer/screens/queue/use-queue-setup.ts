import { useCallback, useEffect, useMemo, useState } from 'react';
import type { WireError } from '#contract/error.ts';
import type { ProcedureOutput } from '#contract/procedures.ts';
import type { QueueSetup } from '#contract/queue.ts';
import { wireErrorOf } from '#renderer/app/client.ts';
import { useClient, useConnection } from '#renderer/app/use-topic.ts';

export type SetupRead = ProcedureOutput<'queue.setup'>;

/** Services, counters and rules as the station has them, and what changes them. */
export interface SetupDesk {
  /** Undefined until it has come. */
  readonly read: SetupRead | undefined;
  /** Saves what `change` makes of the setup; resolves with what was wrong. Changed elsewhere meanwhile, the newest is shown and nothing is lost but the change. */
  save(change: (setup: QueueSetup) => QueueSetup): Promise<WireError | undefined>;
}

export function useQueueSetup(): SetupDesk {
  const client = useClient();
  const connected = useConnection() === 'connected';
  const [read, setRead] = useState<SetupRead>();
  const reload = useCallback(
    () =>
      client.request('queue.setup', {}).then(setRead, () => {
        // What is on screen stays until it can be asked for again.
      }),
    [client],
  );
  useEffect(() => {
    if (connected) void reload();
  }, [connected, reload]);
  return useMemo(
    () => ({
      read,
      async save(change) {
        if (!read) return undefined;
        try {
          await client.command('queue.configure', { revision: read.revision, setup: change(read.setup) });
          await reload();
          return undefined;
        } catch (error) {
          await reload();
          return wireErrorOf(error);
        }
      },
    }),
    [client, read, reload],
  );
}
