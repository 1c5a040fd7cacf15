import { useState, type ReactElement } from 'react';
import { useText } from '#renderer/app/i18n.ts';
import { Button } from '#renderer/parts/button.tsx';
import { DigitPad, type DigitKey } from '#renderer/parts/keypad.tsx';
import { groupDigits, isWholePhone } from './customer.ts';

const LONGEST = { phone: 11, booking: 8 } as const;

/** A phone number or the code of a booking, by fingers. */
export function NumberPad(props: {
  asks: 'phone' | 'booking';
  busy: boolean;
  onDone: (digits: string) => void;
  onBack: () => void;
}): ReactElement {
  const { asks, busy, onDone, onBack } = props;
  const text = useText();
  const [digits, setDigits] = useState('');
  const [wrong, setWrong] = useState(false);
  const whole = digits.length === LONGEST[asks];
  const press = (key: DigitKey): void => {
    setWrong(false);
    setDigits(key === 'clear' ? '' : key === 'backspace' ? digits.slice(0, -1) : (digits + key).slice(0, LONGEST[asks]));
  };
  const done = (): void => {
    if (asks === 'phone' && !isWholePhone(digits)) setWrong(true);
    else onDone(digits);
  };
  return (
    <section className="kk-pad" aria-label={text(`kiosk.${asks}.ask`)}>
      <h1>{text(`kiosk.${asks}.ask`)}</h1>
      <output className="kk-digits">{groupDigits(digits, asks === 'phone' ? 3 : 4) || ' '}</output>
      <p className="kk-wrong" role="alert">
        {wrong ? text('kiosk.phone.wrong') : ''}
      </p>
      <DigitPad onKey={press} />
      <div className="kk-foot">
        <Button onClick={onBack}>{text('kiosk.back')}</Button>
        <Button kind="primary" disabled={!whole || busy} onClick={done}>
          {text('kiosk.ok')}
        </Button>
      </div>
    </section>
  );
}
