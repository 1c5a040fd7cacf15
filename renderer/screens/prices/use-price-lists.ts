import { useCallback, useMemo } from 'react';
import type { ProcedureOutput } from '#contract/procedures.ts';
import type { PriceList } from '#contract/promotion.ts';
import { useClient, useConnection, useTopic } from '#renderer/app/use-topic.ts';
import { usePages, type Page, type PageQuery, type Pages } from '../offers/use-pages.ts';

export type ListRow = ProcedureOutput<'priceList.list'>['lists'][number];

/** The price lists of the shop, as the station has them. */
export interface PriceDesk {
  readonly pages: Pages<ListRow>;
  /** Both resolve once the list shows it. */
  save(list: PriceList): Promise<true>;
  end(id: string): Promise<true>;
}

const idOf = ({ list }: ListRow): string => list.id;

export function usePriceLists(): PriceDesk {
  const client = useClient();
  const connection = useConnection();
  const session = useTopic('operator');
  const allowed = connection === 'connected' && session?.rights.includes('promotion.manage') === true;
  const read = useCallback(
    async (query: PageQuery): Promise<Page<ListRow>> => {
      const { lists, more } = await client.request('priceList.list', query);
      return { rows: lists, more };
    },
    [client],
  );
  const pages = usePages({ allowed, read, idOf });
  const { reload } = pages;
  const changes = useMemo(
    () => ({
      async save(list: PriceList): Promise<true> {
        await client.command('priceList.save', { list });
        await reload();
        return true;
      },
      async end(id: string): Promise<true> {
        await client.command('priceList.end', { id });
        await reload();
        return true;
      },
    }),
    [client, reload],
  );
  return { pages, ...changes };
}
