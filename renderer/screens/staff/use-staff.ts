import { useCallback, useEffect, useMemo, useState } from 'react';
import type { WireError } from '#contract/error.ts';
import type { ProcedureOutput } from '#contract/procedures.ts';
import type { Right, StaffRole } from '#contract/rights.ts';
import type { CommandInput } from '#renderer/app/client.ts';
import { wireErrorOf } from '#renderer/app/client.ts';
import { useClient, useConnection, useTopic } from '#renderer/app/use-topic.ts';

export type StaffList = ProcedureOutput<'staff.list'>;

/** The people of the shop, as the station has them, and what changes them. Each change resolves with what was wrong, undefined when it is done. */
export interface StaffDesk {
  /** Undefined until it has come, or while the person at the till may not see it. */
  readonly list: StaffList | undefined;
  save(person: CommandInput<'staff.save'>): Promise<WireError | undefined>;
  setRights(role: StaffRole, rights: readonly Right[]): Promise<WireError | undefined>;
}

export function useStaff(): StaffDesk {
  const client = useClient();
  const connection = useConnection();
  const session = useTopic('operator');
  const [list, setList] = useState<StaffList>();
  const allowed = connection === 'connected' && session?.rights.includes('staff.manage') === true;

  const reload = useCallback(
    () =>
      client.request('staff.list', {}).then(setList, () => {
        // What is on screen stays until the list can be asked for again.
      }),
    [client],
  );
  // A new value of the session is a sign-in, or a change of people or rights.
  useEffect(() => {
    if (!allowed) return undefined;
    const refresh = (): void => void reload();
    refresh();
    return client.subscribe('operator', refresh);
  }, [allowed, client, reload]);

  const changes = useMemo(() => {
    const done = async (work: Promise<unknown>): Promise<WireError | undefined> => {
      try {
        await work;
        await reload();
        return undefined;
      } catch (error) {
        return wireErrorOf(error);
      }
    };
    return {
      save: (person: CommandInput<'staff.save'>) => done(client.command('staff.save', person)),
      setRights: (role: StaffRole, rights: readonly Right[]) => done(client.command('staff.setRights', { role, rights: [...rights] })),
    };
  }, [client, reload]);
  return { list: allowed ? list : undefined, ...changes };
}
