import type { ReactElement } from 'react';
import { useText } from '#renderer/app/i18n.ts';
import { Icon } from '#renderer/parts/icon.tsx';
import type { CashKey } from './cash-text.ts';

const KEYS: readonly CashKey[] = ['7', '8', '9', '4', '5', '6', '1', '2', '3', '0', '00', '.'];

/** The number pad for fingers. */
export function Keypad({ onKey, disabled = false }: { onKey: (key: CashKey) => void; disabled?: boolean }): ReactElement {
  const t = useText();
  return (
    <div className="keypad">
      {KEYS.map((key) => (
        <button key={key} type="button" disabled={disabled} onClick={() => onKey(key)}>
          {key}
        </button>
      ))}
      <button type="button" className="w" disabled={disabled} onClick={() => onKey('clear')}>
        {t('checkout.keypad.clear')}
      </button>
      <button
        type="button"
        className="w2"
        disabled={disabled}
        aria-label={t('checkout.keypad.backspace')}
        onClick={() => onKey('backspace')}
      >
        <Icon name="bksp" />
      </button>
    </div>
  );
}
