import { useCallback, useEffect, useMemo, useState } from 'react';
import type { ProcedureOutput } from '#contract/procedures.ts';
import type { Promotion } from '#contract/promotion.ts';
import { useClient, useConnection, useTopic } from '#renderer/app/use-topic.ts';

export type OfferRow = ProcedureOutput<'promotion.list'>['promotions'][number];

/** The offers of the shop, as the station has them. */
export interface OfferDesk {
  /** Undefined until they have come, or while the person at the till may not see them. */
  readonly offers: readonly OfferRow[] | undefined;
  /** Both resolve once the list shows it. */
  save(promotion: Promotion): Promise<true>;
  end(id: string): Promise<true>;
}

export function useOffers(): OfferDesk {
  const client = useClient();
  const connection = useConnection();
  const session = useTopic('operator');
  const [offers, setOffers] = useState<readonly OfferRow[]>();
  const allowed = connection === 'connected' && session?.rights.includes('promotion.manage') === true;

  const reload = useCallback(
    () =>
      client.request('promotion.list', {}).then(
        ({ promotions }) => setOffers(promotions),
        () => {
          // What is on screen stays until the list can be asked for again.
        },
      ),
    [client],
  );
  useEffect(() => {
    if (allowed) void reload();
  }, [allowed, reload]);

  const changes = useMemo(
    () => ({
      async save(promotion: Promotion): Promise<true> {
        await client.command('promotion.save', { promotion });
        await reload();
        return true;
      },
      async end(id: string): Promise<true> {
        await client.command('promotion.end', { id });
        await reload();
        return true;
      },
    }),
    [client, reload],
  );
  return { offers: allowed ? offers : undefined, ...changes };
}
