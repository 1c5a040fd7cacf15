import { useCallback, useEffect, useState } from 'react';
import type { UnusualKind } from '#contract/audit.ts';
import type { WireError } from '#contract/error.ts';
import type { ProcedureOutput } from '#contract/procedures.ts';
import { wireErrorOf } from '#renderer/app/client.ts';
import { useClient, useConnection } from '#renderer/app/use-topic.ts';

export type UnusualActs = ProcedureOutput<'audit.unusual'>;

/** Which acts to show; what is undefined is not asked about. */
export interface ActsFilter {
  readonly businessDate: string | undefined;
  readonly kind: UnusualKind | undefined;
  readonly operatorId: number | undefined;
}

/** Unusual acts of one day, asked for again with every change of the filter. */
export function useActs({ businessDate, kind, operatorId }: ActsFilter): {
  readonly found: UnusualActs | undefined;
  readonly failure: WireError | undefined;
  /** Fetches what comes before the last one shown. */
  more(): void;
} {
  const client = useClient();
  const connected = useConnection() === 'connected';
  const [found, setFound] = useState<UnusualActs>();
  const [failure, setFailure] = useState<WireError>();
  const ask = useCallback(
    (beforeSeq?: number) =>
      client.request('audit.unusual', {
        ...(businessDate === undefined ? {} : { businessDate }),
        ...(kind === undefined ? {} : { kind }),
        ...(operatorId === undefined ? {} : { operatorId }),
        ...(beforeSeq === undefined ? {} : { beforeSeq }),
      }),
    [client, businessDate, kind, operatorId],
  );
  useEffect(() => {
    if (!connected) return undefined;
    let wanted = true;
    ask().then(
      (answer) => {
        if (!wanted) return;
        setFound(answer);
        setFailure(undefined);
      },
      (error: unknown) => wanted && setFailure(wireErrorOf(error)),
    );
    return () => {
      wanted = false;
    };
  }, [ask, connected]);
  return {
    found,
    failure,
    more() {
      const last = found?.acts.at(-1);
      if (!last) return;
      ask(last.seq).then(
        (answer) => setFound((shown) => ({ ...answer, acts: [...(shown?.acts ?? []), ...answer.acts] })),
        (error: unknown) => setFailure(wireErrorOf(error)),
      );
    },
  };
}
