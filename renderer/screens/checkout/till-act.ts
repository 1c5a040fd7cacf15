import type { BasketPhase } from '#contract/basket.ts';
import type { TillAction } from './till-keys.ts';
import type { Till } from './till.ts';

/** Where the cashier is when something is asked for. */
export interface Place {
  readonly till: Till;
  readonly fieldText: string;
  readonly phase: BasketPhase;
}

/** Does what a key or a function barcode asks for, where the cashier is now. What is not done here is the screen's own: language, sound and focus. */
export function perform(action: TillAction, { till, fieldText, phase }: Place): void {
  const viewAct = VIEW_ACTS[till.state.view]?.[action];
  if (viewAct) return viewAct(till, fieldText);
  switch (action) {
    case 'keys':
      return till.open({ kind: 'keys' });
    case 'pay':
      return till.pay();
    case 'cashExact':
      return till.cashExact();
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
    case 'reprintReasons':
      return till.reprint(undefined, true);
    case 'giftReceipt':
      return till.giftReceipt();
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
    case 'order':
      return till.askOrder();
    case 'orders':
      return till.state.view === 'orders' ? till.back() : till.showOrders();
    case 'split':
      return phase === 'tendering' ? undefined : till.open({ kind: 'split' });
    case 'pickList':
      return till.printPickList();
    case 'salespeople':
      return till.askSalespeople();
    case 'price':
      return till.askPrice();
    case 'discount':
      return till.askDiscount();
    case 'member':
    case 'offers':
    case 'why':
    case 'orderNote':
      return phase === 'tendering' ? undefined : till.open({ kind: action });
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
      return pressPrimary(till, fieldText, phase);
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
    case 'language':
    case 'sound':
    case 'scanField':
    case 'none':
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

/** What keys mean while an open order is chosen; what is typed narrows the list. */
const ORDER_ACTS: ViewActs = {
  up: (till) => till.stepOrder(-1),
  down: (till) => till.stepOrder(1),
  decrease: (till) => till.stepOrder(-1),
  increase: (till) => till.stepOrder(1),
  enter: (till) => till.collectOrder(),
};

const VIEW_ACTS: Readonly<Partial<Record<Till['state']['view'], ViewActs>>> = {
  refund: REFUND_ACTS,
  holds: HOLD_ACTS,
  orders: ORDER_ACTS,
};

/** Enter presses the big button everywhere except on the basket, where it only takes what is in the scan field. */
function pressPrimary(till: Till, fieldText: string, phase: BasketPhase): void {
  if (till.state.view === 'sales') return;
  if (phase === 'tendering') till.complete();
  else if (fieldText.trim() !== '') till.enter();
  else if (phase === 'paid') till.nextCustomer();
}
