import { useEffectEvent, useLayoutEffect, type RefObject } from 'react';
import type { BasketPhase } from '#contract/basket.ts';
import type { TillCommand } from '#contract/till-command.ts';
import { cashKeyOf, type CashKey } from './cash-text.ts';
import { perform } from './till-act.ts';
import { tillAction, type TillAction } from './till-keys.ts';
import type { Till } from './till.ts';

export interface TillKeysOptions {
  readonly till: Till;
  readonly field: RefObject<HTMLInputElement | null>;
  readonly phase: BasketPhase;
  readonly locked: boolean;
  /** Nobody is signed in: what is typed belongs to the sign-in sheet. */
  readonly signedOut: boolean;
  readonly weighing: boolean;
  readonly keys: ReadonlyMap<string, TillCommand>;
  readonly toggleLanguage: () => void;
  readonly toggleSound: () => void;
}

/** The keyboard of the whole screen. Sheets keep their own keys; while money is taken, digits are the amount. */
export function useTillKeys(options: TillKeysOptions): void {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing || document.querySelector('dialog[open]')) return;
    if (options.signedOut && !event.altKey && !/^F\d+$/.test(event.key)) return;
    const { phase, field, till, weighing, keys } = options;
    const view = till.state.view;
    const action = tillAction(event, { phase, view, fieldEmpty: (field.current?.value ?? '') === '', weighing, keys });
    // A button that holds the focus (Tab) is pressed by its own Enter.
    if ((action === 'enter' || action === 'weigh') && event.target instanceof HTMLButtonElement) return;
    if (action === undefined) {
      if ((phase === 'tendering' || till.state.payingSoon) && typeAmount(till, event)) event.preventDefault();
      return;
    }
    event.preventDefault();
    if (!options.locked || action === 'language' || action === 'sound' || action === 'keys') act(action, options);
  });
  const onPaste = useEffectEvent((event: ClipboardEvent) => {
    if (options.phase !== 'tendering' || options.signedOut || document.querySelector('dialog[open]')) return;
    event.preventDefault();
    options.till.pasteCash(event.clipboardData?.getData('text') ?? '');
  });
  useLayoutEffect(() => {
    document.addEventListener('keydown', onKey);
    document.addEventListener('paste', onPaste);
    return () => {
      document.removeEventListener('keydown', onKey);
      document.removeEventListener('paste', onPaste);
    };
  }, []);
}

const CASH_KEYS: ReadonlySet<string> = new Set<CashKey>([
  '0',
  '1',
  '2',
  '3',
  '4',
  '5',
  '6',
  '7',
  '8',
  '9',
  '00',
  '.',
  'backspace',
  'clear',
]);

function typeAmount(till: Till, event: KeyboardEvent): boolean {
  if (event.ctrlKey || event.altKey || event.metaKey) return false;
  const typed = cashKeyOf(event);
  if (typed === undefined) return false;
  if (CASH_KEYS.has(typed)) till.typeCash(typed as CashKey);
  else if (typed === 'negative' || typed === 'character') till.refuseCash(typed);
  return true;
}

function act(action: TillAction, { till, field, phase, toggleLanguage, toggleSound }: TillKeysOptions): void {
  if (action === 'language') return toggleLanguage();
  if (action === 'sound') return toggleSound();
  if (action !== 'scanField') return perform(action, { till, fieldText: field.current?.value ?? '', phase });
  field.current?.focus();
  field.current?.select();
}
