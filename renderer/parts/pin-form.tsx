import './people.css';
import { useEffect, useRef, useState, type FormEvent, type ReactElement, type ReactNode, type RefObject } from 'react';
import { errorText, type WireError } from '#contract/error.ts';
import { useBadge } from '#renderer/app/use-badge.ts';
import { KEEPS_FOCUS } from '#renderer/app/focus.ts';
import { useLanguage, useText } from '#renderer/app/i18n.ts';
import { Button } from './button.tsx';
import { DigitPad, type DigitKey } from './keypad.tsx';

const MAX_CODE_DIGITS = 6;
const MAX_PIN_DIGITS = 12;

/**
 * A number and a PIN, by keyboard, keypad or a scanned badge (the number as a barcode). `onSubmit` resolves with what was wrong; the PIN is
 * forgotten then, the number stays, and after too many tries the seconds left are counted down.
 */
export function PinForm({
  submit,
  onSubmit,
  codeRef,
  first = true,
  children,
}: {
  submit: string;
  onSubmit: (code: string, pin: string) => Promise<WireError | undefined>;
  /** The field of the number. */
  codeRef: RefObject<HTMLInputElement | null>;
  /** The number takes the focus of a dialog. */
  first?: boolean;
  /** Shown above the fields. */
  children?: ReactNode;
}): ReactElement {
  const t = useText();
  const pinRef = useRef<HTMLInputElement>(null);
  const form = usePinForm(onSubmit, codeRef, pinRef);
  return (
    <form className="pinform" onSubmit={form.submit} noValidate {...{ [KEEPS_FOCUS]: '' }}>
      <div>
        {children}
        <label className="field">
          <span>{t('people.code')}</span>
          <input
            ref={codeRef}
            value={form.code}
            inputMode="none"
            autoComplete="off"
            maxLength={MAX_CODE_DIGITS}
            placeholder={t('people.code.hint')}
            onFocus={() => form.setActive('code')}
            onChange={(event) => form.type('code', event.target.value)}
            data-first={first ? true : undefined}
          />
        </label>
        <label className="field">
          <span>{t('people.pin')}</span>
          <input
            ref={pinRef}
            type="password"
            value={form.pin}
            inputMode="none"
            autoComplete="off"
            maxLength={MAX_PIN_DIGITS}
            aria-invalid={form.error !== undefined}
            onFocus={() => form.setActive('pin')}
            onChange={(event) => form.type('pin', event.target.value)}
          />
        </label>
        <p className="field" role="alert">
          <span className="why">{form.why}</span>
        </p>
      </div>
      <DigitPad onKey={form.press} disabled={form.busy} />
      <Button kind="primary" size="large" type="submit" keys="Enter" disabled={form.busy || form.waiting}>
        {submit}
      </Button>
    </form>
  );
}

interface PinFormState {
  readonly code: string;
  readonly pin: string;
  readonly error: WireError | undefined;
  readonly why: string;
  readonly busy: boolean;
  /** This number is locked for some more seconds; another one is not. */
  readonly waiting: boolean;
  setActive(field: 'code' | 'pin'): void;
  type(field: 'code' | 'pin', text: string): void;
  press(key: DigitKey): void;
  submit(event: FormEvent): void;
}

function usePinForm(
  onSubmit: (code: string, pin: string) => Promise<WireError | undefined>,
  codeRef: RefObject<HTMLInputElement | null>,
  pinRef: RefObject<HTMLInputElement | null>,
): PinFormState {
  const [language] = useLanguage();
  const [code, setCode] = useState('');
  const [pin, setPin] = useState('');
  const [active, setActive] = useState<'code' | 'pin'>('code');
  const [error, setError] = useState<WireError>();
  const [busy, setBusy] = useState(false);
  const secondsLeft = useCountdown(error?.code === 'pin_locked' ? error : undefined);
  const waiting = secondsLeft > 0;
  const told = error?.code === 'pin_locked' ? (waiting ? { ...error, details: { seconds: secondsLeft } } : undefined) : error;

  function type(field: 'code' | 'pin', text: string): void {
    const digits = text.replace(/\D/g, '');
    if (field === 'pin') setPin(digits.slice(0, MAX_PIN_DIGITS));
    else {
      setCode(digits.slice(0, MAX_CODE_DIGITS));
      setError(undefined);
    }
  }
  function badge(number: string): void {
    type('code', number);
    setPin('');
    pinRef.current?.focus();
  }
  useBadge(badge);

  async function check(): Promise<void> {
    if (code === '') return codeRef.current?.focus();
    if (pin === '') return pinRef.current?.focus();
    setBusy(true);
    const refused = await onSubmit(code, pin);
    setBusy(false);
    setPin('');
    setError(refused);
    pinRef.current?.focus();
  }
  return {
    code,
    pin,
    error: told,
    why: told ? errorText(told, language) : '',
    busy,
    waiting,
    setActive,
    type,
    press(key) {
      const text = active === 'pin' ? pin : code;
      type(active, key === 'clear' ? '' : key === 'backspace' ? text.slice(0, -1) : text + key);
      (active === 'pin' ? pinRef : codeRef).current?.focus();
    },
    submit(event) {
      event.preventDefault();
      if (!busy && !waiting) void check();
    },
  };
}

/** Seconds until the number may be tried again, 0 when it may be. */
function useCountdown(locked: WireError | undefined): number {
  const [ends, setEnds] = useState<{ readonly error: WireError; readonly atMs: number; readonly left: number }>();
  useEffect(() => {
    if (!locked) return undefined;
    const atMs = Date.now() + Number(locked.details['seconds']) * 1000;
    const tick = (): void => setEnds({ error: locked, atMs, left: Math.max(0, Math.ceil((atMs - Date.now()) / 1000)) });
    tick();
    const timer = setInterval(tick, 500);
    return () => clearInterval(timer);
  }, [locked]);
  if (!locked) return 0;
  return ends?.error === locked ? ends.left : Number(locked.details['seconds']);
}
