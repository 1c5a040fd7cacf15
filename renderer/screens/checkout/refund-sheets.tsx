import { useState, type FormEvent, type ReactElement } from 'react';
import { formatYuan, parseYuan } from '#contract/money.ts';
import { quickCashAmounts } from '#contract/tender.ts';
import { formatAmount, formatMoney, formatShortAmount } from '#renderer/app/format.ts';
import { useText, type TextKey } from '#renderer/app/i18n.ts';
import { useTopicPart } from '#renderer/app/use-topic.ts';
import { Button } from '#renderer/parts/button.tsx';
import { Dialog } from '#renderer/parts/dialog.tsx';
import { wantedMinor } from './refund-draft.ts';
import { useTill, useTillState } from './use-till.ts';

const REASONS = ['refund.reason.size', 'refund.reason.quality', 'refund.reason.wrong', 'refund.reason.mind'] as const;
const WITHOUT_RECEIPT = ['refund.reason.lost', ...REASONS.slice(0, 3)] as const;
const VOID = ['refund.reason.cashier', 'refund.reason.mind'] as const;

/** Why goods come back, and before it the one amount a person may have to say. */
export function RefundSheet(): ReactElement | null {
  const till = useTill();
  const t = useText();
  const draft = useTillState((state) => state.refund);
  const soldMinor = useTopicPart('basket', (basket) => basket?.totalMinor ?? 0);
  const [text, setText] = useState('');
  if (!draft) return null;
  const worthMinor = wantedMinor(draft);
  const dueMinor = soldMinor - worthMinor;
  const isPlain = soldMinor === 0;
  const typedMinor = text.trim() === '' ? undefined : parseYuan(text);
  const isWrong = text.trim() !== '' && (typedMinor === undefined || (isPlain ? typedMinor > worthMinor : typedMinor < dueMinor));
  return (
    <ReasonSheet
      title={t('refund.title')}
      reasons={REASONS}
      blocked={isWrong}
      onReason={(reason) =>
        till.completeRefund(
          reason,
          isPlain ? { lessMinor: typedMinor } : { paidMinor: dueMinor > 0 ? (typedMinor ?? dueMinor) : undefined },
        )
      }
    >
      <dl className="rsum">
        <dt>{t('refund.returned')}</dt>
        <dd>{formatAmount(-worthMinor)}</dd>
        {isPlain ? null : (
          <>
            <dt>{t('refund.taken')}</dt>
            <dd>{formatAmount(soldMinor)}</dd>
          </>
        )}
        <dt>{t(dueMinor > 0 ? 'refund.fromCustomer' : 'refund.toCustomer')}</dt>
        <dd>
          <b>{formatMoney(Math.abs(dueMinor))}</b>
        </dd>
      </dl>
      {dueMinor > 0 ? (
        <div className="bills">
          {quickCashAmounts(dueMinor).map((quickMinor) => (
            <Button key={quickMinor} size="large" onClick={() => setText(formatYuan(quickMinor))}>
              {formatShortAmount(quickMinor)}
            </Button>
          ))}
        </div>
      ) : null}
      {isPlain || dueMinor > 0 ? (
        <label className="field">
          <span>{t(isPlain ? 'refund.amount' : 'refund.cash')}</span>
          <input
            value={text}
            inputMode="decimal"
            maxLength={12}
            placeholder={formatYuan(Math.abs(dueMinor))}
            aria-invalid={isWrong}
            data-first={isPlain ? undefined : true}
            onChange={(event) => setText(event.target.value)}
          />
          {isWrong ? (
            <span className="why" role="alert">
              {t(isPlain ? 'refund.amount.wrong' : 'refund.cash.wrong', { amount: formatMoney(Math.abs(dueMinor)) })}
            </span>
          ) : null}
        </label>
      ) : null}
    </ReasonSheet>
  );
}

/** Goods in the basket come back without a receipt. */
export function WithoutReceiptSheet(): ReactElement {
  const t = useText();
  const till = useTill();
  const totalMinor = useTopicPart('basket', (basket) => basket?.totalMinor ?? 0);
  return (
    <ReasonSheet title={t('refund.withoutReceipt')} reasons={WITHOUT_RECEIPT} onReason={till.completeWithoutReceipt}>
      <dl className="rsum">
        <dt>{t('refund.toCustomer')}</dt>
        <dd>
          <b>{formatMoney(totalMinor)}</b>
        </dd>
      </dl>
    </ReasonSheet>
  );
}

/** A whole sale of today is taken back. */
export function VoidSheet(): ReactElement | null {
  const t = useText();
  const till = useTill();
  const sale = useTillState((state) => state.refund?.sale);
  if (!sale) return null;
  const totalMinor = sale.lines.reduce((sum, { line }) => sum + line.amountMinor, 0);
  return (
    <ReasonSheet title={t('refund.void')} reasons={VOID} onReason={till.completeVoid}>
      <dl className="rsum">
        <dt>{sale.receiptNumber}</dt>
        <dd>
          <b>{formatMoney(totalMinor)}</b>
        </dd>
      </dl>
    </ReasonSheet>
  );
}

export function ReasonSheet(props: {
  title: string;
  reasons: readonly TextKey[];
  /** Something above is wrong: no reason helps. */
  blocked?: boolean;
  onReason: (reason: string) => void;
  children: ReactElement | (ReactElement | null)[];
}): ReactElement {
  const { title, reasons, blocked = false, onReason, children } = props;
  const t = useText();
  const till = useTill();
  const [other, setOther] = useState('');
  const [tried, setTried] = useState(false);
  function submit(event: FormEvent): void {
    event.preventDefault();
    setTried(true);
    if (other.trim() !== '' && !blocked) onReason(other.trim());
  }
  return (
    <Dialog title={title} closeLabel={t('checkout.close')} widthRem={34} onClose={till.close}>
      <form onSubmit={submit} noValidate>
        {children}
        <p className="said">{t('refund.reason')}</p>
        <div className="reasons">
          {reasons.map((reason, index) => (
            <Button
              key={reason}
              size="large"
              data-first={index === 0 ? true : undefined}
              disabled={blocked}
              onClick={() => onReason(t(reason))}
            >
              {t(reason)}
            </Button>
          ))}
        </div>
        <label className="field">
          <span>{t('refund.reason.other')}</span>
          <input value={other} maxLength={100} onChange={(event) => setOther(event.target.value)} />
          {tried && other.trim() === '' ? (
            <span className="why" role="alert">
              {t('refund.reason.missing')}
            </span>
          ) : null}
        </label>
        <div className="foot">
          <Button type="submit" disabled={blocked}>
            {t('refund.reason.use')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
