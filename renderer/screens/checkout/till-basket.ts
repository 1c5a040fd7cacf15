import type { WireError } from '#contract/error.ts';
import type { ProductSummary } from '#contract/product.ts';
import { wireErrorOf } from '#renderer/app/client.ts';
import { quantityForNextScan } from './scan-text.ts';
import { neighbourLineId, selectedLineId } from './till-state.ts';
import type { TillStore } from './till-store.ts';

export interface BasketActions {
  /** Adds a product; goods by weight are weighed first unless the weight is given. */
  add(product: Pick<ProductSummary, 'id'>, quantityMilli?: number): void;
  choose(lineId: number): void;
  step(step: 1 | -1): void;
  /** Changes the selected line by so many thousandths. */
  changeQuantity(stepMilli: number): void;
  setQuantity(lineId: number, quantityMilli: number): void;
  remove(): void;
  undo(): void;
  clear(): void;
  note(lineId: number, note: string): void;
  /** Adds a product the shop did not know; resolves with what was wrong, undefined when it is in the catalogue. */
  quickAdd(code: string, name: string, priceMinor: number): Promise<WireError | undefined>;
}

/** What changes the open basket. The basket on screen is always the station's; nothing is drawn ahead of it. */
export function createBasketActions(store: TillStore): BasketActions {
  const { client } = store;

  function setQuantity(lineId: number, quantityMilli: number): void {
    if (quantityMilli > 0) {
      store.run(client.command('basket.setQuantity', { lineId, quantityMilli }));
      return;
    }
    store.say('bad', { key: 'checkout.echo.minimum' });
  }

  function choose(lineId: number | undefined): void {
    const { basket } = store;
    if (basket && lineId !== undefined) store.set({ chosen: { basketRevision: basket.revision, lineId } });
  }

  return {
    add(product, quantityMilli) {
      const typedMilli = quantityMilli ?? quantityForNextScan(store.field.read());
      store.field.write('');
      store.set({ choices: undefined, overlay: undefined });
      const input = typedMilli === undefined ? {} : { quantityMilli: typedMilli };
      store.run(store.underway.follow(client.command('basket.add', { productId: product.id, ...input })));
    },
    choose,
    step(step) {
      const { basket } = store;
      if (basket) choose(neighbourLineId(basket, selectedLineId(basket, store.state.chosen), step));
    },
    changeQuantity(stepMilli) {
      const line = store.selectedLine;
      if (line) setQuantity(line.lineId, line.quantityMilli + stepMilli);
    },
    setQuantity,
    remove() {
      const line = store.selectedLine;
      if (!line) return;
      store.run(client.command('basket.remove', { lineId: line.lineId }), () =>
        store.say('ok', { key: 'checkout.echo.removed', values: { name: line.name } }, true),
      );
    },
    undo() {
      store.run(client.command('basket.undo', {}), () => store.say('ok', { key: 'checkout.echo.undone' }));
    },
    clear() {
      store.set({ overlay: undefined });
      store.run(client.command('basket.clear', {}), () => store.say('ok', { key: 'checkout.echo.cleared' }, true));
    },
    note(lineId, note) {
      store.set({ overlay: undefined });
      store.run(client.command('basket.note', { lineId, note }));
    },
    async quickAdd(code, name, priceMinor) {
      try {
        const product = await client.command('catalog.quickAdd', { barcode: code, name, priceMinor });
        store.set({ overlay: undefined, unknownCode: undefined, echo: undefined });
        store.field.write('');
        store.run(client.command('basket.add', { productId: product.id }));
        return undefined;
      } catch (error) {
        return wireErrorOf(error);
      }
    },
  };
}
