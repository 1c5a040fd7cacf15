import { useState, type FormEvent, type ReactElement } from 'react';
import type { ProductCard } from '#contract/product-card.ts';
import { formatQuantity, parseQuantity } from '#contract/quantity.ts';
import { useLanguage, useText } from '#renderer/app/i18n.ts';
import { useRefusal } from '#renderer/app/use-refusal.ts';
import { useClient } from '#renderer/app/use-topic.ts';
import { Button } from '#renderer/parts/button.tsx';
import { wireErrorText } from './message.ts';

/** What is on hand, and the place to correct it. A case is counted by its pieces. */
export function StockRow({ card }: { card: ProductCard }): ReactElement {
  const t = useText();
  const client = useClient();
  const [language] = useLanguage();
  const { product, packOf, reservedMilli } = card;
  const [onHandMilli, setOnHand] = useState(card.onHandMilli);
  const [text, setText] = useState<string>();
  const [isWrong, setWrong] = useState(false);
  const { failure, ask } = useRefusal();

  function submit(event: FormEvent): void {
    event.preventDefault();
    const countedMilli = /^0+(?:\.0*)?$/.test(text?.trim() ?? '') ? 0 : parseQuantity(text ?? '');
    setWrong(countedMilli === undefined);
    if (countedMilli === undefined) return;
    void ask(client.command('stock.count', { productId: product.id, countedMilli })).then((answer) => {
      if (!answer) return;
      setOnHand(answer.onHandMilli);
      setText(undefined);
    });
  }

  const why = failure ? wireErrorText(failure, language) : isWrong ? t('goods.stock.wrong') : '';
  return (
    <form className="stockrow" onSubmit={submit} noValidate>
      <span>{t('goods.stock')}</span>
      <b>{onHandMilli === null ? t('goods.stock.unknown') : `${formatQuantity(onHandMilli)} ${product.unit}`}</b>
      {reservedMilli > 0 ? (
        <span className="tag">{t('order.reserved', { quantity: formatQuantity(reservedMilli), unit: product.unit })}</span>
      ) : null}
      {packOf ? null : text === undefined ? (
        <Button size="small" onClick={() => setText('')}>
          {t('goods.stock.correct')}
        </Button>
      ) : (
        <>
          <label>
            <span>{t('goods.stock.counted')}</span>
            <input
              value={text}
              inputMode="decimal"
              maxLength={9}
              autoFocus
              aria-invalid={why !== ''}
              onChange={(event) => setText(event.target.value)}
            />
          </label>
          <Button size="small" kind="primary" type="submit">
            {t('goods.stock.save')}
          </Button>
        </>
      )}
      <span className="why" role="alert">
        {why}
      </span>
    </form>
  );
}
