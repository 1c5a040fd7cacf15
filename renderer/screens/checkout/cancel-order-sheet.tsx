import { useState, type ReactElement } from 'react';
import { parseYuan } from '#contract/money.ts';
import { formatAmount, formatMoney } from '#renderer/app/format.ts';
import { useText } from '#renderer/app/i18n.ts';
import { useTopic } from '#renderer/app/use-topic.ts';
import { ReasonSheet } from './refund-sheets.tsx';
import { useTill } from './use-till.ts';

const REASONS = ['order.cancel.gone', 'order.cancel.noGoods'] as const;

/** Why an order is given up, and what of its deposit the shop keeps. */
export function CancelOrderSheet({ seq }: { seq: number }): ReactElement | null {
  const t = useText();
  const till = useTill();
  const order = useTopic('orders')?.open.find((candidate) => candidate.seq === seq);
  const [text, setText] = useState('');
  if (!order) return null;
  const { depositMinor } = order;
  const keepMinor = text.trim() === '' ? 0 : parseYuan(text);
  const isWrong = keepMinor === undefined || keepMinor > depositMinor;
  return (
    <ReasonSheet
      title={`${t('order.cancel.title')} ${order.code}`}
      reasons={REASONS}
      blocked={isWrong}
      onReason={(reason) => till.cancelOrder(order, keepMinor ?? 0, reason)}
    >
      <p className="said">{t('order.cancel.body', { amount: formatMoney(depositMinor) })}</p>
      {depositMinor === 0 ? null : (
        <label className="field">
          <span>{t('order.cancel.keep')}</span>
          <input value={text} inputMode="decimal" maxLength={12} aria-invalid={isWrong} onChange={(event) => setText(event.target.value)} />
          {isWrong ? (
            <span className="why" role="alert">
              {t('order.wrong.deposit', { max: formatAmount(depositMinor) })}
            </span>
          ) : null}
        </label>
      )}
    </ReasonSheet>
  );
}
