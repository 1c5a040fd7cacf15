import type { SplitPart } from '#contract/hold.ts';
import { formatMoney } from '#renderer/app/format.ts';
import type { TillStore } from './till-store.ts';

export interface HoldActions {
  /** Puts the open basket aside. */
  hold(): void;
  /** What is put aside, in the work area. */
  showHolds(): void;
  stepHold(step: 1 | -1): void;
  chooseHold(number: number): void;
  /** Brings back the chosen one, or the one named. */
  resume(number?: number): void;
  mergeHold(number: number): void;
  renameHold(number: number, name: string): void;
  printHold(number: number): void;
  /** Prints what is to be brought from the back room: for the open basket, or for a held one. */
  printPickList(number?: number): void;
  discardHold(number: number, reason: string): void;
  split(parts: readonly SplitPart[]): void;
}

/** Baskets put aside at the checkout. */
export function createHoldActions(store: TillStore): HoldActions {
  const { client } = store;
  const held = (): readonly { readonly number: number }[] => client.topic('holds')?.held ?? [];
  /** The one chosen by hand while it is still there, else the newest. */
  const chosen = (): number | undefined => (held().find(({ number }) => number === store.state.chosenHold) ?? held()[0])?.number;
  const cameBack = ({ heldMinor, totalMinor }: { readonly heldMinor: number; readonly totalMinor: number }): void => {
    store.set({ view: 'basket', chosenHold: undefined });
    store.field.write('');
    if (heldMinor === totalMinor) store.say('ok', { key: 'hold.echo.resumed' });
    else store.say('ok', { key: 'hold.echo.changed', values: { before: formatMoney(heldMinor), after: formatMoney(totalMinor) } });
    store.sounds.play('tick');
  };

  return {
    hold() {
      if (store.basket?.phase === 'tendering') return;
      client
        .command('hold.put', { name: '' })
        .then(({ number }) => store.say('ok', { key: 'hold.echo.held', values: { number } }), store.refuseThrown);
    },
    showHolds() {
      if (store.basket?.phase === 'tendering') return;
      store.set({ view: 'holds', chosenHold: undefined, overlay: undefined, unknownCode: undefined, choices: undefined, echo: undefined });
      store.field.write('');
    },
    stepHold(step) {
      const numbers = held().map(({ number }) => number);
      const next = Math.min(Math.max(numbers.indexOf(chosen() ?? 0) + step, 0), numbers.length - 1);
      store.set({ chosenHold: numbers[next] });
    },
    chooseHold: (number) => store.set({ chosenHold: number }),
    resume(number = chosen()) {
      if (number !== undefined) client.command('hold.resume', { number }).then(cameBack, store.refuseThrown);
    },
    mergeHold(number) {
      client
        .command('hold.merge', { number })
        .then(({ totalMinor }) => cameBack({ heldMinor: totalMinor, totalMinor }), store.refuseThrown);
    },
    renameHold(number, name) {
      store.set({ overlay: undefined });
      store.run(client.command('hold.rename', { number, name }));
    },
    printPickList(number) {
      const done = (): void => store.say('ok', { key: 'hold.echo.picking' });
      store.run(client.command('hold.pickList', number === undefined ? {} : { number }), done);
    },
    printHold(number) {
      store.run(client.command('hold.print', { number }), () => store.say('ok', { key: 'hold.echo.printing' }));
    },
    discardHold(number, reason) {
      store.set({ overlay: undefined });
      store.run(client.command('hold.discard', { number, reason }));
    },
    split(parts) {
      store.set({ overlay: undefined });
      client
        .command('hold.split', { parts: [...parts], name: '' })
        .then(({ number }) => store.say('ok', { key: 'hold.echo.held', values: { number } }), store.refuseThrown);
    },
  };
}
