import './refund.css';
import type { ReactElement } from 'react';
import { formatQuantity } from '#contract/quantity.ts';
import type { RefundableLine } from '#contract/refund.ts';
import { formatAmount, formatBusinessDate, formatClock } from '#renderer/app/format.ts';
import { useLanguage, useText } from '#renderer/app/i18n.ts';
import { useTopicPart } from '#renderer/app/use-topic.ts';
import { Button } from '#renderer/parts/button.tsx';
import { Icon } from '#renderer/parts/icon.tsx';
import { leftMilli, wantedParts, type RefundDraft } from './refund-draft.ts';
import { useKeyOf } from './use-keys.ts';
import { useTill, useTillState } from './use-till.ts';

/** Returns in the work area: first the receipt, then what of it comes back. */
export function RefundView({ timeZone }: { timeZone: string }): ReactElement {
  const t = useText();
  const till = useTill();
  const [language] = useLanguage();
  const draft = useTillState((state) => state.refund);
  const sale = draft?.sale;
  return (
    <section className="sheet sales refund" aria-label={t('refund.title')}>
      <div className="sl">
        <header className="pt">
          <h2>
            {t('refund.title')}
            {sale ? (
              <small>
                {sale.receiptNumber} · {t('refund.soldAt', { date: formatBusinessDate(sale.businessDate, language) })}{' '}
                {formatClock(sale.completedAtMs, language, timeZone)}
              </small>
            ) : null}
          </h2>
          <Button size="small" icon="left" keys="Esc" onClick={till.closeRefund}>
            {t('checkout.back')}
          </Button>
        </header>
        {draft ? <Lines draft={draft} /> : <FindReceipt />}
      </div>
      <aside className="sd" aria-label={t('refund.before')}>
        {draft ? <Options draft={draft} timeZone={timeZone} /> : <WithoutReceipt />}
      </aside>
    </section>
  );
}

function FindReceipt(): ReactElement {
  const t = useText();
  const keyOf = useKeyOf();
  const till = useTill();
  return (
    <div className="rfind">
      <Icon name="receipt" />
      <p>{t('refund.find.how')}</p>
      <p className="said">{t('refund.find.digits')}</p>
      <p className="said">{t('refund.find.exchange')}</p>
      <Button size="large" keys={keyOf('sales')} onClick={() => till.showSales()}>
        {t('refund.sales')}
      </Button>
    </div>
  );
}

function WithoutReceipt(): ReactElement {
  const t = useText();
  const till = useTill();
  const isEmpty = useTopicPart('basket', (basket) => (basket?.lines.length ?? 0) === 0);
  return (
    <div className="ropt">
      <p className="said">{t('refund.withoutReceipt.how')}</p>
      <Button size="large" disabled={isEmpty} onClick={() => till.askReason('withoutReceipt')}>
        {t('refund.withoutReceipt')}
      </Button>
    </div>
  );
}

function Lines({ draft }: { draft: RefundDraft }): ReactElement {
  const t = useText();
  return (
    <ol className="srows" tabIndex={0} aria-label={t('refund.title')}>
      {draft.sale.lines.map((line) => (
        <Line key={line.line.lineId} refundable={line} draft={draft} />
      ))}
    </ol>
  );
}

function Line({ refundable, draft }: { refundable: RefundableLine; draft: RefundDraft }): ReactElement {
  const t = useText();
  const till = useTill();
  const { line, refundedMilli } = refundable;
  const wanted = wantedParts(draft).find(({ lineId }) => lineId === line.lineId);
  const chosen = draft.chosenLineId === line.lineId;
  const isGone = leftMilli(refundable) === 0;
  const unit = line.weighed ? ` ${line.unit}` : '';
  const facts = [
    t('refund.sold', { quantity: `${formatQuantity(line.quantityMilli)}${unit}` }),
    isGone ? t('refund.allGone') : refundedMilli > 0 ? t('refund.refunded', { quantity: `${formatQuantity(refundedMilli)}${unit}` }) : '',
    line.gs1?.serial ?? '',
    wanted?.place === 'damaged' ? t('refund.damaged.mark') : '',
  ].filter((fact) => fact !== '');
  const classes = ['rline', chosen ? 'on' : '', isGone ? 'gone' : ''].filter((name) => name !== '').join(' ');
  function change(step: 1 | -1): void {
    till.chooseRefund(line.lineId);
    till.changeRefund(step);
  }
  return (
    <li className={classes} aria-current={chosen ? 'true' : undefined} onClick={() => till.chooseRefund(line.lineId)}>
      <span className="what">
        <span className="cut">
          {line.name} {line.spec}
        </span>
        <small className="cut">{facts.join(' · ')}</small>
      </span>
      <span className="step">
        <button type="button" aria-label={t('refund.less')} disabled={!wanted} onClick={() => change(-1)}>
          <Icon name="minus" />
        </button>
        <button
          type="button"
          className="qty"
          aria-label={t('refund.quantity', { quantity: formatQuantity(wanted?.quantityMilli ?? 0) })}
          disabled={isGone || refundable.part === 'left'}
          onClick={() => till.open({ kind: 'refundQuantity', lineId: line.lineId })}
        >
          {formatQuantity(wanted?.quantityMilli ?? 0)}
        </button>
        <button type="button" aria-label={t('refund.more')} disabled={isGone} onClick={() => change(1)}>
          <Icon name="plus" />
        </button>
      </span>
      <b className="num">{wanted ? formatAmount(-wanted.amountMinor) : ''}</b>
    </li>
  );
}

function Options({ draft, timeZone }: { draft: RefundDraft; timeZone: string }): ReactElement {
  const t = useText();
  const till = useTill();
  const [language] = useLanguage();
  const { sale, wanted, chosenLineId } = draft;
  const place = wanted.get(chosenLineId)?.place;
  const isBasketEmpty = useTopicPart('basket', (basket) => (basket?.lines.length ?? 0) === 0);
  return (
    <div className="ropt">
      {sale.late ? <p className="rlate">{t('refund.late')}</p> : null}
      <Button size="large" keys="Alt A" onClick={till.refundAll}>
        {t('refund.all')}
      </Button>
      <Button size="large" keys="Alt D" disabled={place === undefined} onClick={till.toggleDamaged}>
        {t(place === 'damaged' ? 'refund.backToShelf' : 'refund.damaged')}
      </Button>
      {sale.voidable && isBasketEmpty ? (
        <Button size="large" kind="danger" onClick={() => till.askReason('void')}>
          {t('refund.void')}
        </Button>
      ) : null}
      <TakenInstead />
      {sale.refunds.length > 0 ? (
        <>
          <h3>{t('refund.before')}</h3>
          <ul>
            {sale.refunds.map((refund) => (
              <li key={refund.seq}>
                <span>
                  {refund.receiptNumber}
                  <small>{formatClock(refund.completedAtMs, language, timeZone)}</small>
                </span>
                <b className="num">{formatAmount(-refund.returnedMinor)}</b>
              </li>
            ))}
          </ul>
        </>
      ) : null}
      <p className="said">{t('refund.keys')}</p>
    </div>
  );
}

/** What lies in the basket: the other side of an exchange. */
function TakenInstead(): ReactElement | null {
  const t = useText();
  const lines = useTopicPart('basket', (basket) => basket?.lines);
  if (!lines || lines.length === 0) return null;
  return (
    <>
      <h3>{t('refund.taken')}</h3>
      <ul>
        {lines.map((line) => (
          <li key={line.lineId}>
            <span>
              {line.name} ×{formatQuantity(line.quantityMilli)}
            </span>
            <b className="num">{formatAmount(line.amountMinor)}</b>
          </li>
        ))}
      </ul>
    </>
  );
}
