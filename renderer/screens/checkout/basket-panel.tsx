import { memo, type ReactElement } from 'react';
import type { BasketLine } from '#contract/basket.ts';
import { useText } from '#renderer/app/i18n.ts';
import { useTopic, useTopicPart } from '#renderer/app/use-topic.ts';
import { Button } from '#renderer/parts/button.tsx';
import { BasketList } from './basket-list.tsx';
import { EmptyBasket, LoadingBasket } from './empty-basket.tsx';
import { OrderBar } from './order-bar.tsx';
import { selectedLineId } from './till-state.ts';
import { useKeyOf } from './use-keys.ts';
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
  const keyOf = useKeyOf();
  const till = useTill();
  const basket = useTopic('basket');
  const chosen = useTillState((state) => state.chosen);
  const lines = basket?.lines ?? NO_LINES;
  const held = useTopicPart('holds', (holds) => holds?.held.length ?? 0);
  return (
    <section className="basket panel" aria-label={t('checkout.basket')}>
      <OrderBar locked={locked} />
      <BasketList
        lines={lines}
        selectedId={basket ? selectedLineId(basket, chosen) : undefined}
        locked={locked}
        empty={basket ? <EmptyBasket /> : <LoadingBasket connected={connected} open={open} basket={false} />}
      />
      <div className="bf">
        <Button icon="hold" keys={keyOf('hold')} disabled={locked || lines.length === 0} onClick={till.hold}>
          {t('hold.put')}
        </Button>
        <Button icon="resume" keys={keyOf('holds')} disabled={locked} onClick={till.showHolds}>
          {t('hold.resume')}
          {held > 0 ? <b className="heldn">{held}</b> : null}
        </Button>
        <Button icon="percent" keys={keyOf('discount')} disabled={locked || lines.length === 0} onClick={till.askDiscount}>
          {t('price.sale')}
        </Button>
        <Button
          icon="refund"
          className="sq"
          aria-label={t('checkout.undo')}
          title={t('checkout.undo')}
          disabled={locked || basket?.undoable !== true}
          onClick={till.undo}
        />
        <Button
          icon="more"
          className="sq"
          aria-label={t('checkout.more')}
          title={t('checkout.more')}
          disabled={locked}
          onClick={() => till.open({ kind: 'more' })}
        />
      </div>
    </section>
  );
});
