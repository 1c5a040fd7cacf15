import { memo, type ReactElement } from 'react';
import { isAgreed, type BasketLine } from '#contract/basket.ts';
import { ownAmount, ownDiscounts, sumOf } from '#contract/discount-rows.ts';
import { formatQuantity } from '#contract/quantity.ts';
import { formatAmount } from '#renderer/app/format.ts';
import { useLanguage, useText } from '#renderer/app/i18n.ts';
import { Button } from '#renderer/parts/button.tsx';
import { Icon } from '#renderer/parts/icon.tsx';
import { lineDetails } from './line-details.ts';
import { useKeyOf } from './use-keys.ts';
import { useTill } from './use-till.ts';

interface BasketRowProps {
  readonly line: BasketLine;
  readonly position: number;
  readonly selected: boolean;
}

/** Every topic brings new line objects; a row draws again only when something it shows has changed. */
function sameRow(before: BasketRowProps, after: BasketRowProps): boolean {
  const [a, b] = [before.line, after.line];
  return (
    before.position === after.position &&
    before.selected === after.selected &&
    a.lineId === b.lineId &&
    a.quantityMilli === b.quantityMilli &&
    a.amountMinor === b.amountMinor &&
    isSameOffer(a, b) &&
    a.priceMinor === b.priceMinor &&
    a.note === b.note &&
    a.name === b.name &&
    a.spec === b.spec &&
    a.allowed === b.allowed &&
    a.soldBy === b.soldBy &&
    a.ordered?.pickedMilli === b.ordered?.pickedMilli &&
    isAgreed(a) === isAgreed(b) &&
    a.barcode === b.barcode
  );
}

function isSameOffer({ discounts: a = [], grossMinor }: BasketLine, { discounts: b = [], ...other }: BasketLine): boolean {
  return (
    grossMinor === other.grossMinor &&
    a.length === b.length &&
    a.every(({ amountMinor, label }, index) => amountMinor === b[index]?.amountMinor && label.zh === b[index].label.zh)
  );
}

/** One line of the basket. */
export const BasketRow = memo(function BasketRow({ line, position, selected }: BasketRowProps): ReactElement {
  const t = useText();
  const till = useTill();
  return (
    <li className={selected ? 'ln sel' : 'ln'} aria-current={selected ? 'true' : undefined} onClick={() => till.choose(line.lineId)}>
      <div className="cols">
        <span className="ix">{position}</span>
        <span className="nm">
          <span className="cut">{line.name}</span>
          <small className="cut">{lineDetails(line, t)}</small>
        </span>
        <span className="num qt">
          {formatQuantity(line.quantityMilli)}
          {line.weighed ? <small> {line.unit}</small> : null}
        </span>
        <span className="num up">{formatAmount(line.priceMinor)}</span>
        <Offer line={line} />
        <span className="num sb">{formatAmount(ownAmount(line))}</span>
      </div>
    </li>
  );
}, sameRow);

/** What made the line cheaper by itself, and the way to why; what several lines earned together stands in the till column. */
function Offer({ line }: { line: BasketLine }): ReactElement {
  const till = useTill();
  const [language] = useLanguage();
  const discounts = ownDiscounts(line);
  const label = discounts.at(-1)?.label[language];
  if (label === undefined) return <span />;
  return (
    <button
      type="button"
      className="num ds"
      tabIndex={-1}
      onClick={() => {
        till.choose(line.lineId);
        till.open({ kind: 'why' });
      }}
    >
      {formatAmount(-sumOf(discounts))}
      <small className="cut">{discounts.length > 1 ? `${label} +${discounts.length - 1}` : label}</small>
    </button>
  );
}

interface RowToolsProps {
  readonly line: BasketLine;
  readonly locked: boolean;
}

function sameTools(before: RowToolsProps, after: RowToolsProps): boolean {
  const [a, b] = [before.line, after.line];
  return before.locked === after.locked && a.lineId === b.lineId && isSameStep(a, b);
}

function isSameStep(a: BasketLine, b: BasketLine): boolean {
  return a.quantityMilli === b.quantityMilli && a.labelled === b.labelled && isAgreed(a) === isAgreed(b);
}

/** What can be done with the selected line. */
export const RowTools = memo(function RowTools({ line, locked }: RowToolsProps): ReactElement {
  const t = useText();
  const keyOf = useKeyOf();
  const till = useTill();
  const fixed = locked || line.gs1?.serial !== undefined;
  const fixedWords = isAgreed(line)
    ? 'order.line'
    : line.labelled
      ? 'checkout.line.labelled'
      : line.weighing?.source === 'scale'
        ? 'checkout.line.weighedFixed'
        : undefined;
  return (
    <div className="ed">
      {fixedWords ? (
        <span className="tag">{t(fixedWords)}</span>
      ) : (
        <span className="step">
          <button type="button" aria-label={t('checkout.line.less')} disabled={fixed} onClick={() => till.changeQuantity(-1000)}>
            <Icon name="minus" />
          </button>
          <button
            type="button"
            className="qty"
            aria-label={t('checkout.line.quantity', { quantity: formatQuantity(line.quantityMilli) })}
            disabled={fixed}
            onClick={() => till.open({ kind: 'quantity', lineId: line.lineId })}
          >
            {formatQuantity(line.quantityMilli)}
          </button>
          <button type="button" aria-label={t('checkout.line.more')} disabled={fixed} onClick={() => till.changeQuantity(1000)}>
            <Icon name="plus" />
          </button>
        </span>
      )}
      <Button
        icon="search"
        className="sq"
        aria-label={t('goods.card.open')}
        title={t('goods.card.open')}
        disabled={locked}
        onClick={() => till.showCard()}
      />
      <Button keys={keyOf('price')} disabled={locked || line.depositOf !== undefined || isAgreed(line)} onClick={till.askPrice}>
        {t('price.change')}
      </Button>
      <Button icon="edit" disabled={locked} onClick={() => till.open({ kind: 'note', lineId: line.lineId })}>
        {t('checkout.line.note')}
      </Button>
      <span className="sp" />
      <Button kind="danger" icon="trash" keys="Del" disabled={locked} onClick={till.remove}>
        {t('checkout.line.remove')}
      </Button>
    </div>
  );
}, sameTools);
