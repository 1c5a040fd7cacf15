import type { ReactElement } from 'react';
import type { CustomerView, PaidSummary } from '#contract/basket.ts';
import { formatCount, formatMoney } from '#renderer/app/format.ts';
import { useLanguage, useText, type TextKey } from '#renderer/app/i18n.ts';
import { Money } from '#renderer/parts/money.tsx';
import { BothWords } from './both-words.tsx';

/** Up to 9,999.99 the figure has its full size, up to 999,999.99 one step less, above that two: it never wraps and never shortens. */
function figureSize(amountMinor: number): 'full' | 'long' | 'longest' {
  if (amountMinor < 1_000_000) return 'full';
  return amountMinor < 100_000_000 ? 'long' : 'longest';
}

/** The ink block at the foot: the one number that matters now, at the same place in every stage. With `paid` it is the change. */
export function TotalBand({ view, paid, currency }: { view: CustomerView; paid: PaidSummary | null; currency: string }): ReactElement {
  const text = useText();
  const [language] = useLanguage();
  const change = paid && paid.changeMinor > 0;
  const { deposit } = view;
  // A deposit is what is asked for while it is taken; later it is less to pay.
  const toPayMinor = deposit?.kind === 'collecting' ? Math.max(0, view.totalMinor - deposit.amountMinor) : view.totalMinor;
  const isDeposit = view.phase === 'tendering' && deposit?.kind === 'placing';
  const amountMinor = paid ? (change ? paid.changeMinor : paid.totalMinor) : isDeposit ? deposit.amountMinor : toPayMinor;
  const isRefund = paid !== null && paid.totalMinor < 0;
  const label: TextKey = isRefund
    ? 'customer.refund'
    : paid
      ? change
        ? 'customer.change'
        : 'customer.paid'
      : isDeposit
        ? 'order.customer.deposit'
        : 'customer.toPay';
  return (
    <footer className="cd-band">
      {isRefund ? (
        <dl />
      ) : paid ? (
        <dl>
          <dt>{text('customer.total')}</dt>
          <dd>{formatMoney(paid.totalMinor, currency)}</dd>
          <dt>{text('customer.received')}</dt>
          <dd>{formatMoney(paid.tenderedMinor, currency)}</dd>
        </dl>
      ) : (
        <dl>
          <dt>{text('customer.items')}</dt>
          <dd>{text('customer.pieces', { count: formatCount(view.itemCount, language) })}</dd>
          {deposit?.kind === 'collecting' && deposit.amountMinor > 0 ? (
            <>
              <dt>{text('order.customer.paid')}</dt>
              <dd>{formatMoney(deposit.amountMinor, currency)}</dd>
            </>
          ) : null}
          {view.grossMinor > view.totalMinor ? (
            <>
              <dt>{text('customer.saved')}</dt>
              <dd>{formatMoney(view.grossMinor - view.totalMinor, currency)}</dd>
            </>
          ) : null}
        </dl>
      )}
      <p className="cd-figure" data-size={figureSize(amountMinor)}>
        <span>
          <BothWords name={label} />
        </span>
        <b>
          <Money amountMinor={amountMinor} currency={currency} big />
        </b>
      </p>
    </footer>
  );
}
