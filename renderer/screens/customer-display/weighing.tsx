import type { ReactElement } from 'react';
import { formatWeight, type ScaleView } from '#contract/scale.ts';
import { measureOnScale, type WeighedProduct } from '#contract/weighing.ts';
import { formatMoney } from '#renderer/app/format.ts';
import { useText } from '#renderer/app/i18n.ts';
import { Money } from '#renderer/parts/money.tsx';
import { StateWords } from '#renderer/parts/state-glyph.tsx';

/** What lies on the scale, as the cashier sees it: the customer reads weight, price and amount before they are sold. */
export function Weighing({ product, scale }: { product: WeighedProduct; scale: ScaleView }): ReactElement {
  const text = useText();
  const { amountMinor } = measureOnScale(product, scale);
  const stable = scale.state === 'stable';
  return (
    <section className="panel cd-weigh" aria-label={text('customer.weighing')}>
      <p className="cd-name">
        <span className="cut">{product.name}</span>
        <small>
          {formatMoney(product.priceMinor)} / {product.unit}
        </small>
      </p>
      <p className="cd-pan">
        <b>{scale.weight ? formatWeight(scale.weight) : '––'}</b>{' '}
        <span>{scale.weight ? text(`customer.unit.${scale.weight.unit}`) : ''}</span>
        <StateWords state={stable ? 'ok' : 'busy'}>{text(stable ? 'customer.weighed' : 'customer.weighing')}</StateWords>
      </p>
      <p className="cd-amount">{amountMinor === null ? '––' : <Money amountMinor={amountMinor} big />}</p>
    </section>
  );
}
