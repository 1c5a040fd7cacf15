import type { BasketPhase } from '#contract/basket.ts';
import type { ScannedCommand, TillCommand } from '#contract/till-command.ts';
import type { TillState } from './till-state.ts';

/** Where a function barcode meets the till. */
export interface CommandPlace {
  readonly sheetOpen: boolean;
  readonly phase: BasketPhase;
  readonly view: TillState['view'];
}

/** What acts on the chosen line, sale or basket that is in front of the cashier; all else opens something, and asks by itself whether it may. */
const ON_WHAT_IS_SHOWN: Readonly<Record<TillState['view'], readonly TillCommand[]>> = {
  basket: ['up', 'down', 'increase', 'decrease', 'remove', 'undo', 'enter', 'cashExact'],
  refund: ['up', 'down', 'increase', 'decrease', 'remove', 'enter'],
  holds: ['up', 'down', 'increase', 'decrease', 'enter'],
  orders: ['up', 'down', 'increase', 'decrease', 'enter'],
  sales: [],
};
const BOUND: ReadonlySet<TillCommand> = new Set(ON_WHAT_IS_SHOWN.basket);
const WHILE_TENDERING: ReadonlySet<TillCommand> = new Set(['enter', 'back', 'cashExact', 'up', 'down']);
/** After a sale the lines on screen are sold. */
const WHEN_PAID: ReadonlySet<TillCommand> = new Set(['enter']);

/** Whether a function barcode acts here. The state of the screen decides: an open sheet is answered or closed first, and a sale that is being paid is not changed. */
export function mayAct(asked: ScannedCommand, { sheetOpen, phase, view }: CommandPlace): boolean {
  if ('times' in asked) return !sheetOpen && phase !== 'tendering' && view === 'basket';
  const { command } = asked;
  if (sheetOpen) return command === 'back';
  if (phase === 'tendering') return WHILE_TENDERING.has(command);
  if (!BOUND.has(command)) return true;
  return view === 'basket' && phase === 'paid' ? WHEN_PAID.has(command) : ON_WHAT_IS_SHOWN[view].includes(command);
}
