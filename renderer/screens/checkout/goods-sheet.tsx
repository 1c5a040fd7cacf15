import { useState, type FormEvent, type ReactElement } from 'react';
import './goods.css';
import { parseYuan } from '#contract/money.ts';
import { formatMoney } from '#renderer/app/format.ts';
import { useText } from '#renderer/app/i18n.ts';
import { Button } from '#renderer/parts/button.tsx';
import { Dialog } from '#renderer/parts/dialog.tsx';
import { StateGlyph } from '#renderer/parts/state-glyph.tsx';
import { isStop, questionWords } from './goods-words.ts';
import type { AskedGoods } from './till-state.ts';
import { useTill } from './use-till.ts';

/** What must be answered before goods go into the basket. Where something stops them, Enter leaves them out. */
export function GoodsSheet({ asked }: { asked: AskedGoods }): ReactElement {
  const t = useText();
  const till = useTill();
  const { product, questions } = asked.asks;
  const price = questions.find(({ ask }) => ask === 'price');
  const others = questions.filter(({ ask }) => ask !== 'price');
  const [text, setText] = useState('');
  const [tried, setTried] = useState(false);
  const priceMinor = parseYuan(text);
  const bounds = price?.ask === 'price' ? price : undefined;
  const isWrong = bounds !== undefined && (priceMinor === undefined || priceMinor < bounds.minMinor || priceMinor > bounds.maxMinor);
  const stopped = others.some(isStop);

  function submit(event: FormEvent): void {
    event.preventDefault();
    setTried(true);
    if (isWrong) return;
    const allowed = others.flatMap(({ ask }) => (ask === 'price' ? [] : [ask]));
    till.answerGoods(asked, {
      ...(bounds && priceMinor !== undefined ? { priceMinor } : {}),
      ...(allowed.length > 0 ? { allowed } : {}),
    });
  }

  return (
    <Dialog title={product.name} closeLabel={t('goods.putBack')} onClose={till.close}>
      <form onSubmit={submit} noValidate>
        {product.spec === '' ? null : <p className="said">{product.spec}</p>}
        <ul className="gasks">
          {others.map((question) => (
            <li key={question.ask} className={isStop(question) ? 'stop' : undefined}>
              <StateGlyph state={isStop(question) ? 'bad' : 'warn'} />
              <span>{questionWords(question, t)}</span>
            </li>
          ))}
        </ul>
        {stopped ? <p className="said">{t('goods.stopped')}</p> : null}
        {bounds ? (
          <label className="field">
            <span>{questionWords(bounds, t)}</span>
            <input
              value={text}
              inputMode="decimal"
              maxLength={14}
              aria-invalid={tried && isWrong}
              onChange={(event) => setText(event.target.value)}
              data-first
            />
          </label>
        ) : null}
        <p className="field" role="alert">
          <span className="why">
            {tried && isWrong && bounds
              ? t('goods.price.out', { min: formatMoney(bounds.minMinor), max: formatMoney(bounds.maxMinor) })
              : ''}
          </span>
        </p>
        <div className="foot">
          <Button data-first={stopped && !bounds ? true : undefined} onClick={till.close}>
            {t('goods.putBack')}
          </Button>
          <Button kind={stopped ? 'danger' : 'primary'} type="submit" data-first={stopped || bounds ? undefined : true}>
            {t(stopped ? 'goods.sellAnyway' : bounds ? 'goods.add' : 'goods.confirm')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
