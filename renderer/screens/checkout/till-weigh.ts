import { wireErrorOf } from '#renderer/app/client.ts';
import type { TillStore } from './till-store.ts';

export interface WeighActions {
  /** Adds what lies on the scale; `again` when it was sold before and that is meant. */
  weigh(again?: true): void;
  tare(): void;
  zeroScale(): void;
  typeWeight(): void;
  cancelWeighing(): void;
}

/** Selling by weight. The weight is the station's: this screen asks for it to be taken and never says what it is. */
export function createWeighActions(store: TillStore): WeighActions {
  const { client } = store;

  function tellScale(name: 'scale.tare' | 'scale.zero', refusal: 'checkout.echo.noTare' | 'checkout.echo.noZero'): void {
    client.request(name, {}).then(
      ({ done }) => {
        if (!done) store.say('bad', { key: refusal });
      },
      (error: unknown) => store.refuse(wireErrorOf(error)),
    );
  }

  return {
    weigh(again) {
      const { product } = store;
      if (!product || store.state.weighingNow) return;
      store.set({ weighingNow: true, loadTaken: false });
      client
        .command('basket.weigh', { productId: product.id, ...(again ? { again } : {}) })
        .then(
          (outcome) => store.set({ loadTaken: outcome.kind === 'refused' && outcome.error.code === 'weight_taken' }),
          (error: unknown) => store.refuse(wireErrorOf(error)),
        )
        .finally(() => store.set({ weighingNow: false }));
    },
    tare: () => tellScale('scale.tare', 'checkout.echo.noTare'),
    zeroScale: () => tellScale('scale.zero', 'checkout.echo.noZero'),
    typeWeight() {
      const { product } = store;
      if (product) store.set({ overlay: { kind: 'weigh', product } });
    },
    cancelWeighing() {
      store.set({ overlay: undefined });
      store.run(client.command('weighing.cancel', {}));
    },
  };
}

/** Opens the keypad where there is no scale, and clears away what was about goods that are no longer weighed. Returns what ends it. */
export function followWeighing(store: TillStore): () => void {
  let shown: number | undefined;
  const follow = (): void => {
    const { product, client } = store;
    const scale = client.topic('scale');
    if (product?.id === shown || scale === undefined) return;
    shown = product?.id;
    const overlay = product && scale === null ? ({ kind: 'weigh', product } as const) : undefined;
    const present = store.state.overlay;
    store.set({ loadTaken: false, overlay: present === undefined || present.kind === 'weigh' ? overlay : present });
  };
  const ends = [store.client.subscribe('weighing', follow), store.client.subscribe('scale', follow)];
  follow();
  return () => {
    for (const end of ends) end();
  };
}
