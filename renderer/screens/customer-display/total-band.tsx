import type { ReactElement } from 'react';
import type { CustomerView, PaidSummary } from '#contract/basket.ts';
import { isAllCash } from '#contract/tender.ts';
import { formatCount, formatMoney } from '#renderer/app/format.ts';
import { useLanguage, useText, type TextKey } from '#renderer/app/i18n.ts';
import { Money } from '#renderer/parts/money.tsx';
import { BothWords } from './both-words.tsx';

/** Up to 9,999.99 the figure has its full size, up to 999,999.99 one step less, above that two: it never wraps and never shortens. */
function figureSize(amountMinor: number): 'full' | 'long' | 'longest' {
  if (amountMinor < 1_000_000) return 'full';
  return amountMinor < 100_000_000 ? 'long' : 'longest';
}

/** The ink block at the foot: the one number that matters now, at the same place in every stage. After a part was taken it is the rest; with `paid`, the change. */
export function TotalBand({ view, paid, currency }: { view: CustomerView; paid: PaidSummary | null; currency: string }): ReactElement {
  const text = useText();
  const [language] = useLanguage();
  const { deposit, receivedMinor } = view;
  // A deposit is what is asked for while it is taken; later it is less to pay.
  const isDeposit = view.phase === 'tendering' && deposit?.kind === 'placing';
  const depositMinor = deposit?.kind === 'collecting' ? deposit.amountMinor : 0;
  const askedMinor = isDeposit ? deposit.amountMinor : Math.max(0, view.totalMinor - depositMinor);
  const askedWords = isDeposit ? 'order.customer.deposit' : 'customer.toPay';
  const [label, amountMinor]: readonly [TextKey, number] = paid
    ? paidFigure(paid)
    : receivedMinor > 0
      ? ['customer.stillToPay', Math.max(0, askedMinor - receivedMinor)]
      : [askedWords, askedMinor];
  const row = (words: TextKey, rowMinor: number): ReactElement => (
    <>
      <dt>{text(words)}</dt>
      <dd>{formatMoney(rowMinor, currency)}</dd>
    </>
  );
  return (
    <footer className="cd-band">
      {paid ? (
        <dl>
          {paid.totalMinor < 0 ? null : (
            <>
              {row('customer.total', paid.totalMinor)}
              {row(isAllCash(paid.tenders) ? 'customer.receivedCash' : 'customer.received', paid.tenderedMinor)}
            </>
          )}
        </dl>
      ) : receivedMinor > 0 ? (
        <dl>
          {row(askedWords, askedMinor)}
          {row('customer.paid', receivedMinor)}
        </dl>
      ) : (
        <dl>
          <dt>{text('customer.items')}</dt>
          <dd>{text('customer.pieces', { count: formatCount(view.itemCount, language) })}</dd>
          {depositMinor > 0 ? row('order.customer.paid', depositMinor) : null}
          {view.grossMinor > view.totalMinor ? row('customer.saved', view.grossMinor - view.totalMinor) : null}
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

/** After a sale the change, or what was paid where there is none; what is given back after a refund. */
function paidFigure({ totalMinor, changeMinor }: PaidSummary): readonly [TextKey, number] {
  if (totalMinor < 0) return ['customer.refund', changeMinor];
  return changeMinor > 0 ? ['customer.change', changeMinor] : ['customer.paid', totalMinor];
}
