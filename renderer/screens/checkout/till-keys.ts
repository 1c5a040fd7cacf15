import type { BasketPhase } from '#contract/basket.ts';

/** What a key asks for. `none` = ours but without meaning here: it must not reach the browser (F5 would reload the till). */
export type TillAction =
  | 'keys'
  | 'scanField'
  | 'pay'
  | 'drawer'
  | 'shift'
  | 'lock'
  | 'reprint'
  | 'quick'
  | 'card'
  | 'recall'
  | 'sizeUp'
  | 'sizeDown'
  | 'sales'
  | 'refund'
  | 'refundAll'
  | 'hold'
  | 'takePart'
  | 'holds'
  | 'split'
  | 'damaged'
  | 'labels'
  | 'callNext'
  | 'member'
  | 'price'
  | 'offers'
  | 'discount'
  | 'why'
  | 'orderNote'
  | 'language'
  | 'sound'
  | 'up'
  | 'down'
  | 'increase'
  | 'decrease'
  | 'remove'
  | 'undo'
  | 'weigh'
  | 'weighAgain'
  | 'tare'
  | 'zeroScale'
  | 'typeWeight'
  | 'back'
  | 'enter'
  | 'none';

export interface TillKey {
  readonly key: string;
  readonly code: string;
  readonly altKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly repeat: boolean;
}

/** Where the cashier is. `fieldEmpty`: nothing is typed in the scan field, so signs and arrows mean the basket. */
export interface TillSituation {
  readonly phase: BasketPhase;
  readonly view: 'basket' | 'sales' | 'refund' | 'holds';
  readonly fieldEmpty: boolean;
  /** Goods by weight wait for the scale. */
  readonly weighing: boolean;
}

const FUNCTION_KEYS: Readonly<Record<string, TillAction>> = {
  F1: 'keys',
  F2: 'scanField',
  F3: 'member',
  F4: 'price',
  F5: 'offers',
  F6: 'hold',
  F7: 'holds',
  F8: 'discount',
  F9: 'pay',
  F10: 'drawer',
  F12: 'lock',
};

const ALT_CODES: Readonly<Record<string, TillAction>> = {
  KeyR: 'reprint',
  KeyQ: 'quick',
  KeyI: 'card',
  KeyK: 'recall',
  KeyS: 'sales',
  KeyV: 'refund',
  KeyH: 'split',
  KeyJ: 'shift',
  KeyB: 'labels',
  KeyN: 'callNext',
  KeyY: 'why',
  KeyO: 'orderNote',
  KeyL: 'language',
  KeyM: 'sound',
};

/** While goods are weighed. */
const SCALE_CODES: Readonly<Record<string, TillAction>> = { KeyT: 'tare', KeyZ: 'zeroScale', KeyW: 'typeWeight', KeyA: 'weighAgain' };

/** While goods come back. */
const REFUND_CODES: Readonly<Record<string, TillAction>> = { KeyA: 'refundAll', KeyD: 'damaged' };

/** A held key repeats only where repeating is meant: moving and counting. */
const REPEATING: ReadonlySet<TillAction> = new Set(['up', 'down', 'increase', 'decrease', 'none']);

/** The action of a key; undefined when the key is just typing. */
export function tillAction(key: TillKey, situation: TillSituation): TillAction | undefined {
  const action = anyAction(key, situation);
  return action !== undefined && key.repeat && !REPEATING.has(action) ? 'none' : action;
}

function anyAction(key: TillKey, situation: TillSituation): TillAction | undefined {
  if (key.metaKey) return undefined;
  if (key.altKey) return key.ctrlKey ? undefined : altAction(key.code, situation);
  const onBasket = situation.fieldEmpty && situation.phase === 'selling' && situation.view === 'basket';
  const onRefund = situation.fieldEmpty && situation.phase !== 'tendering' && situation.view === 'refund';
  if (key.ctrlKey) return key.code === 'KeyZ' && onBasket ? 'undo' : undefined;
  if (Object.hasOwn(FUNCTION_KEYS, key.key)) return FUNCTION_KEYS[key.key];
  switch (key.key) {
    case 'Escape':
      return 'back';
    case 'Enter':
      return situation.weighing && situation.fieldEmpty ? 'weigh' : 'enter';
    case 'ArrowUp':
      return 'up';
    case 'ArrowDown':
      return 'down';
    case '+':
      if (situation.phase === 'tendering') return 'takePart';
      return onBasket || onRefund ? basketAction(key) : undefined;
    default:
      return onBasket || onRefund ? basketAction(key) : undefined;
  }
}

/** On the basket: another size of the selected line. */
const SIZE_CODES: Readonly<Record<string, TillAction>> = { ArrowUp: 'sizeUp', ArrowDown: 'sizeDown' };

function altAction(code: string, { weighing, view, phase }: TillSituation): TillAction | undefined {
  if (Object.hasOwn(SIZE_CODES, code)) return phase === 'selling' && view === 'basket' ? SIZE_CODES[code] : 'none';
  const special = weighing ? SCALE_CODES[code] : view === 'refund' ? REFUND_CODES[code] : undefined;
  return special ?? ALT_CODES[code];
}

function basketAction(key: TillKey): TillAction | undefined {
  if (key.code === 'NumpadAdd') return 'pay';
  switch (key.key) {
    case '+':
    case 'ArrowRight':
      return 'increase';
    case '-':
    case 'ArrowLeft':
      return 'decrease';
    case 'Delete':
      return 'remove';
    default:
      return undefined;
  }
}
