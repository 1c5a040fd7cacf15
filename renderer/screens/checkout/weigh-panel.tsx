import type { ReactElement } from 'react';
import { formatWeight, type ScaleState, type ScaleView } from '#contract/scale.ts';
import { measureOnScale, type WeighedProduct } from '#contract/weighing.ts';
import { useText, type TextKey } from '#renderer/app/i18n.ts';
import { useTopic } from '#renderer/app/use-topic.ts';
import { Button } from '#renderer/parts/button.tsx';
import { Icon } from '#renderer/parts/icon.tsx';
import { Money } from '#renderer/parts/money.tsx';
import { StateWords, type StateName } from '#renderer/parts/state-glyph.tsx';
import { useTill, useTillState } from './use-till.ts';

/** What each state of the scale looks like and is called. */
const STATES = {
  stable: { glyph: 'ok', words: 'checkout.weigh.stable' },
  unstable: { glyph: 'busy', words: 'checkout.weigh.unstable' },
  zero: { glyph: 'idle', words: 'checkout.weigh.zero' },
  under_zero: { glyph: 'warn', words: 'checkout.weigh.underZero' },
  overweight: { glyph: 'bad', words: 'checkout.weigh.overweight' },
  not_ready: { glyph: 'off', words: 'checkout.weigh.notReady' },
} as const satisfies Record<ScaleState, { readonly glyph: StateName; readonly words: TextKey }>;

/** Goods on the scale: the weight as it moves, and what they cost once it stands still. */
export function WeighPanel({ product, locked }: { product: WeighedProduct; locked: boolean }): ReactElement {
  const t = useText();
  const till = useTill();
  const scale = useTopic('scale') ?? undefined;
  const busy = useTillState((state) => state.weighingNow);
  return (
    <section className="weigh panel" aria-label={t('checkout.weigh')}>
      <header>
        <h2>
          <Icon name="scale" />
          <span className="cut">{product.name}</span>
        </h2>
        <p>
          <Money amountMinor={product.priceMinor} /> / {product.unit}
        </p>
      </header>
      {scale ? <Pan product={product} scale={scale} /> : <p className="said">{t('checkout.weigh.noScale')}</p>}
      <Taken />
      <div className="wkeys">
        <Button icon="refund" keys="Esc" disabled={locked} onClick={till.cancelWeighing}>
          {t('checkout.weigh.cancel')}
        </Button>
        <Button icon="edit" keys="Alt W" disabled={locked} onClick={till.typeWeight}>
          {t('checkout.weigh.type')}
        </Button>
        {scale ? (
          <Button keys="Alt T" disabled={locked || scale.state === 'not_ready'} onClick={till.tare}>
            {t('checkout.weigh.tare')}
          </Button>
        ) : null}
        {scale?.canZero ? (
          <Button keys="Alt Z" disabled={locked || scale.state === 'not_ready'} onClick={till.zeroScale}>
            {t('checkout.weigh.toZero')}
          </Button>
        ) : null}
      </div>
      {scale ? (
        <Button kind="primary" size="large" keys="Enter" disabled={locked || busy || scale.state !== 'stable'} onClick={() => till.weigh()}>
          {t(busy ? 'checkout.weigh.busy' : 'checkout.weigh.add')}
        </Button>
      ) : null}
    </section>
  );
}

function Pan({ product, scale }: { product: WeighedProduct; scale: ScaleView }): ReactElement {
  const t = useText();
  const { glyph, words } = STATES[scale.state];
  const { weight } = scale;
  const { amountMinor } = measureOnScale(product, scale);
  return (
    <>
      <output className={`pan ${scale.state}`} aria-label={t('checkout.weigh.weight')}>
        <b>{weight ? formatWeight(weight) : '––'}</b> <span>{weight ? t(`checkout.unit.${weight.unit}`) : ''}</span>
      </output>
      <p className="wstate" role="status">
        <StateWords state={glyph}>{t(words)}</StateWords>
        {scale.net ? <span className="tag">{t('checkout.weigh.net')}</span> : null}
      </p>
      <p className="wsum">
        <span>{t('checkout.weigh.amount')}</span>
        {amountMinor === null ? <b className="wait">––</b> : <Money amountMinor={amountMinor} big />}
      </p>
    </>
  );
}

function Taken(): ReactElement | null {
  const t = useText();
  const till = useTill();
  const taken = useTillState((state) => state.loadTaken);
  if (!taken) return null;
  return (
    <div className="wtaken" role="alert">
      <StateWords state="warn">{t('checkout.weigh.taken')}</StateWords>
      <Button size="small" keys="Alt A" onClick={() => till.weigh(true)}>
        {t('checkout.weigh.again')}
      </Button>
    </div>
  );
}
