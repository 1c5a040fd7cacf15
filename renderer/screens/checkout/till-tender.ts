import { GuitaiError } from '#contract/error.ts';
import { formatYuan, MAX_AMOUNT_MINOR } from '#contract/money.ts';
import { wireErrorOf } from '#renderer/app/client.ts';
import { cashAmount, cashOf, emptyCash, pasteCash, typeCash, type CashKey, type CashRefusal, type CashText } from './cash-text.ts';
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
  /** Settles with the amount typed; with none, with the exact amount. */
  complete(): void;
  nextCustomer(): void;
}

/** Taking money. The sale is done when the station says so; an answer that got lost is asked for again under the same request. */
export function createTenderActions(store: TillStore): TenderActions {
  const { client, sounds } = store;

  function refuseTender(code: 'amount_too_large' | 'tender_short', details: Readonly<Record<string, string>>): void {
    store.set({ tenderError: new GuitaiError(code, details).toWire() });
    sounds.play('refuse');
  }

  function begin(): void {
    if (store.state.payingSoon) return;
    store.set({ payingSoon: true, cash: emptyCash });
    client.command('tender.begin', {}).catch((error: unknown) => {
      store.set({ payingSoon: false, cash: emptyCash });
      store.refuse(wireErrorOf(error));
    });
  }

  return {
    pay() {
      const { basket } = store;
      if (!basket || basket.phase === 'tendering') return;
      if (basket.lines.length === 0) store.refuseFor('basket_empty');
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
    complete() {
      const { basket, state } = store;
      if (!basket || basket.phase !== 'tendering' || state.completing) return;
      const amountMinor = cashAmount(state.cash) ?? basket.totalMinor;
      const missingMinor = basket.totalMinor - amountMinor;
      if (amountMinor > MAX_AMOUNT_MINOR) refuseTender('amount_too_large', { max: formatYuan(MAX_AMOUNT_MINOR) });
      else if (missingMinor > 0) refuseTender('tender_short', { missing: formatYuan(missingMinor) });
      else settle(store, { basketId: basket.basketId, basketRevision: basket.revision, tenders: [{ kind: 'cash', amountMinor }] });
    },
    nextCustomer() {
      store.run(client.command('sale.dismiss', {}));
    },
  };
}

function settle(store: TillStore, input: Parameters<typeof store.client.command<'sale.complete'>>[1]): void {
  store.set({ completing: true, tenderError: undefined });
  store.client.command('sale.complete', input).then(
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
    const typedAhead = payingSoon && phase === 'tendering';
    store.set({ cash: typedAhead ? cash : emptyCash, payingSoon: false, completing: false, tenderError: undefined });
    if (phase === 'selling') return;
    store.field.write('');
    store.set({ view: 'basket', overlay: undefined, choices: undefined, unknownCode: undefined, echo: undefined });
  });
}
