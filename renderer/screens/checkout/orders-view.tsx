import type { ReactElement } from 'react';
import './holds.css';
import './order.css';
import type { CustomerOrder } from '#contract/customer-order.ts';
import { formatQuantity } from '#contract/quantity.ts';
import { formatAmount, formatBusinessDate, formatMoment, isoDateAt } from '#renderer/app/format.ts';
import { useLanguage, useText } from '#renderer/app/i18n.ts';
import { useTopic } from '#renderer/app/use-topic.ts';
import { Button } from '#renderer/parts/button.tsx';
import { Money } from '#renderer/parts/money.tsx';
import { BigButton, InkButton } from './ink-block.tsx';
import { daysUntil, matchingOrders } from './order-search.ts';
import { useKeyOf } from './use-keys.ts';
import { useMinute } from './use-minute.ts';
import { useTill, useTillState } from './use-till.ts';

const NONE: readonly CustomerOrder[] = [];

/** Open orders, in the work area: the earliest wanted first, one chosen. */
export function OrdersView({ timeZone }: { timeZone: string }): ReactElement {
  const t = useText();
  const keyOf = useKeyOf();
  const till = useTill();
  const open = useTopic('orders')?.open ?? NONE;
  const { shown, chosen } = useShown(open);
  const today = isoDateAt(useMinute(), timeZone);
  const late = open.filter(({ details }) => details.wantedOn < today).length;
  return (
    <section className="holds" aria-label={t('order.list')}>
      <header className="pt">
        <p>
          {t('order.count', { count: open.length })}
          {late > 0 ? <b className="olate"> · {t('order.overdue', { count: late })}</b> : null}
        </p>
        <Button size="small" icon="left" keys="Esc" onClick={till.back}>
          {t('checkout.back')}
        </Button>
      </header>
      {shown.length === 0 ? (
        <p className="rnone">{open.length === 0 ? t('order.none', { key: keyOf('order') }) : t('order.noMatch')}</p>
      ) : null}
      <ul className="hcards">
        {shown.map((order) => (
          <li key={order.seq}>
            <Card order={order} chosen={order.seq === chosen?.seq} today={today} timeZone={timeZone} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Card(props: { order: CustomerOrder; chosen: boolean; today: string; timeZone: string }): ReactElement {
  const { order, chosen, today, timeZone } = props;
  const t = useText();
  const till = useTill();
  const [language] = useLanguage();
  const { seq, code, customer, details, goods, lineCount, totalMinor, depositMinor } = order;
  const { wantedOn, delivery, note } = details;
  const days = daysUntil(wantedOn, today);
  const due = days < 0 ? t('order.late', { count: -days }) : days === 0 ? t('order.today') : t('order.inDays', { count: days });
  const to = delivery && [delivery.recipient, delivery.phone, delivery.address, delivery.window].filter(Boolean).join(' · ');
  return (
    <article className={chosen ? 'hcard on' : 'hcard'}>
      <button type="button" aria-pressed={chosen} onClick={() => till.chooseOrder(seq)}>
        <span className="hwhen">
          <b>{formatBusinessDate(wantedOn, language)}</b>
          <span className={days < 0 ? 'old' : undefined}>{due}</span>
        </span>
        <b className="hsum">
          <Money amountMinor={totalMinor - depositMinor} />
        </b>
        <span className="osums">
          <span>{t('order.balance')}</span>
          <span className="num">{`${formatAmount(totalMinor)} − ${t('order.paid', { amount: formatAmount(depositMinor) })}`}</span>
        </span>
        <span className="hname">{[customer.name, customer.phone].filter(Boolean).join(' · ')}</span>
        {to ? <span>{t('order.to', { to })}</span> : null}
        {note === '' ? null : <span>{note}</span>}
        <span className="hgoods">
          {goods.map((line, index) => (
            <span key={index}>
              <span className="cut">{line.spec === '' ? line.name : `${line.name} ${line.spec}`}</span>
              <span className="num">×{formatQuantity(line.quantityMilli)}</span>
            </span>
          ))}
          {lineCount > goods.length ? <small>{t('hold.more', { count: lineCount - goods.length })}</small> : null}
          <small>{`${code} · ${t('order.placedAt', { at: formatMoment(order.placedAtMs, language, timeZone) })}`}</small>
        </span>
      </button>
      <div className="htools">
        <Button size="small" onClick={() => till.open({ kind: 'order', seq })}>
          {t('order.change')}
        </Button>
        <Button size="small" onClick={() => till.reprintOrder(seq)}>
          {t('order.reprint')}
        </Button>
        <Button size="small" kind="danger" onClick={() => till.open({ kind: 'cancelOrder', seq })}>
          {t('order.cancel')}
        </Button>
      </div>
    </article>
  );
}

/** The dark block while orders are chosen from: what is left to pay for the chosen one. */
export function OrdersInk({ locked }: { locked: boolean }): ReactElement {
  const t = useText();
  const till = useTill();
  const { chosen } = useShown(useTopic('orders')?.open ?? NONE);
  return (
    <section className="sum ink" aria-label={t('checkout.total')}>
      <dl>
        {chosen ? (
          <>
            <dt>{t('checkout.items', { count: chosen.itemCount })}</dt>
            <dd>{formatAmount(chosen.totalMinor)}</dd>
            <dt>{t('order.deposit')}</dt>
            <dd>{formatAmount(-chosen.depositMinor)}</dd>
          </>
        ) : null}
      </dl>
      <div className="due">
        <span>{t('order.thisOne')}</span>
        <b>
          <Money amountMinor={chosen ? chosen.totalMinor - chosen.depositMinor : 0} big />
        </b>
      </div>
      <p className="gain">
        <span>{chosen?.customer.name ?? ''}</span>
      </p>
      <BigButton words={t('order.take')} keys="Enter" idle={!chosen} disabled={locked} onClick={() => till.collectOrder()} />
      <div className="alt one">
        <InkButton icon="left" words={t('checkout.back')} keys="Esc" disabled={locked} onClick={till.back} />
      </div>
    </section>
  );
}

function useShown(open: readonly CustomerOrder[]): {
  readonly shown: readonly CustomerOrder[];
  readonly chosen: CustomerOrder | undefined;
} {
  const query = useTillState((state) => state.orderQuery);
  const chosenSeq = useTillState((state) => state.chosenOrder);
  const shown = matchingOrders(open, query);
  return { shown, chosen: shown.find(({ seq }) => seq === chosenSeq) ?? shown[0] };
}
