import type { GoodsAnswers } from '#contract/goods.ts';
import { wireErrorOf } from '#renderer/app/client.ts';
import type { AskedGoods } from './till-state.ts';
import type { TillStore } from './till-store.ts';
import { neighbourSize, placeOf } from './variant-step.ts';

export interface GoodsActions {
  /** Sends goods again, with what the cashier said of them. */
  answerGoods(asked: AskedGoods, answers: GoodsAnswers): void;
  /** Opens the card of an article, or of the selected line. */
  showCard(productId?: number): void;
  /** Another size or colour takes the place of a line. */
  swap(lineId: number, productId: number, place: string): void;
  /** The next size of the selected line, up or down. */
  swapSize(step: 1 | -1): void;
}

/** What a cashier does with articles rather than with the basket. */
export function createGoodsActions(store: TillStore): GoodsActions {
  const { client } = store;

  function swap(lineId: number, productId: number, place: string): void {
    store.set({ overlay: undefined });
    store.run(client.command('basket.swapVariant', { lineId, productId }), () => {
      store.say('ok', { key: 'goods.echo.swapped', values: { place } }, true);
      store.sounds.play('tick');
    });
  }

  return {
    answerGoods({ asks, source }, answers) {
      store.set({ overlay: undefined });
      const quantity = asks.quantityMilli === undefined ? {} : { quantityMilli: asks.quantityMilli };
      const again =
        asks.text === ''
          ? client.command('basket.add', { productId: asks.product.id, ...quantity, answers })
          : client.command('basket.scan', { text: asks.text, source: source === 'typed' ? 'typed' : 'wedge', ...quantity, answers });
      store.run(again);
    },
    showCard(productId) {
      const line = store.selectedLine;
      if (productId !== undefined) store.set({ overlay: { kind: 'card', productId, lineId: undefined } });
      else if (line) store.set({ overlay: { kind: 'card', productId: line.productId, lineId: line.lineId } });
      else store.say('bad', { key: 'goods.card.none' });
    },
    swap,
    swapSize(step) {
      const line = store.selectedLine;
      if (!line) return;
      client.request('product.card', { productId: line.productId }).then(
        ({ grid }) => {
          const next = grid && neighbourSize(grid, line.productId, step);
          if (next) swap(line.lineId, next.productId, placeOf(next));
          else {
            store.say('bad', { key: 'goods.echo.noOtherSize' });
          }
        },
        (error: unknown) => store.refuse(wireErrorOf(error)),
      );
    },
  };
}
