import { useMemo, useState } from 'react';
import type { WireError } from '#contract/error.ts';
import { wireErrorOf, type CommandInput, type CommandName } from '#renderer/app/client.ts';
import { useClient } from '#renderer/app/use-topic.ts';
import type { ProcedureInput, ProcedureName, ProcedureOutput } from '#contract/procedures.ts';

/** Asks the station for the shift sheet: the answer, or undefined when it was refused. The last refusal is kept to be shown. */
export interface ShiftCalls {
  readonly failure: WireError | undefined;
  readonly busy: boolean;
  dismiss(): void;
  command<Name extends CommandName>(name: Name, input: CommandInput<Name>): Promise<ProcedureOutput<Name> | undefined>;
  request<Name extends ProcedureName>(name: Name, input: ProcedureInput<Name>): Promise<ProcedureOutput<Name> | undefined>;
}

export function useShiftCalls(): ShiftCalls {
  const client = useClient();
  const [failure, setFailure] = useState<WireError>();
  const [busy, setBusy] = useState(false);
  const calls = useMemo(() => {
    const answered = async <Answer>(answer: Promise<Answer>): Promise<Answer | undefined> => {
      setFailure(undefined);
      setBusy(true);
      try {
        return await answer;
      } catch (error) {
        setFailure(wireErrorOf(error));
        return undefined;
      } finally {
        setBusy(false);
      }
    };
    return {
      dismiss: () => setFailure(undefined),
      command: <Name extends CommandName>(name: Name, input: CommandInput<Name>) => answered(client.command(name, input)),
      request: <Name extends ProcedureName>(name: Name, input: ProcedureInput<Name>) => answered(client.request(name, input)),
    };
  }, [client]);
  return { ...calls, failure, busy };
}
