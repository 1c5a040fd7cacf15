import { useEffect, useEffectEvent, type RefObject } from 'react';
import type { BasketPhase } from '#contract/basket.ts';
import { cashKeyOf, type CashKey } from './cash-text.ts';
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
  readonly toggleLanguage: () => void;
  readonly toggleSound: () => void;
}

/** The keyboard of the whole screen. Sheets keep their own keys; while money is taken, digits are the amount. */
export function useTillKeys(options: TillKeysOptions): void {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing || document.querySelector('dialog[open]')) return;
    if (options.signedOut && !event.altKey && !/^F\d+$/.test(event.key)) return;
    const { phase, field, till, weighing } = options;
    const view = till.state.view;
    const action = tillAction(event, { phase, view, fieldEmpty: (field.current?.value ?? '') === '', weighing });
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
  useEffect(() => {
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
  const viewAct = VIEW_ACTS[till.state.view]?.[action];
  if (viewAct) return viewAct(till, field.current?.value ?? '');
  switch (action) {
    case 'keys':
      return till.open({ kind: 'keys' });
    case 'scanField':
      field.current?.focus();
      return field.current?.select();
    case 'pay':
      return till.pay();
    case 'drawer':
      return phase === 'tendering' ? undefined : till.open({ kind: 'drawer' });
    case 'shift':
      return phase === 'tendering' ? undefined : till.open({ kind: 'shift' });
    case 'callNext':
      return till.callNext();
    case 'lock':
      return till.lock();
    case 'reprint':
      return till.reprint();
    case 'quick':
      return phase === 'tendering' ? undefined : till.open({ kind: 'quick' });
    case 'card':
      return phase === 'tendering' ? undefined : till.showCard();
    case 'recall':
      return phase === 'tendering' ? undefined : till.open({ kind: 'recall' });
    case 'sizeUp':
      return till.swapSize(1);
    case 'sizeDown':
      return till.swapSize(-1);
    case 'sales':
      return till.state.view === 'sales' ? till.back() : till.showSales();
    case 'labels':
      return void window.open('/labels', 'guitai-labels');
    case 'refund':
      return till.showRefund();
    case 'takePart':
      return till.takePart();
    case 'hold':
      return till.hold();
    case 'holds':
      return till.state.view === 'holds' ? till.back() : till.showHolds();
    case 'split':
      return phase === 'tendering' ? undefined : till.open({ kind: 'split' });
    case 'price':
      return till.askPrice();
    case 'discount':
      return till.askDiscount();
    case 'member':
    case 'offers':
    case 'why':
    case 'orderNote':
      return phase === 'tendering' ? undefined : till.open({ kind: action });
    case 'language':
      return toggleLanguage();
    case 'sound':
      return toggleSound();
    case 'up':
      return phase === 'tendering' ? till.stepWay(-1) : till.step(-1);
    case 'down':
      return phase === 'tendering' ? till.stepWay(1) : till.step(1);
    case 'increase':
      return till.changeQuantity(1000);
    case 'decrease':
      return till.changeQuantity(-1000);
    case 'remove':
      return till.remove();
    case 'undo':
      return till.undo();
    case 'back':
      return till.back();
    case 'enter':
      return pressPrimary(till, field.current?.value ?? '', phase);
    case 'weigh':
      return till.weigh();
    case 'weighAgain':
      return till.state.loadTaken ? till.weigh(true) : undefined;
    case 'tare':
      return till.tare();
    case 'zeroScale':
      return till.zeroScale();
    case 'typeWeight':
      return till.typeWeight();
    case 'refundAll':
    case 'damaged':
    case 'none':
      return undefined;
    default:
      return undefined;
  }
}

const settleRefund = (till: Till, fieldText: string): void => (fieldText.trim() === '' ? till.askReason('refund') : till.findReceipt());

type ViewActs = Readonly<Partial<Record<TillAction, (till: Till, fieldText: string) => void>>>;

/** What keys mean while goods come back; the others mean what they always do. */
const REFUND_ACTS: ViewActs = {
  up: (till) => till.stepRefund(-1),
  down: (till) => till.stepRefund(1),
  increase: (till) => till.changeRefund(1),
  decrease: (till) => till.changeRefund(-1),
  remove: (till) => till.clearRefund(),
  refundAll: (till) => till.refundAll(),
  damaged: (till) => till.toggleDamaged(),
  enter: settleRefund,
  pay: settleRefund,
};

/** What keys mean while a basket that was put aside is chosen. */
const HOLD_ACTS: ViewActs = {
  up: (till) => till.stepHold(-1),
  down: (till) => till.stepHold(1),
  decrease: (till) => till.stepHold(-1),
  increase: (till) => till.stepHold(1),
  enter: (till, fieldText) => (fieldText.trim() === '' ? till.resume() : till.enter()),
};

const VIEW_ACTS: Readonly<Partial<Record<Till['state']['view'], ViewActs>>> = { refund: REFUND_ACTS, holds: HOLD_ACTS };

/** Enter presses the big button everywhere except on the basket, where it only takes what is in the scan field. */
function pressPrimary(till: Till, fieldText: string, phase: BasketPhase): void {
  if (till.state.view === 'sales') return;
  if (phase === 'tendering') till.complete();
  else if (fieldText.trim() !== '') till.enter();
  else if (phase === 'paid') till.nextCustomer();
}
