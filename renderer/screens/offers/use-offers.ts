import { useCallback, useMemo } from 'react';
import type { ProcedureOutput } from '#contract/procedures.ts';
import type { Promotion } from '#contract/promotion.ts';
import { useClient, useConnection, useTopic } from '#renderer/app/use-topic.ts';
import { usePages, type Page, type PageQuery, type Pages } from './use-pages.ts';

export type OfferRow = ProcedureOutput<'promotion.list'>['promotions'][number];

/** The offers of the shop, as the station has them. */
export interface OfferDesk {
  readonly pages: Pages<OfferRow>;
  /** Both resolve once the list shows it. */
  save(promotion: Promotion): Promise<true>;
  end(id: string): Promise<true>;
}

const idOf = ({ promotion }: OfferRow): string => promotion.id;

export function useOffers(): OfferDesk {
  const client = useClient();
  const connection = useConnection();
  const session = useTopic('operator');
  const allowed = connection === 'connected' && session?.rights.includes('promotion.manage') === true;
  const read = useCallback(
    async (query: PageQuery): Promise<Page<OfferRow>> => {
      const { promotions, more } = await client.request('promotion.list', query);
      return { rows: promotions, more };
    },
    [client],
  );
  const pages = usePages({ allowed, read, idOf });
  const { reload } = pages;
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
  return { pages, ...changes };
}
