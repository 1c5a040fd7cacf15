import type { ReactElement } from 'react';
import type { CustomerView } from '#contract/basket.ts';
import { formatAmount } from '#renderer/app/format.ts';
import { useText } from '#renderer/app/i18n.ts';
import { Money } from '#renderer/parts/money.tsx';

const ROWS = 5;

/** What the customer's screen says now, in small. */
export function CustomerPreview({ view, storeName }: { view: CustomerView; storeName: string }): ReactElement {
  const text = useText();
  const paid = view.phase === 'paid' ? view.paid : null;
  return (
    <section className="panel bn-screen" aria-label={text('bench.screen')}>
      <header className="pt">
        <h2>{text('bench.screen')}</h2>
      </header>
      <div className="bn-mini">
        <b className="cut">{storeName}</b>
        <ol>
          {(paid ? [] : view.lines.slice(-ROWS)).map((line) => (
            <li key={line.lineId} className={line.lineId === view.lastLineId ? 'new' : undefined}>
              <span className="cut">{line.name}</span>
              <span>{formatAmount(line.amountMinor)}</span>
            </li>
          ))}
        </ol>
        <p>
          <span>{text(paid ? (paid.totalMinor < 0 ? 'customer.refund' : 'customer.change') : 'customer.toPay')}</span>
          <b>
            <Money amountMinor={paid ? paid.changeMinor : view.totalMinor} big />
          </b>
        </p>
      </div>
    </section>
  );
}
