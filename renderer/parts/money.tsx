import { memo, type CSSProperties, type ReactElement } from 'react';
import { currencyMark, formatAmount } from '#renderer/app/format.ts';

/** An amount in fen with a small currency mark; `big` makes the mark smaller still. `--n` counts the figures, for boxes that shrink long ones. */
export const Money = memo(function Money({
  amountMinor,
  currency = 'CNY',
  big = false,
}: {
  amountMinor: number;
  currency?: string;
  big?: boolean;
}): ReactElement {
  const figures = formatAmount(amountMinor);
  const style: CSSProperties & Record<'--n', number> = { '--n': figures.length };
  return (
    <span className={big ? 'm big' : 'm'} style={big ? style : undefined}>
      <i>{currencyMark(currency)}</i>
      {figures}
    </span>
  );
});
