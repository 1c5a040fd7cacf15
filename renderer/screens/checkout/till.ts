import type { Client } from '#renderer/app/client.ts';
import { wireErrorOf } from '#renderer/app/client.ts';
import type { ScannedCommand } from '#contract/till-command.ts';
import type { Sounds } from '#renderer/app/sounds.ts';
import { mayAct } from './scanned-command.ts';
import { perform } from './till-act.ts';
import { createBasketActions, type BasketActions } from './till-basket.ts';
import { createHoldActions, type HoldActions } from './till-hold.ts';
import { createGoodsActions, type GoodsActions } from './till-goods.ts';
import { createQueueActions, type QueueActions } from './till-queue.ts';
import { createOrderActions, type OrderActions } from './till-order.ts';
import { createPriceActions, type PriceActions } from './till-price.ts';
import { createRefundActions, type RefundActions } from './till-refund.ts';
import { createScanActions, followScans, type ScanActions } from './till-scan.ts';
import type { Overlay, TillState } from './till-state.ts';
import { createTillStore, type ScanFieldPort, type TillStore } from './till-store.ts';
import { createTenderActions, followPhase, type TenderActions } from './till-tender.ts';
import { createWeighActions, followWeighing, type WeighActions } from './till-weigh.ts';

/** Everything a cashier can do at the checkout, by key, touch or scanner: buttons and keys call the same functions. */
export interface Till
  extends
    ScanActions,
    BasketActions,
    TenderActions,
    WeighActions,
    GoodsActions,
    RefundActions,
    HoldActions,
    OrderActions,
    PriceActions,
    QueueActions,
    DeskActions {
  readonly state: TillState;
  subscribe(listener: () => void): () => void;
  bindField(field: ScanFieldPort): void;
  /** Esc: one step back. */
  back(): void;
  /** Follows the station until the returned function is called. */
  start(): () => void;
}

interface DeskActions {
  open(overlay: Overlay): void;
  close(): void;
  /** The day's sales in the work area, searched for `query`. */
  showSales(query?: string): void;
  searchSales(query: string): void;
  /** Prints a receipt again; the last one without `seq`. */
  reprint(seq?: number, reasons?: true): void;
  /** A receipt without prices; of the last sale where none is named. */
  giftReceipt(seq?: number): void;
  settlePrint(jobId: number, decision: 'printed' | 'reprint' | 'discard'): void;
  openDrawer(reason: string): void;
  testDevice(deviceId: string): void;
  dismissUnknown(): void;
  /** Signs the person out; the basket stays for whoever comes next. */
  lock(): void;
}

/** Builds the till over the station's topics and procedures. */
export function createTill(client: Client, sounds: Sounds, nowMs: () => number = Date.now): Till {
  const store = createTillStore(client, sounds);
  const desk = createDeskActions(store);
  const basket = createBasketActions(store);
  const tender = createTenderActions(store);
  const weigh = createWeighActions(store);
  const refund = createRefundActions(store);
  const targets = { setQuantity: basket.setQuantity, showSales: desk.showSales, showRefund: refund.showRefund, obey };
  const scan = createScanActions(store, targets);
  const till: Till = {
    get state() {
      return store.state;
    },
    subscribe: store.subscribe,
    bindField: store.bindField,
    ...desk,
    ...basket,
    ...tender,
    ...scan,
    ...weigh,
    ...createGoodsActions(store),
    ...refund,
    ...createHoldActions(store),
    ...createOrderActions(store),
    ...createPriceActions(store),
    ...createQueueActions(store),
    back: () => stepBack(store, tender, weigh, refund),
    start() {
      const ends = [followScans(store, targets, nowMs), followPhase(store), followWeighing(store), followLock(store), store.dispose];
      return () => {
        for (const end of ends) end();
      };
    },
  };
  return till;

  function obey(asked: ScannedCommand): void {
    const { basket: open, state, field, sounds: voice } = store;
    const phase = open?.phase ?? 'selling';
    if (!mayAct(asked, { sheetOpen: state.overlay !== undefined, phase, view: state.view })) return store.refuseFor('command_not_now');
    voice.play('tick');
    if ('times' in asked) return field.write(`${asked.times} *`);
    const weighs = asked.command === 'enter' && store.product !== undefined && field.read() === '';
    perform(weighs ? 'weigh' : asked.command, { till, fieldText: field.read(), phase });
  }
}

/** What was open or half typed is put away when the till locks. Returns what ends it. */
function followLock(store: TillStore): () => void {
  return store.client.subscribe('operator', () => {
    if (store.client.topic('operator')?.state !== 'locked') return;
    store.field.write('');
    store.set({ overlay: undefined, choices: undefined, unknownCode: undefined, echo: undefined });
  });
}

function stepBack(store: TillStore, tender: TenderActions, weigh: WeighActions, refund: RefundActions): void {
  const { state, basket, field } = store;
  if (state.overlay) store.set({ overlay: undefined });
  else if (basket?.phase === 'tendering') tender.cancelTender();
  else if (field.read() !== '' || state.choices || state.unknownCode !== undefined) {
    field.write('');
    store.set({ choices: undefined, unknownCode: undefined, echo: undefined, salesQuery: '', orderQuery: '' });
  } else if (store.product) weigh.cancelWeighing();
  else if (state.view === 'sales' || state.view === 'holds' || state.view === 'orders') store.set({ view: 'basket' });
  else if (state.view === 'refund') refund.closeRefund();
  else if (basket?.phase === 'paid') tender.nextCustomer();
  else store.set({ echo: undefined });
}

function createDeskActions(store: TillStore): DeskActions {
  const { client } = store;
  return {
    open: (overlay) => store.set({ overlay }),
    close: () => store.set({ overlay: undefined }),
    showSales(query = '') {
      if (store.basket?.phase === 'tendering') return;
      store.set({ view: 'sales', salesQuery: query, overlay: undefined, unknownCode: undefined, choices: undefined, echo: undefined });
      store.field.write(query);
    },
    searchSales: (query) => store.set({ salesQuery: query }),
    reprint(seq, reasons) {
      client.command('sale.reprint', { ...(seq === undefined ? {} : { seq }), ...(reasons ? { reasons } : {}) }).then(
        ({ receiptNumber }) => store.say('ok', { key: 'checkout.echo.reprinting', values: { receiptNumber } }),
        (error: unknown) => store.refuse(wireErrorOf(error)),
      );
    },
    giftReceipt(seq) {
      client.command('sale.giftReceipt', seq === undefined ? {} : { seq }).then(
        ({ receiptNumber }) => store.say('ok', { key: 'checkout.echo.giftReceipt', values: { receiptNumber } }),
        (error: unknown) => store.refuse(wireErrorOf(error)),
      );
    },
    settlePrint(jobId, decision) {
      store.run(client.command('print.settle', { jobId, decision }));
    },
    openDrawer(reason) {
      store.set({ overlay: undefined });
      store.run(client.command('drawer.open', { reason }), () => store.say('ok', { key: 'checkout.echo.drawer' }));
    },
    testDevice(deviceId) {
      client.request('device.test', { deviceId }).then(
        ({ ok, detail }) =>
          store.say(ok ? 'ok' : 'bad', { key: ok ? 'checkout.echo.deviceWell' : 'checkout.echo.deviceIll', values: { detail } }),
        (error: unknown) => store.refuse(wireErrorOf(error)),
      );
    },
    lock() {
      if (client.topic('operator')?.state === 'open') store.say('bad', { key: 'people.lock.open' });
      else store.run(client.request('staff.lock', {}));
    },
    dismissUnknown: () => store.set({ unknownCode: undefined, echo: undefined }),
  };
}
