import { memo, useEffect, useState, type ReactElement } from 'react';
import type { ProductSummary, QuickPage } from '#contract/product.ts';
import { useText } from '#renderer/app/i18n.ts';
import { useClient } from '#renderer/app/use-topic.ts';
import { Money } from '#renderer/parts/money.tsx';

const TILES_PER_PAGE = 12;
const SKELETON_TILES = 10;

/** The shop's quick pages: asked for whenever the till becomes ready (again), since the catalogue may have changed. */
export function useQuickPages(ready: boolean): readonly QuickPage[] | undefined {
  const client = useClient();
  const [pages, setPages] = useState<readonly QuickPage[]>();
  useEffect(() => {
    if (!ready) return undefined;
    let current = true;
    client.request('catalog.quickPages', {}).then(
      (answer) => {
        if (current) setPages(answer.pages);
      },
      () => {
        if (current) setPages((shown) => shown ?? []);
      },
    );
    return () => {
      current = false;
    };
  }, [client, ready]);
  return pages;
}

/** Categories above, tiles below: one tap adds one. */
export const QuickProducts = memo(function QuickProducts({
  pages,
  disabled,
  onPick,
}: {
  pages: readonly QuickPage[] | undefined;
  disabled: boolean;
  onPick: (product: ProductSummary) => void;
}): ReactElement {
  const t = useText();
  const [chosen, setChosen] = useState(0);
  const page = pages?.[Math.min(chosen, pages.length - 1)];
  return (
    <aside className="quick" aria-label={t('checkout.quick')}>
      {pages && pages.length > 0 ? (
        <nav className="cats" aria-label={t('checkout.quick.categories')}>
          {pages.map((candidate, index) => (
            <button
              key={candidate.category}
              type="button"
              className={candidate === page ? 'on' : ''}
              aria-pressed={candidate === page}
              onClick={() => setChosen(index)}
            >
              <span className="cut">{candidate.category}</span>
            </button>
          ))}
        </nav>
      ) : null}
      {pages?.length === 0 ? <p className="noquick">{t('checkout.quick.none')}</p> : null}
      <div className="tiles">
        {pages === undefined
          ? Array.from({ length: SKELETON_TILES }, (_, index) => <span key={index} className="tile wait" aria-hidden="true" />)
          : page?.products
              .slice(0, TILES_PER_PAGE)
              .map((product, index) => (
                <Tile key={product.id} product={product} tall={index >= SKELETON_TILES} disabled={disabled} onPick={onPick} />
              ))}
      </div>
    </aside>
  );
});

function Tile({
  product,
  tall,
  disabled,
  onPick,
}: {
  product: ProductSummary;
  tall: boolean;
  disabled: boolean;
  onPick: (product: ProductSummary) => void;
}): ReactElement {
  return (
    <button type="button" className={tall ? 'tile tall' : 'tile'} disabled={disabled} onClick={() => onPick(product)}>
      <span className="n">
        <span>{product.name}</span>
      </span>
      <span className="pr">
        <span>
          <Money amountMinor={product.priceMinor} />
          {product.weighed ? <small>/{product.unit}</small> : null}
        </span>
        <em className="cut">{product.spec}</em>
      </span>
    </button>
  );
}
