import type { ProductSummary } from '#contract/product.ts';
import { useNewest } from './use-newest.ts';
import { useClient } from './use-topic.ts';

const LIMIT = 20;

export interface Search {
  /** What the products answer; behind the typing by at most one request. */
  readonly query: string | undefined;
  readonly products: readonly ProductSummary[];
  /** The shop has nothing like the query. */
  readonly none: boolean;
}

const noSearch: Search = { query: undefined, products: [], none: false };

/** Searches the catalogue at every key. */
export function useSearch(query: string | undefined): Search {
  const client = useClient();
  const found = useNewest(query, async (asked): Promise<Search | undefined> => {
    const answer = await client.request('catalog.search', { query: asked, limit: LIMIT }).catch(() => undefined);
    return answer && { query: asked, products: answer.products, none: answer.products.length === 0 };
  });
  return found ?? noSearch;
}
