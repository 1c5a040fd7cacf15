import { useMemo, useState } from 'react';
import type { WireError } from '#contract/error.ts';
import type { ProcedureInput } from '#contract/procedures.ts';
import { wireErrorOf } from '#renderer/app/client.ts';
import { useClient } from '#renderer/app/use-topic.ts';

/** What may be asked of the station about its own files; the last refusal is kept to be shown. */
export interface StationCalls {
  readonly failure: WireError | undefined;
  backUp(): void;
  rehearse(): void;
  restore(order: Omit<ProcedureInput<'backup.restore'>, 'requestId'>): void;
  setTraining(on: boolean): void;
}

export function useStationCalls(): StationCalls {
  const client = useClient();
  const [failure, setFailure] = useState<WireError>();
  const calls = useMemo(() => {
    const send = (answer: Promise<unknown>): void => {
      setFailure(undefined);
      answer.catch((error: unknown) => setFailure(wireErrorOf(error)));
    };
    return {
      backUp: () => send(client.command('backup.take', {})),
      rehearse: () => send(client.command('backup.rehearse', {})),
      restore: (order: Omit<ProcedureInput<'backup.restore'>, 'requestId'>) => send(client.command('backup.restore', order)),
      setTraining: (on: boolean) => send(client.command('training.set', { on })),
    };
  }, [client]);
  return { ...calls, failure };
}
