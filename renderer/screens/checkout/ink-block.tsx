import { Fragment, memo, type ReactElement } from 'react';
import type { Basket } from '#contract/basket.ts';
import { isAllCash } from '#contract/tender.ts';
import { formatAmount, formatMoney } from '#renderer/app/format.ts';
import { useLanguage, useText, type TextKey } from '#renderer/app/i18n.ts';
import { useTopic } from '#renderer/app/use-topic.ts';
import { Icon, type IconName } from '#renderer/parts/icon.tsx';
import { Kbd } from '#renderer/parts/kbd.tsx';
import { Money } from '#renderer/parts/money.tsx';
import { StateGlyph } from '#renderer/parts/state-glyph.tsx';
import { savingRows } from './savings.ts';
import { restDue, typedValue } from './pay-ways.ts';
import { wayName } from './tender-sheet.tsx';
import { useKeyOf } from './use-keys.ts';
import { useTill, useTillState } from './use-till.ts';

/** The one dark block: what is due, and the one thing to do next. It has the same size and place in every state. */
export const InkBlock = memo(function InkBlock({ locked }: { locked: boolean }): ReactElement {
  const t = useText();
  const basket = useTopic('basket');
  const paid = basket?.phase === 'paid' ? basket.paid : null;
  const taken = paid ? [] : (basket?.terms.tenders ?? []);
  const totalMinor = paid?.totalMinor ?? (basket ? restDue(basket) : 0);
  return (
    <section className="sum ink" aria-label={t('checkout.total')}>
      <dl>
        {paid && paid.totalMinor >= 0 ? (
          <>
            <dt>{t(isAllCash(paid.tenders) ? 'checkout.cash.received' : 'checkout.received')}</dt>
            <dd>{formatAmount(paid.tenderedMinor)}</dd>
            <dt>{t('checkout.cash.change')}</dt>
            <dd>{formatAmount(paid.changeMinor)}</dd>
          </>
        ) : (
          <>
            <dt>{paid ? t('refund.returned') : t('checkout.items', { count: basket?.itemCount ?? 0 })}</dt>
            <dd>{formatAmount(paid ? totalMinor : (basket?.grossMinor ?? 0))}</dd>
            {paid || !basket ? null : <Savings basket={basket} />}
            {taken.map((tender, index) => (
              <Fragment key={index}>
                <dt>{tender.kind === 'deposit' ? wayName(tender, t) : `${t('checkout.tender.taken')} ${wayName(tender, t)}`}</dt>
                <dd>{formatAmount(-tender.amountMinor)}</dd>
              </Fragment>
            ))}
          </>
        )}
      </dl>
      <div className="due">
        <span>{t(dueWords(basket))}</span>
        <b>
          <Money amountMinor={Math.abs(totalMinor)} big />
        </b>
      </div>
      <p className="gain">
        {basket && basket.grossMinor > basket.totalMinor ? (
          <span>{t('price.saved', { amount: formatMoney(basket.grossMinor - basket.totalMinor) })}</span>
        ) : null}
        <span>
          {basket && basket.taxMinor > 0 && basket.terms.order?.kind !== 'placing'
            ? t('checkout.tax', { amount: formatMoney(basket.taxMinor) })
            : ''}
        </span>
      </p>
      <Primary basket={basket} locked={locked} />
      <Secondary tendering={basket?.phase === 'tendering'} locked={locked} />
    </section>
  );
});

/** What the large amount is: what is due, or was paid. */
function dueWords(basket: Basket | undefined): TextKey {
  const paid = basket?.phase === 'paid' ? basket.paid : null;
  if (paid) return paid.totalMinor < 0 ? 'refund.due' : 'checkout.due.paid';
  if ((basket?.terms.tenders.length ?? 0) > 0) return 'checkout.tender.rest';
  return basket?.terms.order?.kind === 'placing' ? 'order.due' : 'checkout.due';
}

/** What was taken off, by offers, coupons and persons. */
function Savings({ basket }: { basket: Basket }): ReactElement {
  const t = useText();
  const [language] = useLanguage();
  return (
    <>
      {savingRows(basket, language, t).map(({ words, amountMinor }) => (
        <Fragment key={words}>
          <dt className="cut">{words}</dt>
          <dd>{formatAmount(-amountMinor)}</dd>
        </Fragment>
      ))}
    </>
  );
}

function Primary({ basket, locked }: { basket: Basket | undefined; locked: boolean }): ReactElement {
  const t = useText();
  const keyOf = useKeyOf();
  const till = useTill();
  const completing = useTillState((state) => state.completing);
  if (completing) {
    return (
      <span className="payb idle" role="status">
        <StateGlyph state="busy" />
        <span>{t('checkout.completing')}</span>
      </span>
    );
  }
  if (basket?.phase === 'paid') {
    return <BigButton words={t('checkout.next')} keys="Enter" disabled={locked} onClick={till.nextCustomer} />;
  }
  if (basket?.phase === 'tendering') return <Complete dueMinor={restDue(basket)} locked={locked} />;
  return (
    <BigButton
      words={t('checkout.pay')}
      keys={keyOf('pay')}
      idle={!basket || basket.lines.length === 0}
      disabled={locked}
      onClick={till.pay}
    />
  );
}

/** What Enter does with the amount typed, in the way that is chosen. */
function Complete({ dueMinor, locked }: { dueMinor: number; locked: boolean }): ReactElement {
  const t = useText();
  const till = useTill();
  const way = useTillState((state) => state.way);
  const typedMinor = typedValue(
    way,
    useTillState((state) => state.cash),
  );
  const amountMinor = typedMinor ?? (way.kind === 'foreign' ? 0 : Math.max(0, dueMinor));
  const changeMinor = amountMinor - dueMinor;
  const amount = formatMoney(Math.abs(changeMinor));
  const words =
    way.kind === 'voucher'
      ? t('checkout.voucher.take')
      : way.kind !== 'cash' && amountMinor > 0 && changeMinor < 0
        ? t('checkout.complete.part', { amount: formatMoney(amountMinor) })
        : changeMinor < 0
          ? t('checkout.complete.short', { amount })
          : changeMinor > 0
            ? t('checkout.complete.change', { amount })
            : t('checkout.complete.exact', { amount: formatMoney(dueMinor) });
  const isOver = changeMinor > 0 && way.kind !== 'foreign';
  const isIdle = way.kind === 'cash' ? changeMinor < 0 : way.kind !== 'voucher' && (isOver || amountMinor === 0);
  return <BigButton words={words} keys="Enter" idle={isIdle} disabled={locked} onClick={till.complete} />;
}

/** The one thing to do next. */
export function BigButton(props: { words: string; keys: string; idle?: boolean; disabled: boolean; onClick: () => void }): ReactElement {
  return (
    <button
      type="button"
      className={props.idle === true || props.disabled ? 'payb idle' : 'payb'}
      aria-disabled={props.idle === true}
      disabled={props.disabled}
      onClick={props.onClick}
    >
      <span>{props.words}</span>
      <Kbd keys={props.keys} />
    </button>
  );
}

const Secondary = memo(function Secondary({ tendering, locked }: { tendering: boolean; locked: boolean }): ReactElement {
  const t = useText();
  const keyOf = useKeyOf();
  const till = useTill();
  if (tendering) {
    return (
      <div className="alt one">
        <InkButton icon="left" words={t('checkout.back')} keys="Esc" disabled={locked} onClick={till.cancelTender} />
      </div>
    );
  }
  return (
    <div className="alt two">
      <InkButton
        icon="drawer"
        words={t('checkout.drawer')}
        keys={keyOf('drawer')}
        disabled={locked}
        onClick={() => till.open({ kind: 'drawer' })}
      />
      <InkButton icon="printer" words={t('checkout.reprint')} keys={keyOf('reprint')} disabled={locked} onClick={() => till.reprint()} />
    </div>
  );
});

/** What else can be done. */
export function InkButton(props: { icon: IconName; words: string; keys: string; disabled: boolean; onClick: () => void }): ReactElement {
  return (
    <button type="button" disabled={props.disabled} onClick={props.onClick}>
      <Icon name={props.icon} />
      <span>{props.words}</span>
      <Kbd keys={props.keys} />
    </button>
  );
}
