import { memo, type ReactElement } from 'react';
import type { BasketLine } from '#contract/basket.ts';
import { useText } from '#renderer/app/i18n.ts';
import { useTopic } from '#renderer/app/use-topic.ts';
import { Button } from '#renderer/parts/button.tsx';
import { BasketList } from './basket-list.tsx';
import { EmptyBasket, LoadingBasket } from './empty-basket.tsx';
import { selectedLineId } from './till-state.ts';
import { useTill, useTillState } from './use-till.ts';

const NO_LINES: readonly BasketLine[] = [];

/** The open basket: its lines, the selected one with its tools, and what acts on all of it. */
export const BasketPanel = memo(function BasketPanel({
  connected,
  open,
  locked,
}: {
  connected: boolean;
  /** The station has opened its ledger. */
  open: boolean;
  locked: boolean;
}): ReactElement {
  const t = useText();
  const till = useTill();
  const basket = useTopic('basket');
  const chosen = useTillState((state) => state.chosen);
  const lines = basket?.lines ?? NO_LINES;
  return (
    <section className="basket panel" aria-label={t('checkout.basket')}>
      <BasketList
        lines={lines}
        selectedId={basket ? selectedLineId(basket, chosen) : undefined}
        locked={locked}
        empty={basket ? <EmptyBasket /> : <LoadingBasket connected={connected} open={open} basket={false} />}
      />
      <div className="bf">
        <Button icon="refund" keys="Ctrl Z" disabled={locked || basket?.undoable !== true} onClick={till.undo}>
          {t('checkout.undo')}
        </Button>
        <Button icon="trash" disabled={locked || lines.length === 0} onClick={() => till.open({ kind: 'clear' })}>
          {t('checkout.clear')}
        </Button>
        <Button icon="receipt" keys="Alt S" disabled={locked} onClick={() => till.showSales()}>
          {t('checkout.sales')}
        </Button>
      </div>
    </section>
  );
});
