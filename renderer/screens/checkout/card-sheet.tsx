import { useEffect, useState, type KeyboardEvent, type ReactElement } from 'react';
import './goods.css';
import type { ProductSummary } from '#contract/product.ts';
import type { ProductCard } from '#contract/product-card.ts';
import { formatMoney } from '#renderer/app/format.ts';
import { useLanguage, useText } from '#renderer/app/i18n.ts';
import { useRefusal } from '#renderer/app/use-refusal.ts';
import { useTillPlace } from '#renderer/app/till-place.ts';
import { useClient, useTopic } from '#renderer/app/use-topic.ts';
import { Button } from '#renderer/parts/button.tsx';
import { Dialog } from '#renderer/parts/dialog.tsx';
import { Pictures } from '#renderer/parts/pictures.tsx';
import { wireErrorText } from './message.ts';
import { StockRow } from './stock-row.tsx';
import { useTill } from './use-till.ts';
import { placeOf } from './variant-step.ts';
import { VariantTable } from './variant-table.tsx';

/** Everything about an article; from a line of the basket its sizes are there to swap to. */
export function CardSheet({ productId, lineId }: { productId: number; lineId: number | undefined }): ReactElement | null {
  const t = useText();
  const till = useTill();
  const client = useClient();
  const [language] = useLanguage();
  const [card, setCard] = useState<ProductCard>();
  const { failure, ask, done } = useRefusal();
  const showing = Boolean(useTopic('showcase'));
  // The customer display stands at the station.
  const isStation = useTillPlace().deviceId === '';

  useEffect(() => {
    void ask(client.request('product.card', { productId })).then((answer) => answer && setCard(answer));
    return () => void client.request('product.show', { productId: null }).catch(() => {});
  }, [ask, client, productId]);

  const show = (): void => void done(client.request('product.show', { productId: showing ? null : productId }));
  function onKey(event: KeyboardEvent): void {
    if (!isStation || !event.altKey || event.code !== 'KeyC') return;
    event.preventDefault();
    show();
  }
  const why = failure ? wireErrorText(failure, language) : '';
  if (!card)
    return failure ? (
      <Dialog title={t('goods.card')} closeLabel={t('checkout.close')} onClose={till.close}>
        <p className="said">{why}</p>
      </Dialog>
    ) : null;
  const { product, grid } = card;
  return (
    <Dialog title={product.name} closeLabel={t('checkout.close')} widthRem={60} onClose={till.close}>
      <div className="gcard" onKeyDown={onKey}>
        <Pictures names={card.pictures} label={product.name} />
        <Facts card={card} />
        {grid ? (
          <section>
            <h3>{t('goods.sizes')}</h3>
            {lineId === undefined ? null : <p className="said">{t('goods.sizes.swap')}</p>}
            <VariantTable
              grid={grid}
              productId={product.id}
              onChoose={(cell) => (lineId === undefined ? till.showCard(cell.productId) : till.swap(lineId, cell.productId, placeOf(cell)))}
            />
          </section>
        ) : null}
        <Others title={t('goods.packs')} products={card.packs.map((pack) => pack.product)} />
        <Others title={t('goods.packOf')} products={card.packOf ? [card.packOf.product] : []} />
        <Others title={t('goods.together')} products={card.together} />
        <Others title={t('goods.related')} products={card.related} />
        <p className="field" role="alert">
          <span className="why">{why}</span>
        </p>
        <div className="foot">
          {isStation ? (
            <Button keys="Alt C" kind={showing ? 'tint' : 'plain'} icon="display" aria-pressed={showing} onClick={show}>
              {t(showing ? 'goods.showing' : 'goods.show')}
            </Button>
          ) : null}
          <Button kind="primary" data-first={lineId === undefined || !grid ? true : undefined} onClick={() => till.add(product)}>
            {t('goods.add')}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}

function Facts({ card }: { card: ProductCard }): ReactElement {
  const t = useText();
  const { product, deposit } = card;
  const rows: readonly (readonly [label: string, value: string])[] = [
    [t('goods.brand'), card.brand],
    [t('goods.category'), product.category],
    [t('goods.sku'), product.sku],
    [t('goods.barcodes'), card.barcodes.join('  ')],
    [t('goods.tags'), card.tags.join(' · ')],
    [t('goods.deposit'), deposit ? `${deposit.name} ${formatMoney(deposit.priceMinor)}` : ''],
  ];
  return (
    <div className="facts">
      <p className="price">
        <b>{formatMoney(product.priceMinor)}</b>
        <span>/ {product.unit}</span>
        <span>{product.spec}</span>
        {card.minimumAge === null ? null : <span className="tag">{t('goods.minimumAge', { years: card.minimumAge })}</span>}
        {card.prescription ? <span className="tag">{t('goods.isPrescription')}</span> : null}
      </p>
      <StockRow card={card} />
      <dl>
        {rows
          .filter(([, value]) => value !== '')
          .map(([label, value]) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
    </div>
  );
}

function Others({ title, products }: { title: string; products: readonly ProductSummary[] }): ReactElement | null {
  const till = useTill();
  if (products.length === 0) return null;
  return (
    <section>
      <h3>{title}</h3>
      <div className="others">
        {products.map((product) => (
          <button key={product.id} type="button" className="tile" onClick={() => till.showCard(product.id)}>
            <span className="n">
              {product.name}
              {product.spec === '' ? null : <em>{product.spec}</em>}
            </span>
            <span className="m">{formatMoney(product.priceMinor)}</span>
          </button>
        ))}
      </div>
    </section>
  );
}
