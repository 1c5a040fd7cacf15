import { memo, type ReactElement } from 'react';
import { currencyMark, formatAmount } from '#renderer/app/format.ts';

/** From 10,000.00 on, figures in the ink block drop one type step so that they never wrap. */
const LONG_FROM_MINOR = 1_000_000;

/** An amount in fen with a small currency mark; `big` makes the mark smaller still, for figures of 32 px and more. */
export const Money = memo(function Money({
  amountMinor,
  currency = 'CNY',
  big = false,
}: {
  amountMinor: number;
  currency?: string;
  big?: boolean;
}): ReactElement {
  const long = Math.abs(amountMinor) >= LONG_FROM_MINOR;
  return (
    <span className={`m${big ? ' big' : ''}${long ? ' long' : ''}`}>
      <i>{currencyMark(currency)}</i>
      {formatAmount(amountMinor)}
    </span>
  );
});
