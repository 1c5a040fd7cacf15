import type { BasketPhase } from '#contract/basket.ts';
import { keyNameOf, type KeyPress, type TillCommand } from '#contract/till-command.ts';

/** What a key asks for. `none` = ours but without meaning here: it must not reach the browser (F5 would reload the till). */
export type TillAction =
  | TillCommand
  | 'refundAll'
  | 'takePart'
  | 'damaged'
  | 'sizeUp'
  | 'sizeDown'
  | 'weigh'
  | 'weighAgain'
  | 'tare'
  | 'zeroScale'
  | 'typeWeight'
  | 'none';

export interface TillKey extends KeyPress {
  readonly repeat: boolean;
}

/** Where the cashier is. `fieldEmpty`: nothing is typed in the scan field, so signs and arrows mean the basket. */
export interface TillSituation {
  readonly phase: BasketPhase;
  readonly view: 'basket' | 'sales' | 'refund' | 'holds' | 'orders';
  readonly fieldEmpty: boolean;
  /** Goods by weight wait for the scale. */
  readonly weighing: boolean;
  /** The shop's keys. */
  readonly keys: ReadonlyMap<string, TillCommand>;
}

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
  const onBasket = situation.fieldEmpty && situation.phase === 'selling' && situation.view === 'basket';
  const onRefund = situation.fieldEmpty && situation.phase !== 'tendering' && situation.view === 'refund';
  if (key.ctrlKey) return key.code === 'KeyZ' && onBasket && !key.altKey ? 'undo' : undefined;
  const name = keyNameOf(key);
  const command = name === undefined ? undefined : situation.keys.get(name);
  if (key.altKey) return insideAction(key.code, situation) ?? command;
  if (command !== undefined) return command;
  // A function key that means nothing here would reload or print the page.
  if (/^F\d+$/.test(key.key)) return key.key === 'F11' ? undefined : 'none';
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

/** What Alt and a key mean only inside weighing, a return, or on the basket. */
function insideAction(code: string, { weighing, view, phase }: TillSituation): TillAction | undefined {
  if (Object.hasOwn(SIZE_CODES, code)) return phase === 'selling' && view === 'basket' ? SIZE_CODES[code] : 'none';
  return weighing ? SCALE_CODES[code] : view === 'refund' ? REFUND_CODES[code] : undefined;
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
