import { useState, type FormEvent, type ReactElement } from 'react';
import { formatQuantity, MAX_QUANTITY_MILLI, parseQuantity } from '#contract/quantity.ts';
import { useText, type TextKey } from '#renderer/app/i18n.ts';
import { Button } from '#renderer/parts/button.tsx';
import { Dialog } from '#renderer/parts/dialog.tsx';
import { Keypad } from '#renderer/parts/keypad.tsx';
import type { CashKey } from './cash-text.ts';
import { useTill } from './use-till.ts';

const MAX_CHARACTERS = 9;

/** The quantity of a line, or the weight of goods sold by weight; for fingers and for keys. */
export function QuantitySheet({
  name,
  unit,
  decimals,
  quantityMilli,
  maxMilli = MAX_QUANTITY_MILLI,
  onDone,
}: {
  name: string;
  unit: string;
  decimals: boolean;
  /** What it is now; undefined for goods not yet weighed. */
  quantityMilli: number | undefined;
  /** More is a typing mistake. */
  maxMilli?: number;
  onDone: (quantityMilli: number) => void;
}): ReactElement {
  const t = useText();
  const till = useTill();
  const [text, setText] = useState('');
  const [why, setWhy] = useState<TextKey>();

  function press(key: CashKey): void {
    setWhy(undefined);
    if (key === 'clear') setText('');
    else if (key === 'backspace') setText(text.slice(0, -1));
    else setText((text + key).slice(0, MAX_CHARACTERS));
  }
  function submit(event: FormEvent): void {
    event.preventDefault();
    const typedMilli = parseQuantity(text);
    if (typedMilli === undefined) setWhy('checkout.quantity.invalid');
    else if (!decimals && typedMilli % 1000 !== 0) setWhy('checkout.quantity.whole');
    else if (typedMilli > maxMilli) setWhy('checkout.quantity.heavy');
    else onDone(typedMilli);
  }
  return (
    <Dialog
      title={t(quantityMilli === undefined ? 'checkout.quantity.weigh' : 'checkout.quantity.title')}
      closeLabel={t('checkout.close')}
      widthRem={26}
      onClose={till.close}
    >
      <form onSubmit={submit} noValidate className="qform">
        <label className="field">
          <span>
            {name}
            {unit === '' ? '' : ` (${unit})`}
          </span>
          <input
            value={text}
            inputMode="none"
            maxLength={MAX_CHARACTERS}
            placeholder={quantityMilli === undefined ? '0.000' : formatQuantity(quantityMilli)}
            aria-invalid={why !== undefined}
            onChange={(event) => {
              setWhy(undefined);
              setText(event.target.value);
            }}
            data-first
          />
        </label>
        <p className="field" role="alert">
          <span className="why">{why === undefined ? '' : t(why)}</span>
        </p>
        <Keypad onKey={press} />
        <div className="foot">
          <Button kind="primary" size="large" type="submit" keys="Enter">
            {t('checkout.quantity.do')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
