import { memo, type ReactElement } from 'react';
import './order.css';
import { formatBusinessDate, formatMoney } from '#renderer/app/format.ts';
import { isAgreed } from '#contract/basket.ts';
import { useLanguage, useText } from '#renderer/app/i18n.ts';
import { useTopicPart } from '#renderer/app/use-topic.ts';
import { Button } from '#renderer/parts/button.tsx';
import { useTill } from './use-till.ts';

/** What the open basket has to do with an order, and the ways out of it; nothing for a basket that is none. */
export const OrderBar = memo(function OrderBar({ locked }: { locked: boolean }): ReactElement | null {
  const t = useText();
  const till = useTill();
  const [language] = useLanguage();
  const order = useTopicPart('basket', (basket) => basket?.terms.order);
  const agreed = useTopicPart('basket', (basket) => basket?.lines.some(isAgreed) ?? false);
  if (!order) return null;
  const amount = formatMoney(order.depositMinor);
  return (
    <div className="obar" role="status">
      {order.kind === 'placing' ? (
        <>
          <b className="cut">{t('order.bar.placing', { date: formatBusinessDate(order.details.wantedOn, language), amount })}</b>
          <Button size="small" disabled={locked} onClick={till.askOrder}>
            {t('order.bar.edit')}
          </Button>
          <Button size="small" disabled={locked} onClick={till.releaseOrder}>
            {t('order.bar.drop')}
          </Button>
        </>
      ) : (
        <>
          <b className="cut">{t('order.bar.collecting', { code: order.code, amount })}</b>
          {agreed ? (
            <Button size="small" disabled={locked} onClick={till.repriceOrder}>
              {t('order.bar.reprice')}
            </Button>
          ) : null}
          <Button size="small" disabled={locked} onClick={till.releaseOrder}>
            {t('order.bar.putBack')}
          </Button>
        </>
      )}
    </div>
  );
});
