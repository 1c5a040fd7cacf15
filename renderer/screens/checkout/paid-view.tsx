import type { ReactElement } from 'react';
import { formatForeign } from '#contract/currency.ts';
import { formatAmount, formatMoney } from '#renderer/app/format.ts';
import { useText } from '#renderer/app/i18n.ts';
import { useTopicPart } from '#renderer/app/use-topic.ts';
import { Button } from '#renderer/parts/button.tsx';
import { Icon } from '#renderer/parts/icon.tsx';
import { Money } from '#renderer/parts/money.tsx';
import { StateWords } from '#renderer/parts/state-glyph.tsx';
import { printState } from './print-state.ts';
import { Notes, WAY_ICONS, wayName } from './tender-sheet.tsx';
import { useKeyOf } from './use-keys.ts';
import type { SalesList } from './use-sales.ts';
import { useTill } from './use-till.ts';

/** The sale is done: what to hand back, large, until the next scan. */
export function PaidView({ recent }: { recent: SalesList | undefined }): ReactElement | null {
  const t = useText();
  const till = useTill();
  const keyOf = useKeyOf();
  const paid = useTopicPart('basket', (basket) => basket?.paid);
  if (!paid) return null;
  const sale = recent?.sales.find(({ receiptNumber }) => receiptNumber === paid.receiptNumber);
  const isRefund = paid.totalMinor < 0;
  const title = isRefund ? 'refund.done' : paid.ordered ? 'order.paidTitle' : 'checkout.paid';
  const give = isRefund ? 'refund.done.give' : 'checkout.paid.give';
  const print = sale && printState(sale.printState, sale.printProblem);
  return (
    <section className="sheet paid" aria-label={t(title)}>
      <div className="pane paidp">
        <div className="ok1">
          <StateWords state="ok">{t(title)}</StateWords>
          <p className="lbl">{t(paid.changeMinor > 0 ? give : 'checkout.paid.exact')}</p>
          <b className="chgm">
            <Money amountMinor={paid.changeMinor} big />
          </b>
          {paid.changeMinor > 0 ? <Notes changeMinor={paid.changeMinor} /> : null}
          <p className="drw">{t('checkout.paid.next')}</p>
        </div>
        <ul className="done">
          {(paid.tenders ?? [{ kind: 'cash' as const, amountMinor: paid.tenderedMinor }]).map((tender, index) => (
            <li key={index}>
              <Icon name={WAY_ICONS[tender.kind]} />
              <span>
                {wayName(tender, t)}
                {tender.kind === 'foreign' ? (
                  <small>{`${formatForeign(tender.foreignMinor, tender.currency)} @${tender.rate}`}</small>
                ) : null}
                {tender.kind === 'cash' ? <small>{t('checkout.paid.received', { amount: formatMoney(tender.amountMinor) })}</small> : null}
              </span>
              <b>{formatAmount(tender.kind === 'cash' ? tender.amountMinor - paid.changeMinor : tender.amountMinor)}</b>
            </li>
          ))}
          {(paid.back ?? []).map((tender, index) => (
            <li key={`back ${index}`}>
              <Icon name={WAY_ICONS[tender.kind]} />
              <span>{t('order.back', { way: wayName(tender, t) })}</span>
              <b>{formatAmount(-tender.amountMinor)}</b>
            </li>
          ))}
          <li>
            <Icon name="receipt" />
            <span>
              {t('checkout.paid.saved')}
              <small>{paid.receiptNumber}</small>
            </span>
            <StateWords state="ok" />
          </li>
          {isRefund || paid.ordered ? null : (
            <li>
              <Icon name="receipt" />
              <span>{t('checkout.giftReceipt')}</span>
              <Button size="small" keys={keyOf('giftReceipt')} onClick={() => till.giftReceipt(sale?.seq)}>
                {t('checkout.paid.giftReceipt')}
              </Button>
            </li>
          )}
          {print ? (
            <li>
              <Icon name="printer" />
              <span>{t(print[1])}</span>
              <StateWords state={print[0]} />
            </li>
          ) : null}
        </ul>
      </div>
    </section>
  );
}
