import type { ReactElement } from 'react';
import { discountRows } from '#contract/discount-rows.ts';
import { grossOf, type Discount } from '#contract/pricing.ts';
import { formatQuantity } from '#contract/quantity.ts';
import { formatAmount } from '#renderer/app/format.ts';
import { useLanguage, useText } from '#renderer/app/i18n.ts';
import { useTopic } from '#renderer/app/use-topic.ts';
import { Dialog } from '#renderer/parts/dialog.tsx';
import { selectedLineId } from './till-state.ts';
import { useTill, useTillState } from './use-till.ts';

/** Why this price: the selected line step by step, then the whole sale. */
export function WhySheet(): ReactElement | null {
  const t = useText();
  const till = useTill();
  const basket = useTopic('basket');
  const chosen = useTillState((state) => state.chosen);
  if (!basket) return null;
  const selectedId = selectedLineId(basket, chosen);
  const line = basket.lines.find(({ lineId }) => lineId === selectedId);
  return (
    <Dialog title={t('price.why.title')} closeLabel={t('checkout.close')} widthRem={36} onClose={till.close}>
      {line ? (
        <section className="whyp">
          <h3>{line.name}</h3>
          <Steps
            first={`${formatAmount(line.priceMinor)} × ${formatQuantity(line.quantityMilli)}`}
            grossMinor={grossOf(line)}
            discounts={discountRows([line])}
            last={t('price.why.line')}
            totalMinor={line.amountMinor}
          />
        </section>
      ) : null}
      <section className="whyp">
        <h3>{t('price.why.sale')}</h3>
        <Steps
          first={t('checkout.items', { count: basket.itemCount })}
          grossMinor={basket.grossMinor}
          discounts={basket.discounts}
          whole
          last={t('checkout.due')}
          totalMinor={basket.totalMinor}
        />
      </section>
    </Dialog>
  );
}

/** From what it cost before discounts down to what is paid. */
function Steps(props: {
  first: string;
  grossMinor: number;
  discounts: readonly Discount[];
  /** Over the whole sale a list and a person are told as such: each line had a price of its own. */
  whole?: boolean;
  last: string;
  totalMinor: number;
}): ReactElement {
  const t = useText();
  const [language] = useLanguage();
  const words = ({ source, label }: Discount): string =>
    props.whole && (source === 'priceList' || source === 'manual') ? t(`discount.source.${source}`) : label[language];
  return (
    <dl className="steps">
      <dt>{props.first}</dt>
      <dd>{formatAmount(props.grossMinor)}</dd>
      {props.discounts.map((discount) => (
        <div key={`${discount.source} ${discount.id ?? discount.label.zh}`}>
          <dt>
            {words(discount)}
            <small>
              {t(`discount.source.${discount.source}`)}
              {discount.shared && !props.whole ? ` · ${t('price.why.shared')}` : ''}
            </small>
          </dt>
          <dd>{formatAmount(-discount.amountMinor)}</dd>
        </div>
      ))}
      <dt className="last">{props.last}</dt>
      <dd className="last">{formatAmount(props.totalMinor)}</dd>
    </dl>
  );
}
