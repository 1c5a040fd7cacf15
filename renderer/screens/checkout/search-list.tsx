import { useEffect, useRef, type ReactElement } from 'react';
import type { ProductSummary } from '#contract/product.ts';
import { useText } from '#renderer/app/i18n.ts';
import { Money } from '#renderer/parts/money.tsx';

/** What matches the text in the scan field, under it; one tap adds. */
export function SearchList({
  products,
  chosen,
  onPick,
}: {
  products: readonly ProductSummary[];
  chosen: ProductSummary | undefined;
  onPick: (product: ProductSummary) => void;
}): ReactElement {
  const t = useText();
  return (
    <ul className="found" id="search-list" role="listbox" aria-label={t('checkout.search.label')}>
      {products.map((product) => (
        <Found key={product.id} product={product} chosen={product === chosen} onPick={onPick} />
      ))}
    </ul>
  );
}

function Found(props: { product: ProductSummary; chosen: boolean; onPick: (product: ProductSummary) => void }): ReactElement {
  const { product, chosen, onPick } = props;
  const row = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (chosen) row.current?.scrollIntoView({ block: 'nearest' });
  }, [chosen]);
  return (
    <li ref={row} id={`found-${product.id}`} role="option" aria-selected={chosen} onClick={() => onPick(product)}>
      <span className="nm">
        <span className="cut">{product.name}</span>
        <small className="cut">{[product.spec, product.category, product.barcode || product.sku].filter(Boolean).join(' · ')}</small>
      </span>
      <span className="num">
        <Money amountMinor={product.priceMinor} />
        {product.weighed ? <small> / {product.unit}</small> : null}
      </span>
    </li>
  );
}
