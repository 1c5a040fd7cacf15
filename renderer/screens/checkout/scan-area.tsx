import { memo, useLayoutEffect, useRef, useState, type KeyboardEvent, type ReactElement, type RefObject } from 'react';
import type { ProductSummary } from '#contract/product.ts';
import type { CameraSupport } from '#renderer/app/camera.ts';
import { useText, type TextKey } from '#renderer/app/i18n.ts';
import { useSearch } from '#renderer/app/use-search.ts';
import { useTopicPart } from '#renderer/app/use-topic.ts';
import { writeField, type Wedge } from '#renderer/app/use-wedge.ts';
import { Button } from '#renderer/parts/button.tsx';
import { Icon } from '#renderer/parts/icon.tsx';
import { Kbd } from '#renderer/parts/kbd.tsx';
import { EchoView } from './echo-view.tsx';
import { looksLikeCode, searchQueryOf } from './scan-text.ts';
import { SearchList } from './search-list.tsx';
import { useKeyOf } from './use-keys.ts';
import { useTill, useTillState } from './use-till.ts';

export type ScanMode = 'selling' | 'tendering' | 'paid' | 'sales' | 'refund' | 'holds' | 'orders' | 'locked';

const PLACEHOLDER = {
  selling: 'checkout.scan.selling',
  tendering: 'checkout.scan.tendering',
  paid: 'checkout.scan.paid',
  sales: 'checkout.scan.sales',
  refund: 'refund.scan',
  holds: 'hold.scan',
  orders: 'order.scan',
  locked: 'checkout.scan.locked',
} as const satisfies Record<ScanMode, TextKey>;

/** Longer than any gap of a scanner: what came before is a person's text. */
const BURST_OVER_MS = 60;

/** The one field: takes every code and every word. While money is taken its keys go to the amount instead. */
export const ScanArea = memo(function ScanArea({
  fieldRef,
  mode,
  wedge,
  camera,
}: {
  fieldRef: RefObject<HTMLInputElement | null>;
  mode: ScanMode;
  wedge: Wedge;
  camera: CameraSupport;
}): ReactElement {
  const t = useText();
  const keyOf = useKeyOf();
  const till = useTill();
  const [text, setText] = useState('');
  const settling = useRef<ReturnType<typeof setTimeout>>(undefined);
  const selling = mode === 'selling' || mode === 'paid';
  // What to do about an unknown code stands under the field then, and must not be covered.
  const unknown = useTillState((state) => state.unknownCode !== undefined);
  const elsewhere = useTopicPart('scanClaim', (claim) => claim?.by);
  const found = useFound(selling && !unknown ? text : '');

  useLayoutEffect(() => {
    till.bindField({
      read: () => fieldRef.current?.value ?? '',
      write: (next) => fieldRef.current && writeField(fieldRef.current, next),
      select: () => fieldRef.current?.select(),
      takeBack: (code) => wedge.takeBack(code),
    });
  }, [fieldRef, till, wedge]);

  function onInput(): void {
    const value = fieldRef.current?.value ?? '';
    till.typed();
    if (mode === 'sales') till.searchSales(value);
    if (mode === 'orders') till.searchOrders(value);
    clearTimeout(settling.current);
    // Half a code is not worth a search: while keys come at scanner speed the list waits.
    if (value === '' || !wedge.isBurst()) setText(value);
    else settling.current = setTimeout(() => setText(fieldRef.current?.value ?? ''), BURST_OVER_MS);
  }

  return (
    <div className="scanbox">
      <label className={mode === 'locked' ? 'scan locked' : 'scan'}>
        <Icon name="scan" />
        <span className="vh">{t('checkout.scan.label')}</span>
        <input
          ref={fieldRef}
          className="fld"
          type="text"
          role="combobox"
          autoComplete="off"
          autoCorrect="off"
          spellCheck={false}
          maxLength={4096}
          placeholder={t(selling && elsewhere ? `checkout.scan.${elsewhere}` : PLACEHOLDER[mode])}
          readOnly={mode === 'tendering'}
          disabled={mode === 'locked'}
          aria-expanded={found.products.length > 0}
          aria-controls="search-list"
          aria-activedescendant={found.chosen && `found-${found.chosen.id}`}
          onInput={onInput}
          onKeyDown={found.onKeyDown}
        />
        <EchoView />
        {selling && camera !== 'no' ? (
          <Button
            size="small"
            icon="camera"
            className="cambtn"
            aria-label={t('checkout.camera')}
            onClick={() => till.open({ kind: 'camera' })}
          >
            {t('checkout.camera')}
          </Button>
        ) : null}
        {selling ? (
          <Button size="small" className="qbtn" onClick={() => till.open({ kind: 'quick' })}>
            {t('checkout.quick')}
          </Button>
        ) : null}
        <span className="go">
          <Kbd keys={keyOf('scanField')} />
          <span>{t('checkout.scan.focus')}</span>
        </span>
      </label>
      {found.products.length > 0 ? <SearchList products={found.products} chosen={found.chosen} onPick={till.add} /> : null}
      {found.none ? <p className="found none-found">{t('checkout.search.none')}</p> : null}
    </div>
  );
});

interface Found {
  readonly products: readonly ProductSummary[];
  readonly chosen: ProductSummary | undefined;
  readonly none: boolean;
  /** ↑ ↓ choose, Enter adds the chosen one. */
  readonly onKeyDown: (event: KeyboardEvent<HTMLInputElement>) => void;
}

/** What the text finds, and which of it is chosen. Words choose the first hit; what may be a code is left to the shop. */
function useFound(text: string): Found {
  const till = useTill();
  const choices = useTillState((state) => state.choices);
  const query = searchQueryOf(text);
  const search = useSearch(query);
  const products = choices?.products ?? search.products;
  const [picked, setPicked] = useState({ products, index: -1 });
  const preselected = choices || (products.length > 0 && !looksLikeCode(text)) ? 0 : -1;
  const index = picked.products === products ? picked.index : preselected;
  const chosen = products[index];
  return {
    products,
    chosen,
    none: search.none && !choices,
    onKeyDown(event) {
      if (products.length === 0 || event.nativeEvent.isComposing) return;
      const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
      // The list may be a key behind the field; then Enter asks the shop about what really stands there.
      const fresh = choices !== undefined || search.query === searchQueryOf(event.currentTarget.value);
      if (step !== 0) setPicked({ products, index: Math.min(Math.max(index + step, 0), products.length - 1) });
      else if (event.key === 'Enter' && chosen && fresh) till.add(chosen);
      else return;
      event.preventDefault();
    },
  };
}
