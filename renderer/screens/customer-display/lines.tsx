import { memo, type ReactElement } from 'react';
import { formatQuantity } from '#contract/quantity.ts';
import { useLanguage } from '#renderer/app/i18n.ts';
import { formatAmount } from '#renderer/app/format.ts';
import { visibleLines, type CustomerLine } from './stage.ts';

/** The newest rows of the basket, the one touched last marked. Rows keep their place in the document while the list moves on. */
export function CustomerLines({ lines, lastLineId }: { lines: readonly CustomerLine[]; lastLineId: number | null }): ReactElement {
  const [language] = useLanguage();
  return (
    <div className="cd-rows">
      <ol>
        {visibleLines(lines, lastLineId).map((line) => (
          <Row
            key={line.lineId}
            name={language === 'en' ? (line.nameEn ?? line.name) : line.name}
            spec={line.spec}
            offer={line.offers?.map((words) => words[language]).join(' · ') ?? ''}
            grossMinor={line.grossMinor ?? line.amountMinor}
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
  /** Why it costs less; empty where it does not. */
  readonly offer: string;
  readonly grossMinor: number;
  readonly quantity: string;
  readonly amountMinor: number;
  readonly newest: boolean;
}

const Row = memo(function Row({ name, spec, offer, grossMinor, quantity, amountMinor, newest }: RowProps): ReactElement {
  return (
    <li className={newest ? 'new' : undefined}>
      <span className="cd-name">
        <span className="cut">{name}</span>
        {offer !== '' ? <small className="cut cd-offer">{offer}</small> : spec === '' ? null : <small className="cut">{spec}</small>}
      </span>
      <span className="cd-quantity">{quantity}</span>
      <span className="cd-amount">
        {grossMinor > amountMinor ? <s>{formatAmount(grossMinor)}</s> : null}
        {formatAmount(amountMinor)}
      </span>
    </li>
  );
});
