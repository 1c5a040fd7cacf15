import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { ListedPrice } from '#contract/procedures/price-list.ts';
import { useClient } from '#renderer/app/use-topic.ts';

const PAGE = 100;

/** The prices of a list as far as somebody looked. */
export interface Prices {
  /** Undefined until they have come. */
  readonly rows: readonly ListedPrice[] | undefined;
  readonly more: boolean;
  reload(): Promise<void>;
  next(): Promise<void>;
}

/** Prices of the list, only those that the draft changes, or the goods that fit some words; an answer that was overtaken is dropped. */
export function usePrices(id: string, query: string, changed: boolean): Prices {
  const client = useClient();
  const [found, setFound] = useState<{ readonly rows: readonly ListedPrice[]; readonly more: boolean }>();
  const asked = useRef(0);
  const words = query.trim();
  const load = useCallback(
    (before: readonly ListedPrice[]): Promise<void> => {
      const turn = (asked.current += 1);
      const after = before.at(-1)?.sku;
      const page = { ...(changed ? { changed: true as const } : {}), ...(after === undefined ? {} : { after }) };
      return client.request('priceList.prices', { id, limit: PAGE, ...(words === '' ? page : { query: words }) }).then(
        ({ prices, more }) => {
          if (turn === asked.current) setFound({ rows: [...before, ...prices], more });
        },
        () => {
          // What is on screen stays until it can be asked for again.
        },
      );
    },
    [client, id, words, changed],
  );
  const reload = useCallback(() => load([]), [load]);
  useEffect(() => void reload(), [reload]);
  return useMemo(
    () => ({ rows: found?.rows, more: found?.more ?? false, reload, next: () => load(found?.rows ?? []) }),
    [found, load, reload],
  );
}
