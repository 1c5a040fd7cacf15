import type { ReactElement } from 'react';
import { useText } from '#renderer/app/i18n.ts';
import { useTopicPart } from '#renderer/app/use-topic.ts';
import { Button } from '#renderer/parts/button.tsx';
import { Dialog } from '#renderer/parts/dialog.tsx';
import { Icon } from '#renderer/parts/icon.tsx';
import { useKeyOf } from './use-keys.ts';
import { useTill } from './use-till.ts';

/** What is done less often than selling, for hands without a keyboard. */
export function MoreSheet(): ReactElement {
  const t = useText();
  const keyOf = useKeyOf();
  const till = useTill();
  const isEmpty = useTopicPart('basket', (basket) => (basket?.lines.length ?? 0) === 0);
  const openOrders = useTopicPart('orders', (orders) => orders?.open.length ?? 0);
  const close = (act: () => void) => (): void => {
    till.close();
    act();
  };
  return (
    <Dialog title={t('checkout.more')} closeLabel={t('checkout.close')} widthRem={40} onClose={till.close}>
      <div className="acts">
        <Button size="large" icon="edit" keys={keyOf('orderNote')} onClick={() => till.open({ kind: 'orderNote' })}>
          {t('price.orderNote')}
        </Button>
        <Button size="large" icon="user" keys={keyOf('salespeople')} onClick={close(till.askSalespeople)}>
          {t('seller.title')}
        </Button>
        <Button size="large" icon="percent" keys={keyOf('why')} disabled={isEmpty} onClick={() => till.open({ kind: 'why' })}>
          {t('price.why.title')}
        </Button>
        <Button size="large" icon="split" keys={keyOf('split')} disabled={isEmpty} onClick={() => till.open({ kind: 'split' })}>
          {t('hold.split')}
        </Button>
        <Button size="large" icon="clock" keys={keyOf('order')} disabled={isEmpty} onClick={close(till.askOrder)}>
          {t('order.do')}
        </Button>
        <Button size="large" icon="clock" keys={keyOf('orders')} onClick={close(till.showOrders)}>
          {t('order.list')}
          {openOrders > 0 ? <b className="heldn">{openOrders}</b> : null}
        </Button>
        <Button size="large" icon="printer" keys={keyOf('pickList')} disabled={isEmpty} onClick={close(till.printPickList)}>
          {t('hold.pick.open')}
        </Button>
        <Button size="large" icon="trash" disabled={isEmpty} onClick={() => till.open({ kind: 'clear' })}>
          {t('checkout.clear')}
        </Button>
        <Button size="large" icon="refund" keys={keyOf('refund')} onClick={close(till.showRefund)}>
          {t('refund.open')}
        </Button>
        <Button size="large" icon="receipt" keys={keyOf('sales')} onClick={close(till.showSales)}>
          {t('checkout.sales')}
        </Button>
        <a className="btn lg" href="/members" target="guitai-members">
          <Icon name="user" />
          {t('members.title')}
        </a>
        <a className="btn lg" href="/offers" target="guitai-offers">
          <Icon name="coupon" />
          {t('offers.title')}
        </a>
        <a className="btn lg" href="/prices" target="guitai-prices">
          <Icon name="tag" />
          {t('prices.title')}
        </a>
      </div>
    </Dialog>
  );
}
