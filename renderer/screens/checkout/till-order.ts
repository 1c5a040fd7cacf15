import type { CustomerOrder, OrderDetails } from '#contract/customer-order.ts';
import type { WireError } from '#contract/error.ts';
import { sumOfTenders } from '#contract/tender.ts';
import { wireErrorOf } from '#renderer/app/client.ts';
import { formatMoney } from '#renderer/app/format.ts';
import { matchingOrders } from './order-search.ts';
import type { TillStore } from './till-store.ts';

export interface OrderActions {
  /** Asks what the basket is ordered for. */
  askOrder(): void;
  /** Resolves with what the station refuses. */
  beginOrder(details: OrderDetails, depositMinor: number): Promise<WireError | undefined>;
  /** Open orders, in the work area. */
  showOrders(): void;
  searchOrders(query: string): void;
  stepOrder(step: 1 | -1): void;
  chooseOrder(seq: number): void;
  /** The goods of the chosen one, or of the one named, come into the basket. */
  collectOrder(seq?: number): void;
  /** The basket has to do with no order any more. */
  releaseOrder(): void;
  repriceOrder(): void;
  changeOrder(seq: number, details: OrderDetails): Promise<WireError | undefined>;
  cancelOrder(order: CustomerOrder, keepMinor: number, reason: string): void;
  reprintOrder(seq: number): void;
}

/** Orders of customers at the checkout. */
export function createOrderActions(store: TillStore): OrderActions {
  const { client } = store;
  const shown = (): readonly CustomerOrder[] => matchingOrders(client.topic('orders')?.open ?? [], store.state.orderQuery);
  /** The one chosen by hand while it is among those shown, else the first. */
  const chosen = (): CustomerOrder | undefined => shown().find(({ seq }) => seq === store.state.chosenOrder) ?? shown()[0];
  const closing = async (work: Promise<unknown>): Promise<WireError | undefined> => {
    try {
      await work;
      store.set({ overlay: undefined });
      return undefined;
    } catch (thrown) {
      return wireErrorOf(thrown);
    }
  };

  return {
    askOrder() {
      const { basket } = store;
      if (!basket || basket.phase === 'tendering') return;
      if (basket.phase === 'paid' || basket.lines.length === 0) store.refuseFor('basket_empty');
      else if (basket.terms.order?.kind === 'collecting') store.refuseFor('order_alone');
      else store.set({ overlay: { kind: 'order', seq: undefined } });
    },
    beginOrder: (details, depositMinor) => closing(client.command('order.begin', { ...details, depositMinor })),
    showOrders() {
      if (store.basket?.phase === 'tendering') return;
      const view = { view: 'orders', orderQuery: '', chosenOrder: undefined } as const;
      store.set({ ...view, overlay: undefined, unknownCode: undefined, choices: undefined, echo: undefined });
      store.field.write('');
    },
    searchOrders: (query) => store.set({ orderQuery: query, chosenOrder: undefined }),
    stepOrder(step) {
      const seqs = shown().map(({ seq }) => seq);
      const next = Math.min(Math.max(seqs.indexOf(chosen()?.seq ?? 0) + step, 0), seqs.length - 1);
      store.set({ chosenOrder: seqs[next] });
    },
    chooseOrder: (seq) => store.set({ chosenOrder: seq }),
    collectOrder(seq = chosen()?.seq) {
      if (seq === undefined) return;
      const code = client.topic('orders')?.open.find((order) => order.seq === seq)?.code ?? '';
      store.run(client.command('order.collect', { seq }), () => {
        store.field.write('');
        store.set({ view: 'basket', orderQuery: '', chosenOrder: undefined });
        store.say('ok', { key: 'order.echo.collecting', values: { code } });
        store.sounds.play('tick');
      });
    },
    releaseOrder: () => store.run(client.command('order.release', {})),
    repriceOrder: () => store.run(client.command('order.reprice', {})),
    changeOrder: (seq, details) =>
      closing(client.command('order.change', { seq, ...details }).then(() => store.say('ok', { key: 'order.echo.changed' }))),
    cancelOrder({ seq }, keepMinor, reason) {
      store.set({ overlay: undefined });
      client.command('order.cancel', { seq, keepMinor, reason }).then(({ returnedMinor, back }) => {
        const amount = formatMoney(returnedMinor);
        if (back.length === 0) store.say('ok', { key: 'order.echo.cancelled', values: { amount } });
        else {
          const cash = formatMoney(returnedMinor - sumOfTenders(back));
          store.say('warn', { key: 'order.echo.cancelledWays', values: { amount, cash } });
        }
      }, store.refuseThrown);
    },
    reprintOrder(seq) {
      store.run(client.command('order.reprint', { seq }), () => store.say('ok', { key: 'order.echo.reprinting' }));
    },
  };
}
