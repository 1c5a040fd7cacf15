import { addLabelled, addProduct } from './basket.ts';
import { interpretCode } from './interpret.ts';
import { withTerms } from './adjust.ts';
import { changed, editable, selling, sold } from './outcome.ts';
import { isPaymentCode } from './payment-code.ts';
import type { BasketChange, OpenBasket } from './open-basket.ts';
import type { BasketState } from './checkout-sql.ts';
import type { Catalog } from '../catalog/catalog.ts';
import { createLocalTime } from '../local-time.ts';
import type { Members } from '../member/members.ts';
import type { Clock } from '../ports.ts';
import type { Shop } from '../shop.ts';
import type { Weighable, WeighingDesk } from '../weighing/weighing.ts';
import { GuitaiError } from '#contract/error.ts';
import type { ProcedureInput } from '#contract/procedures.ts';
import type { ScanOutcome } from '#contract/scan.ts';

/** How goods come into the basket. Both throw GuitaiError for what the till refuses. */
export interface Goods {
  /** By a code, whatever it means in the present phase. */
  scan(input: ProcedureInput<'basket.scan'>): ScanOutcome;
  /** By hand. */
  add(input: ProcedureInput<'basket.add'>): ScanOutcome;
}

export interface GoodsOptions {
  readonly basket: OpenBasket;
  readonly catalog: Catalog;
  readonly members: Pick<Members, 'find'>;
  readonly shop: Shop;
  readonly clock: Clock;
  readonly weighing: WeighingDesk;
}

export function createGoods({ basket, catalog, members, shop, clock, weighing }: GoodsOptions): Goods {
  const localTime = createLocalTime(shop.timeZone);
  const around = { catalog, members, shop, today: () => localTime(clock()).date };

  /** Goods by weight without a weight wait for it; everything else goes into the basket. */
  function take(state: BasketState, goods: Weighable, quantityMilli: number | undefined): BasketChange<ScanOutcome> {
    const content = editable(state);
    const product = sold(goods.product);
    if (product.weighed && quantityMilli === undefined) return { answer: weighing.begin(goods) };
    return changed(addProduct(content, product, goods.barcode, quantityMilli ?? 1000, goods.gs1), catalog);
  }

  function scanned({ text, source, quantityMilli }: ProcedureInput<'basket.scan'>, state: BasketState): BasketChange<ScanOutcome> {
    const content = editable(state);
    const meaning = interpretCode(text, source, around);
    switch (meaning.kind) {
      case 'product':
        return take(state, meaning, quantityMilli);
      case 'label':
        return changed(addLabelled(content, sold(meaning.product), meaning.label), catalog);
      case 'member':
        return {
          answer: { kind: 'member', memberId: meaning.memberId },
          next: selling(withTerms(content, { memberId: meaning.memberId })),
        };
      case 'choose':
        return { answer: { kind: 'choose', query: text.trim(), products: [...meaning.products] } };
      case 'unknown':
        return { answer: isPaymentCode(meaning.code) ? refused('payment_code') : meaning };
      case 'invalid':
        return { answer: refused('barcode_invalid') };
    }
  }

  /** Goods whose weight came by label or by hand no longer wait for the scale. */
  function settled(outcome: ScanOutcome): ScanOutcome {
    const line = outcome.kind === 'added' ? basket.state.content.lines.find(({ lineId }) => lineId === outcome.lineId) : undefined;
    if (line) weighing.end(line.productId);
    return outcome;
  }

  return {
    scan: (input) => settled(basket.command('basket.scan', input, (state) => scanned(input, state))),
    add(input) {
      const product = catalog.findById(input.productId);
      if (!product) throw new GuitaiError('product_unknown', { code: String(input.productId) });
      return settled(basket.command('basket.add', input, (state) => take(state, { product, barcode: '' }, input.quantityMilli)));
    },
  };
}

function refused(code: 'payment_code' | 'barcode_invalid'): ScanOutcome {
  return { kind: 'refused', error: new GuitaiError(code).toWire() };
}
