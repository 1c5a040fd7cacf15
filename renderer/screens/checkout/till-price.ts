import type { WireError } from '#contract/error.ts';
import type { ProcedureInput } from '#contract/procedures.ts';
import type { NamedShares } from '#contract/salesperson.ts';
import { wireErrorOf } from '#renderer/app/client.ts';
import type { TextKey } from '#renderer/app/i18n.ts';
import type { TillStore } from './till-store.ts';

export interface PriceActions {
  /** Opens the sheet for the price of the selected line. */
  askPrice(): void;
  setPrice(lineId: number, priceMinor: number): void;
  discountLine(lineId: number, discount: ProcedureInput<'basket.discountLine'>['discount']): void;
  giveAway(lineId: number): void;
  restorePrice(lineId: number): void;
  /** Opens the sheet for a discount on the whole sale. */
  askDiscount(): void;
  discountSale(discount: ProcedureInput<'basket.discount'>['discount']): void;
  orderNote(note: string): void;
  /** Opens the sheet of who sells the basket and its selected line. */
  askSalespeople(): void;
  setSalespeople(shares: NamedShares, lineId: number | undefined): void;
  /** For whom the basket is; resolves with what was wrong, undefined when it is theirs. */
  setMember(member: string | null): Promise<WireError | undefined>;
  chooseOffer(offerId: string, choice: ProcedureInput<'basket.chooseOffer'>['choice']): void;
  removeCoupon(code: string): void;
}

/** What a person changes about the prices of the open basket. A sheet closes at once; what was refused is echoed, what was done can be undone. */
export function createPriceActions(store: TillStore): PriceActions {
  const { client } = store;

  function settle(work: Promise<unknown>, key: TextKey): void {
    store.set({ overlay: undefined });
    store.run(work, () => store.say('ok', { key }, true));
  }

  return {
    askPrice() {
      const line = store.selectedLine;
      if (!line) store.refuseFor('basket_empty');
      else if (line.ordered) store.refuseFor('order_line_fixed', { name: line.name });
      else if (store.basket?.phase !== 'tendering') store.set({ overlay: { kind: 'price', lineId: line.lineId } });
    },
    setPrice: (lineId, priceMinor) => settle(client.command('basket.setPrice', { lineId, priceMinor }), 'price.echo.changed'),
    discountLine: (lineId, discount) => settle(client.command('basket.discountLine', { lineId, discount }), 'price.echo.discounted'),
    giveAway: (lineId) => settle(client.command('basket.giveAway', { lineId }), 'price.echo.given'),
    restorePrice: (lineId) => settle(client.command('basket.restorePrice', { lineId }), 'price.echo.restored'),
    askDiscount() {
      const { basket } = store;
      if (!basket || basket.lines.length === 0) store.refuseFor('basket_empty');
      else if (basket.phase !== 'tendering') store.set({ overlay: { kind: 'discount' } });
    },
    discountSale: (discount) =>
      settle(client.command('basket.discount', { discount }), discount ? 'price.echo.discounted' : 'price.echo.restored'),
    orderNote(note) {
      store.set({ overlay: undefined });
      store.run(client.command('basket.orderNote', { note }));
    },
    askSalespeople() {
      if (store.basket?.phase !== 'tendering') store.set({ overlay: { kind: 'salespeople', lineId: store.selectedLine?.lineId } });
    },
    setSalespeople(shares, lineId) {
      const input = lineId === undefined ? { shares } : { shares, lineId };
      settle(client.command('basket.setSalespeople', input), shares.length > 0 ? 'seller.echo.saved' : 'seller.echo.none');
    },
    async setMember(member) {
      try {
        await client.command('basket.setMember', { member });
        store.set({ overlay: undefined });
        return undefined;
      } catch (error) {
        return wireErrorOf(error);
      }
    },
    chooseOffer(offerId, choice) {
      store.run(client.command('basket.chooseOffer', { offerId, choice }));
    },
    removeCoupon(code) {
      store.run(client.command('basket.removeCoupon', { code }), () => store.say('ok', { key: 'price.echo.couponOff' }, true));
    },
  };
}
