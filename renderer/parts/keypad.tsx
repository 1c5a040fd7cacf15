import type { ReactElement } from 'react';
import { useText } from '#renderer/app/i18n.ts';
import { Icon } from './icon.tsx';

const DIGITS = ['7', '8', '9', '4', '5', '6', '1', '2', '3', '0'] as const;
const AMOUNT_KEYS = [...DIGITS, '00', '.'] as const;

/** A key of the pad for numbers and PINs; a pad for amounts also has 00 and the point. */
export type DigitKey = (typeof DIGITS)[number] | 'backspace' | 'clear';
export type PadKey = DigitKey | '00' | '.';

interface PadProps<Key> {
  readonly onKey: (key: Key) => void;
  readonly disabled?: boolean;
}

/** The number pad for fingers: amounts and quantities. */
export function Keypad({ onKey, disabled = false }: PadProps<PadKey>): ReactElement {
  const t = useText();
  return (
    <div className="keypad">
      <Keys keys={AMOUNT_KEYS} onKey={onKey} disabled={disabled} />
      <button type="button" className="w" disabled={disabled} onClick={() => onKey('clear')}>
        {t('checkout.keypad.clear')}
      </button>
      <Backspace className="w2" onKey={onKey} disabled={disabled} />
    </div>
  );
}

/** The number pad for fingers: numbers and PINs. The focus stays in the field that is being typed into. */
export function DigitPad({ onKey, disabled = false }: PadProps<DigitKey>): ReactElement {
  const t = useText();
  return (
    <div className="keypad digits" onPointerDown={keepFocus} onMouseDown={keepFocus}>
      <Keys keys={DIGITS} onKey={onKey} disabled={disabled} />
      <button type="button" className="w" disabled={disabled} onClick={() => onKey('clear')}>
        {t('checkout.keypad.clear')}
      </button>
      <Backspace className="w" onKey={onKey} disabled={disabled} />
    </div>
  );
}

function keepFocus(event: { preventDefault(): void }): void {
  event.preventDefault();
}

function Keys<Key extends string>({
  keys,
  onKey,
  disabled,
}: {
  keys: readonly Key[];
  onKey: (key: Key) => void;
  disabled: boolean;
}): ReactElement {
  return (
    <>
      {keys.map((key) => (
        <button key={key} type="button" disabled={disabled} onClick={() => onKey(key)}>
          {key}
        </button>
      ))}
    </>
  );
}

function Backspace({
  className,
  onKey,
  disabled,
}: {
  className: string;
  onKey: (key: 'backspace') => void;
  disabled: boolean;
}): ReactElement {
  const t = useText();
  return (
    <button
      type="button"
      className={className}
      disabled={disabled}
      aria-label={t('checkout.keypad.backspace')}
      onClick={() => onKey('backspace')}
    >
      <Icon name="bksp" />
    </button>
  );
}
