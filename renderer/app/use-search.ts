import { useEffect, useRef, useState } from 'react';
import type { ProductSummary } from '#contract/product.ts';
import { useClient } from '#renderer/app/use-topic.ts';

const LIMIT = 20;

export interface Search {
  /** What the products answer; behind the typing by at most one request. */
  readonly query: string | undefined;
  readonly products: readonly ProductSummary[];
  /** The shop has nothing like the query. */
  readonly none: boolean;
}

const noSearch: Search = { query: undefined, products: [], none: false };

/** Searches the catalogue at every key without waiting: one request at a time, and the next one asks for the newest text. */
export function useSearch(query: string | undefined): Search {
  const client = useClient();
  const [found, setFound] = useState(noSearch);
  const wanted = useRef(query);
  const busy = useRef(false);

  useEffect(() => {
    wanted.current = query;
    async function follow(): Promise<void> {
      if (busy.current) return;
      busy.current = true;
      let asked: string | undefined;
      while (wanted.current !== undefined && wanted.current !== asked) {
        asked = wanted.current;
        const answer = await client.request('catalog.search', { query: asked, limit: LIMIT }).catch(() => undefined);
        if (answer && wanted.current !== undefined)
          setFound({ query: asked, products: answer.products, none: answer.products.length === 0 });
      }
      busy.current = false;
    }
    void follow();
  }, [client, query]);

  return query === undefined ? noSearch : found;
}
