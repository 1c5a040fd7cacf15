import { wireErrorOf } from '#renderer/app/client.ts';
import {
  changeWanted,
  beginRefund,
  partsForLess,
  refreshRefund,
  setWanted,
  stepLine,
  togglePlace,
  wantAll,
  wantedMinor,
  wantedParts,
} from './refund-draft.ts';
import type { RefundDraft } from './refund-draft.ts';
import { parseScanEntry } from './scan-text.ts';
import type { TillStore } from './till-store.ts';

export interface RefundActions {
  /** Opens the work area for returns; with a receipt (its place or number) what can come back of it. */
  showRefund(receipt?: number | string): void;
  /** Takes what stands in the scan field for a receipt; "* 2" is the quantity of the chosen line. */
  findReceipt(): void;
  closeRefund(): void;
  stepRefund(step: 1 | -1): void;
  chooseRefund(lineId: number): void;
  changeRefund(step: 1 | -1): void;
  setRefund(lineId: number, quantityMilli: number): void;
  /** Nothing of the chosen line comes back after all. */
  clearRefund(): void;
  refundAll(): void;
  toggleDamaged(): void;
  /** Asks for the reason; with it the money is given back. */
  askReason(kind: 'refund' | 'withoutReceipt' | 'void'): void;
  /** Gives the wanted goods' worth back, or less; `paidMinor` is what the customer hands over for dearer goods. */
  completeRefund(reason: string, settlement?: { readonly lessMinor?: number | undefined; readonly paidMinor?: number | undefined }): void;
  completeWithoutReceipt(reason: string): void;
  completeVoid(reason: string): void;
}

/** Returns and exchanges at the checkout. */
export function createRefundActions(store: TillStore): RefundActions {
  return { ...createDraftActions(store), ...createSettlingActions(store) };
}

function change(store: TillStore, next: (draft: RefundDraft) => RefundDraft): void {
  const { refund } = store.state;
  if (refund) store.set({ refund: next(refund) });
}

type SettlingAction = 'askReason' | 'completeRefund' | 'completeWithoutReceipt' | 'completeVoid';

/** What is found and chosen: nothing here gives money back. */
function createDraftActions(store: TillStore): Omit<RefundActions, SettlingAction> {
  const { client } = store;

  function find(receipt: number | string): void {
    client.request('refund.find', { receipt }).then(
      (sale) => {
        store.field.write('');
        store.set({ view: 'refund', refund: beginRefund(sale), echo: undefined });
      },
      (error: unknown) => {
        store.refuse(wireErrorOf(error));
        store.field.select();
      },
    );
  }

  return {
    showRefund(receipt) {
      const { basket } = store;
      if (!basket || basket.phase === 'tendering') return;
      if (basket.phase === 'paid') store.run(client.command('sale.dismiss', {}));
      store.set({ view: 'refund', overlay: undefined, unknownCode: undefined, choices: undefined, echo: undefined });
      store.field.write('');
      if (receipt !== undefined) find(receipt);
    },
    findReceipt() {
      const entry = parseScanEntry(store.field.read());
      if (entry.kind === 'quantity') {
        store.field.write('');
        change(store, (draft) => setWanted(draft, draft.chosenLineId, entry.quantityMilli));
      } else if (entry.kind === 'code') find(entry.text);
    },
    closeRefund: () => store.set({ view: 'basket', refund: undefined, echo: undefined }),
    stepRefund: (step) => change(store, (draft) => stepLine(draft, step)),
    chooseRefund: (lineId) => change(store, (draft) => ({ ...draft, chosenLineId: lineId })),
    changeRefund: (step) => change(store, (draft) => changeWanted(draft, step)),
    setRefund: (lineId, quantityMilli) => change(store, (draft) => setWanted(draft, lineId, quantityMilli)),
    clearRefund: () => change(store, (draft) => setWanted(draft, draft.chosenLineId, 0)),
    refundAll: () => change(store, wantAll),
    toggleDamaged: () => change(store, togglePlace),
  };
}

function createSettlingActions(store: TillStore): Pick<RefundActions, SettlingAction> {
  const { client } = store;

  /** Sends what gives money back; when the receipt changed meanwhile, what can come back is asked again. */
  function settle(work: (basket: { readonly basketId: string; readonly basketRevision: number }) => Promise<unknown>): void {
    const { basket, state } = store;
    if (!basket || state.completing) return;
    store.set({ completing: true, overlay: undefined });
    work({ basketId: basket.basketId, basketRevision: basket.revision }).then(
      () => store.set({ completing: false, refund: undefined, view: 'basket' }),
      (error: unknown) => {
        store.set({ completing: false });
        store.refuse(wireErrorOf(error));
        refresh();
      },
    );
  }

  function refresh(): void {
    const { refund } = store.state;
    if (!refund) return;
    client.request('refund.find', { receipt: refund.sale.seq }).then(
      (sale) => change(store, (draft) => (draft.sale.seq === sale.seq ? refreshRefund(draft, sale) : draft)),
      () => undefined,
    );
  }

  return {
    askReason(kind) {
      const { basket, state } = store;
      const isEmpty = kind === 'withoutReceipt' ? basket?.lines.length === 0 : kind === 'refund' && !state.refund?.wanted.size;
      if (!isEmpty) store.set({ overlay: { kind } });
      else if (kind === 'withoutReceipt') store.refuseFor('basket_empty');
      else store.say('bad', { key: 'refund.chooseFirst' });
    },
    completeRefund(reason, { lessMinor, paidMinor } = {}) {
      const { refund } = store.state;
      if (!refund) return;
      settle((basket) => {
        const common = {
          ...basket,
          saleSeq: refund.sale.seq,
          reason,
          tenders: paidMinor === undefined ? [] : [{ kind: 'cash' as const, amountMinor: paidMinor }],
        };
        if (lessMinor !== undefined && lessMinor < wantedMinor(refund)) {
          return client.command('refund.completeAtPrice', {
            ...common,
            lines: [...partsForLess(refund, lessMinor)],
            returnedMinor: lessMinor,
          });
        }
        const lines = wantedParts(refund).map(({ lineId, quantityMilli, place }) => ({ lineId, quantityMilli, place }));
        const input = { ...common, lines, returnedMinor: wantedMinor(refund) };
        return refund.sale.late ? client.command('refund.completeLate', input) : client.command('refund.complete', input);
      });
    },
    completeWithoutReceipt(reason) {
      settle((basket) => client.command('refund.withoutReceipt', { ...basket, place: 'shelf', reason }));
    },
    completeVoid(reason) {
      const saleSeq = store.state.refund?.sale.seq;
      if (saleSeq !== undefined) settle((basket) => client.command('refund.void', { ...basket, saleSeq, reason }));
    },
  };
}
