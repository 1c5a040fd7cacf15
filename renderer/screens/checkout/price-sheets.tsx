import { useState, type FormEvent, type KeyboardEvent, type ReactElement, type ReactNode } from 'react';
import type { Basket, BasketLine } from '#contract/basket.ts';
import { grossOf } from '#contract/pricing.ts';
import { formatQuantity } from '#contract/quantity.ts';
import { formatAmount, formatMoney } from '#renderer/app/format.ts';
import { useText, type TextKey } from '#renderer/app/i18n.ts';
import { Button } from '#renderer/parts/button.tsx';
import { Dialog } from '#renderer/parts/dialog.tsx';
import { Keypad, type PadKey } from '#renderer/parts/keypad.tsx';
import { Segments } from '#renderer/parts/segments.tsx';
import { readPrice, type PriceMode } from './price-text.ts';
import { useTill } from './use-till.ts';

const MAX_CHARACTERS = 10;
/** Percents that are asked for most. */
const USUAL_PERCENTS = ['5', '10', '15', '20'];

/** Another price for a line, something off it, or the line as a present. F4 again goes to the next way of saying it. */
export function PriceSheet({ line }: { line: BasketLine }): ReactElement {
  const t = useText();
  const till = useTill();
  const modes: readonly PriceMode[] = line.labelled ? ['percent', 'amount'] : ['price', 'percent', 'amount'];
  function settle(mode: PriceMode, value: number): void {
    if (mode === 'price') till.setPrice(line.lineId, value);
    else if (mode === 'percent') till.discountLine(line.lineId, { kind: 'percent', payBasisPoints: value });
    else till.discountLine(line.lineId, { kind: 'amount', offMinor: value });
  }
  return (
    <PriceDialog
      title={t('price.line.title')}
      nextKey="F4"
      modes={modes}
      said={`${line.name}　${formatAmount(line.priceMinor)} × ${formatQuantity(line.quantityMilli)} = ${formatMoney(grossOf(line))}`}
      onSettle={settle}
    >
      {line.adjustment ? <Button onClick={() => till.restorePrice(line.lineId)}>{t('price.restore')}</Button> : null}
      <Button onClick={() => till.giveAway(line.lineId)}>{t('price.gift')}</Button>
    </PriceDialog>
  );
}

/** Something off the whole sale, or one price for all of it. F8 again goes to the next way of saying it. */
export function DiscountSheet({ basket }: { basket: Basket }): ReactElement {
  const t = useText();
  const till = useTill();
  function settle(mode: PriceMode, value: number): void {
    if (mode === 'percent') till.discountSale({ kind: 'percent', payBasisPoints: value });
    else if (mode === 'amount') till.discountSale({ kind: 'amount', offMinor: value });
    else till.discountSale({ kind: 'total', totalMinor: value });
  }
  return (
    <PriceDialog
      title={t('price.sale.title')}
      nextKey="F8"
      modes={['percent', 'amount', 'total']}
      said={t('price.sale.now', { amount: formatMoney(basket.totalMinor) })}
      onSettle={settle}
    >
      {basket.terms.discount ? <Button onClick={() => till.discountSale(null)}>{t('price.restore')}</Button> : null}
    </PriceDialog>
  );
}

function PriceDialog(props: {
  title: string;
  /** The key that opened the sheet. */
  nextKey: 'F4' | 'F8';
  modes: readonly PriceMode[];
  said: string;
  onSettle: (mode: PriceMode, value: number) => void;
  children: ReactNode;
}): ReactElement {
  const { modes, nextKey } = props;
  const t = useText();
  const till = useTill();
  const [mode, setMode] = useState<PriceMode>(modes[0] ?? 'percent');
  const [text, setText] = useState('');
  const [why, setWhy] = useState<TextKey>();

  function change(next: PriceMode): void {
    setMode(next);
    setText('');
    setWhy(undefined);
  }
  function press(key: PadKey): void {
    setWhy(undefined);
    if (key === 'clear') setText('');
    else setText(key === 'backspace' ? text.slice(0, -1) : (text + key).slice(0, MAX_CHARACTERS));
  }
  function submit(event: FormEvent): void {
    event.preventDefault();
    const read = readPrice(mode, text);
    if ('why' in read) setWhy(read.why);
    else props.onSettle(mode, read.value);
  }
  function onKeyDown(event: KeyboardEvent): void {
    if (event.key !== nextKey) return;
    event.preventDefault();
    change(modes[(modes.indexOf(mode) + 1) % modes.length] ?? mode);
  }
  return (
    <Dialog title={props.title} closeLabel={t('checkout.close')} widthRem={27} onClose={till.close}>
      <form onSubmit={submit} onKeyDown={onKeyDown} noValidate className="qform">
        <p className="said">{props.said}</p>
        <Segments
          label={t('price.mode')}
          options={modes.map((value) => ({ value, label: t(`price.mode.${value}`) }))}
          value={mode}
          onChange={change}
        />
        <label className="field">
          <span>{t(`price.field.${mode}`)}</span>
          <input
            value={text}
            inputMode="none"
            maxLength={MAX_CHARACTERS}
            aria-invalid={why !== undefined}
            onChange={(event) => {
              setWhy(undefined);
              setText(event.target.value);
            }}
            data-first
          />
        </label>
        {mode === 'percent' ? (
          <div className="usual">
            {USUAL_PERCENTS.map((percent) => (
              <Button key={percent} size="small" onClick={() => props.onSettle('percent', 10_000 - Number(percent) * 100)}>
                {t('price.percentOff', { percent })}
              </Button>
            ))}
          </div>
        ) : null}
        <p className="field" role="alert">
          <span className="why">{why === undefined ? '' : t(why)}</span>
        </p>
        <Keypad onKey={press} />
        <div className="foot">
          {props.children}
          <Button kind="primary" size="large" type="submit" keys="Enter">
            {t('checkout.quantity.do')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
