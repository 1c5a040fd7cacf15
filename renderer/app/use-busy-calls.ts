import { useMemo, useState } from 'react';
import type { WireError } from '#contract/error.ts';
import type { CommandInput, CommandName } from '#renderer/app/client.ts';
import { useRefusal } from '#renderer/app/use-refusal.ts';
import { useClient } from '#renderer/app/use-topic.ts';
import type { ProcedureInput, ProcedureName, ProcedureOutput } from '#contract/procedures.ts';

/** Asks the station: the answer, or undefined when it was refused. The last refusal is kept to be shown; `busy` while an answer is due. */
export interface BusyCalls {
  readonly failure: WireError | undefined;
  readonly busy: boolean;
  dismiss(): void;
  command<Name extends CommandName>(name: Name, input: CommandInput<Name>): Promise<ProcedureOutput<Name> | undefined>;
  request<Name extends ProcedureName>(name: Name, input: ProcedureInput<Name>): Promise<ProcedureOutput<Name> | undefined>;
}

export function useBusyCalls(): BusyCalls {
  const client = useClient();
  const { failure, dismiss, ask } = useRefusal();
  const [busy, setBusy] = useState(false);
  const calls = useMemo(() => {
    const answered = async <Answer>(answer: Promise<Answer>): Promise<Answer | undefined> => {
      setBusy(true);
      const given = await ask(answer);
      setBusy(false);
      return given;
    };
    return {
      dismiss,
      command: <Name extends CommandName>(name: Name, input: CommandInput<Name>) => answered(client.command(name, input)),
      request: <Name extends ProcedureName>(name: Name, input: ProcedureInput<Name>) => answered(client.request(name, input)),
    };
  }, [client, dismiss, ask]);
  return { ...calls, failure, busy };
}
