import type { Basket } from '#contract/basket.ts';
import type { HandedTender } from '#contract/tender.ts';
import { GuitaiError } from '#contract/error.ts';
import { formatYuan, MAX_AMOUNT_MINOR } from '#contract/money.ts';
import { wireErrorOf } from '#renderer/app/client.ts';
import { cashOf, emptyCash, pasteCash, typeCash, type CashKey, type CashRefusal, type CashText } from './cash-text.ts';
import { CASH, neighbourWay, payWays, restDue, typedTender, typedValue, type PayWay } from './pay-ways.ts';
import type { TillStore } from './till-store.ts';

export interface TenderActions {
  pay(): void;
  cancelTender(): void;
  typeCash(key: CashKey): void;
  refuseCash(refusal: CashRefusal): void;
  pasteCash(text: string): void;
  setCash(amountMinor: number): void;
  /** Puts the amount back as it was before a scan's digits fell into it. */
  restoreCash(cash: CashText): void;
  /** ↑ ↓ choose how the money comes. */
  stepWay(step: 1 | -1): void;
  chooseWay(way: PayWay): void;
  /** Takes the amount typed as a part of what is due; the rest comes another way. */
  takePart(): void;
  takeVoucher(number: string, valueMinor: number): void;
  /** Gives a part back. */
  giveBack(index: number): void;
  /** Settles with the amount typed; with none, with all that is due. What is not cash and is less than due is taken as a part. */
  complete(): void;
  /** Cash, exactly what is due: pays and settles in one; while goods are on their way it only shows what is due. */
  cashExact(): void;
  nextCustomer(): void;
}

/** Taking money. The sale is done when the station says so; an answer that got lost is asked for again under the same request. */
export function createTenderActions(store: TillStore): TenderActions {
  const { client, sounds } = store;

  function refuseTender(code: 'amount_too_large' | 'tender_short' | 'tender_over', details: Readonly<Record<string, string>>): void {
    store.set({ tenderError: new GuitaiError(code, details).toWire() });
    sounds.play('refuse');
  }

  /** From the key on digits are the amount. Goods still on their way are waited for: nobody pays what the cashier has not seen. */
  function begin(): void {
    if (store.state.payingSoon) return;
    store.set({ payingSoon: true, cash: emptyCash });
    const giveUp = (): void => store.set({ payingSoon: false, cash: emptyCash });
    const ask = (): void => {
      client.command('tender.begin', {}).catch((error: unknown) => {
        giveUp();
        store.refuse(wireErrorOf(error));
      });
    };
    if (!store.underway.any) return ask();
    void store.underway.settled().then((came) => {
      if (came === 'in') return ask();
      giveUp();
      if (came === 'silent') store.refuseFor('no_answer');
    });
  }

  const settleWith = ({ basketId, revision, terms }: Basket, tenders: HandedTender[]): void =>
    settle(store, terms.order?.kind === 'placing' ? 'order.place' : 'sale.complete', { basketId, basketRevision: revision, tenders });

  /** Until the answer is there nothing else is taken or given back: a second press is no second card. */
  function take(tender: HandedTender): void {
    store.set({ completing: true });
    client.command('tender.add', { tender }).then(
      () => store.set({ completing: false, way: CASH, cash: emptyCash, tenderError: undefined }),
      (thrown: unknown) => {
        store.set({ completing: false, tenderError: wireErrorOf(thrown) });
        sounds.play('refuse');
      },
    );
  }

  function settleOrTake(basket: Basket, tender: HandedTender): void {
    const overMinor = tender.amountMinor - restDue(basket);
    if (overMinor > 0) refuseTender('tender_over', { over: formatYuan(overMinor) });
    else if (overMinor === 0) settleWith(basket, [tender]);
    else take(tender);
  }

  return {
    pay() {
      const { basket } = store;
      if (!basket || basket.phase === 'tendering') return;
      if (basket.lines.length === 0 && !store.underway.any) store.refuseFor('basket_empty');
      else begin();
    },
    cancelTender() {
      if (!store.state.completing) store.run(client.command('tender.cancel', {}));
    },
    typeCash(key) {
      store.set({ cash: typeCash(store.state.cash, key), tenderError: undefined });
    },
    refuseCash(refusal) {
      store.set({ cash: { ...store.state.cash, refusal } });
    },
    pasteCash(text) {
      store.set({ cash: pasteCash(store.state.cash, text), tenderError: undefined });
    },
    setCash(amountMinor) {
      store.set({ cash: cashOf(amountMinor), tenderError: undefined });
    },
    restoreCash(cash) {
      store.set({ cash });
    },
    stepWay(step) {
      store.set({
        way: neighbourWay(payWays(client.topic('station')?.tenders ?? []), store.state.way, step),
        cash: emptyCash,
        tenderError: undefined,
      });
    },
    chooseWay(way) {
      store.set({ way, cash: emptyCash, tenderError: undefined });
    },
    takePart() {
      const { basket, state } = store;
      if (!basket || basket.phase !== 'tendering' || state.completing) return;
      const amountMinor = typedValue(state.way, state.cash);
      if (amountMinor !== undefined && amountMinor > 0 && state.way.kind !== 'voucher')
        take(typedTender(state.way, state.cash, amountMinor));
    },
    takeVoucher(number, valueMinor) {
      const { basket } = store;
      store.set({ overlay: undefined });
      if (!basket || basket.phase !== 'tendering' || store.state.completing) return;
      settleOrTake(basket, { kind: 'voucher', number, valueMinor, amountMinor: Math.min(valueMinor, restDue(basket)) });
    },
    giveBack(index) {
      if (store.state.completing) return;
      store.set({ completing: true });
      store.run(client.command('tender.remove', { index }).finally(() => store.set({ completing: false })));
    },
    complete() {
      const { basket, state } = store;
      if (!basket || basket.phase !== 'tendering' || state.completing) return;
      const { way, cash } = state;
      const dueMinor = restDue(basket);
      // Of foreign cash nobody knows how much it is before it is typed.
      const amountMinor = typedValue(way, cash) ?? (way.kind === 'foreign' ? 0 : dueMinor);
      if (amountMinor > MAX_AMOUNT_MINOR) refuseTender('amount_too_large', { max: formatYuan(MAX_AMOUNT_MINOR) });
      else if (dueMinor <= 0) settleWith(basket, []);
      else if (way.kind === 'voucher') store.set({ overlay: { kind: 'voucher' } });
      else if (amountMinor === 0 || (way.kind === 'cash' && amountMinor < dueMinor))
        refuseTender('tender_short', { missing: formatYuan(dueMinor - amountMinor) });
      else if (way.kind === 'cash' || (way.kind === 'foreign' && amountMinor > dueMinor))
        settleWith(basket, [typedTender(way, cash, amountMinor)]);
      else settleOrTake(basket, typedTender(way, cash, amountMinor));
    },
    cashExact() {
      const { basket, state } = store;
      if (!basket || state.completing || state.payingSoon) return;
      const settleExactly = (): void => {
        const now = store.basket;
        if (now?.phase === 'tendering') settleWith(now, restDue(now) > 0 ? [{ kind: 'cash', amountMinor: restDue(now) }] : []);
      };
      if (basket.phase === 'tendering') settleExactly();
      else if (store.underway.any) begin();
      else if (basket.lines.length === 0) store.refuseFor('basket_empty');
      else store.run(client.command('tender.begin', {}), settleExactly);
    },
    nextCustomer() {
      store.run(client.command('sale.dismiss', {}));
    },
  };
}

/** Both end the basket with the money that is handed over. */
type Ending = 'sale.complete' | 'order.place';

function settle(store: TillStore, ending: Ending, input: Parameters<typeof store.client.command<Ending>>[1]): void {
  store.set({ completing: true, tenderError: undefined });
  store.client.command(ending, input).then(
    () => store.set({ completing: false }),
    (thrown: unknown) => {
      const error = wireErrorOf(thrown);
      if (store.basket?.phase === 'tendering') {
        store.set({ completing: false, tenderError: error });
        store.sounds.play('refuse');
      } else {
        store.set({ completing: false });
        store.refuse(error);
      }
    },
  );
}

/** Clears what was typed for one customer when the basket changes phase, and rings when it is paid. Returns what ends it. */
export function followPhase(store: TillStore): () => void {
  let last = store.basket?.phase;
  return store.client.subscribe('basket', () => {
    const phase = store.basket?.phase;
    if (phase === last) return;
    if (phase === 'paid' && last === 'tendering') store.sounds.play('chime');
    last = phase;
    const { payingSoon, cash } = store.state;
    // The key may have been pressed on the paid screen, ahead of the first goods of the next basket.
    const typedAhead = payingSoon && phase !== 'paid';
    store.set({
      cash: typedAhead ? cash : emptyCash,
      way: CASH,
      payingSoon: typedAhead && phase === 'selling',
      completing: false,
      tenderError: undefined,
    });
    if (phase === 'selling') return;
    store.field.write('');
    store.set({ view: 'basket', overlay: undefined, choices: undefined, unknownCode: undefined, echo: undefined });
  });
}
