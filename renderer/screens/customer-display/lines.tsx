import { memo, type ReactElement } from 'react';
import { formatQuantity } from '#contract/quantity.ts';
import { formatAmount } from '#renderer/app/format.ts';
import { visibleLines, type CustomerLine } from './stage.ts';

/** The newest rows of the basket, the one touched last marked. Rows keep their place in the document while the list moves on. */
export function CustomerLines({ lines, lastLineId }: { lines: readonly CustomerLine[]; lastLineId: number | null }): ReactElement {
  return (
    <div className="cd-rows">
      <ol>
        {visibleLines(lines, lastLineId).map((line) => (
          <Row
            key={line.lineId}
            name={line.name}
            spec={line.spec}
            quantity={line.weighed ? `${formatQuantity(line.quantityMilli)} ${line.unit}` : `×${formatQuantity(line.quantityMilli)}`}
            amountMinor={line.amountMinor}
            newest={line.lineId === lastLineId}
          />
        ))}
      </ol>
    </div>
  );
}

interface RowProps {
  readonly name: string;
  readonly spec: string;
  readonly quantity: string;
  readonly amountMinor: number;
  readonly newest: boolean;
}

const Row = memo(function Row({ name, spec, quantity, amountMinor, newest }: RowProps): ReactElement {
  return (
    <li className={newest ? 'new' : undefined}>
      <span className="cd-name">
        <span className="cut">{name}</span>
        {spec === '' ? null : <small className="cut">{spec}</small>}
      </span>
      <span className="cd-quantity">{quantity}</span>
      <span className="cd-amount">{formatAmount(amountMinor)}</span>
    </li>
  );
});
