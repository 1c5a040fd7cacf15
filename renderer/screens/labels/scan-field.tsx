import { useState, type ReactElement, type RefObject } from 'react';
import type { ProductSummary } from '#contract/product.ts';
import { KEEPS_FOCUS } from '#renderer/app/focus.ts';
import { useText } from '#renderer/app/i18n.ts';
import { useSearch } from '#renderer/app/use-search.ts';
import { Money } from '#renderer/parts/money.tsx';
import { StateWords } from '#renderer/parts/state-glyph.tsx';
import type { Calls } from './use-labels.ts';

interface ScanFieldProps {
  readonly fieldRef: RefObject<HTMLInputElement | null>;
  readonly categories: readonly string[];
  /** A code the shop does not know. */
  readonly unknown: string | undefined;
  readonly disabled: boolean;
  readonly calls: Calls;
  /** True when the text named one product. */
  readonly onFind: (text: string) => Promise<boolean>;
  readonly onPick: (products: readonly ProductSummary[]) => void;
}

/** Takes scans and words, shows what matches under it; beside it a whole category is taken at once. */
export function ScanField({ fieldRef, categories, unknown, disabled, calls, onFind, onPick }: ScanFieldProps): ReactElement {
  const text = useText();
  const [typed, setTyped] = useState('');
  const [at, setAt] = useState(0);
  const [tooMany, setTooMany] = useState(false);
  const query = typed.trim();
  const { products } = useSearch(query === '' || disabled ? undefined : query);
  const chosen = products[Math.min(at, products.length - 1)];

  function write(value: string): void {
    setTyped(value);
    setAt(0);
  }

  function pick(product: ProductSummary): void {
    onPick([product]);
    write('');
  }

  async function enter(): Promise<void> {
    if (query === '') return;
    if (at > 0 && chosen) pick(chosen);
    else if (await onFind(query)) write('');
    else if (chosen) pick(chosen);
  }

  async function takeCategory(category: string): Promise<void> {
    const found = await calls.call('label.category', { category });
    if (!found) return;
    onPick(found.products.toReversed());
    setTooMany(found.more);
  }

  return (
    <section className="panel lb-scan">
      <div className="lb-field">
        <input
          ref={fieldRef}
          value={typed}
          disabled={disabled}
          placeholder={text('labels.scan')}
          aria-label={text('labels.scan')}
          onChange={({ target }) => write(target.value)}
          onKeyDown={(event) => {
            if (event.nativeEvent.isComposing) return;
            if (event.key === 'Enter') void enter();
            else if (event.key === 'Escape') write('');
            else if (event.key === 'ArrowDown') setAt(Math.min(at + 1, products.length - 1));
            else if (event.key === 'ArrowUp') setAt(Math.max(at - 1, 0));
            else return;
            event.preventDefault();
          }}
        />
        <label {...{ [KEEPS_FOCUS]: '' }}>
          <span>{text('labels.category')}</span>
          <select value="" disabled={disabled || categories.length === 0} onChange={({ target }) => void takeCategory(target.value)}>
            <option value="">{text('labels.categoryPick')}</option>
            {categories.map((category) => (
              <option key={category} value={category}>
                {category}
              </option>
            ))}
          </select>
        </label>
      </div>
      <div aria-live="polite">
        {unknown !== undefined && query === '' ? <StateWords state="bad">{text('labels.unknown', { code: unknown })}</StateWords> : null}
        {tooMany ? <StateWords state="warn">{text('labels.categoryMore')}</StateWords> : null}
      </div>
      {query !== '' && products.length > 0 ? (
        <ul className="lb-found" role="listbox" aria-label={text('labels.found')}>
          {products.map((product) => (
            <li key={product.id} role="option" aria-selected={product === chosen} onClick={() => pick(product)}>
              <span className="nm">
                <span className="cut">{product.name}</span>
                <small className="cut">
                  {[product.spec, product.category, product.barcode || product.sku].filter(Boolean).join(' · ')}
                </small>
              </span>
              <Money amountMinor={product.priceMinor} />
            </li>
          ))}
        </ul>
      ) : null}
    </section>
  );
}
