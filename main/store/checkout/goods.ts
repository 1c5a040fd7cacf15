import { addLabelled, addProduct, type BasketContent } from './basket.ts';
import { createAdmission, type Wanted } from './admission.ts';
import { addDeposit, followDeposits } from './deposits.ts';
import { interpretCode } from './interpret.ts';
import { addCoupon, withTerms } from './adjust.ts';
import { changed, editable, selling, sold } from './outcome.ts';
import { pickUp, waitingLine } from '../order/handing-over.ts';
import { takeList } from './order-list.ts';
import { isPaymentCode } from './payment-code.ts';
import type { BasketChange, OpenBasket } from './open-basket.ts';
import type { BasketState } from './checkout-sql.ts';
import type { Catalog } from '../catalog/catalog.ts';
import { readAimId } from '../scan/aim.ts';
import { createLocalTime } from '../local-time.ts';
import type { Members } from '../member/members.ts';
import type { Clock } from '../ports.ts';
import type { Coupon } from '../promotion/coupon.ts';
import type { Shop } from '../shop.ts';
import type { Act } from '../staff/act.ts';
import type { GoodsWatch, OtherBasket } from '../trace/goods-watch.ts';
import type { Weighable, WeighingDesk } from '../weighing/weighing.ts';
import { GuitaiError } from '#contract/error.ts';
import type { GoodsAnswers } from '#contract/goods.ts';
import { readOrderList } from '#contract/order-list.ts';
import type { ProcedureInput } from '#contract/procedures.ts';
import type { Product } from '#contract/product.ts';
import type { ScanOutcome } from '#contract/scan.ts';

/** How goods come into the basket. Both throw GuitaiError for what the till refuses. */
export interface Goods {
  /** By a code, whatever it means in the present phase. */
  scan(input: ProcedureInput<'basket.scan'>, act: Act): ScanOutcome;
  /** By hand. */
  add(input: ProcedureInput<'basket.add'>, act: Act): ScanOutcome;
}

export interface GoodsOptions {
  readonly basket: OpenBasket;
  readonly catalog: Catalog;
  readonly members: Pick<Members, 'find'>;
  readonly couponOf: (code: string) => Coupon | undefined;
  readonly shop: Shop;
  readonly clock: Clock;
  readonly weighing: WeighingDesk;
  readonly watch: GoodsWatch;
  /** The open baskets of the other tills. */
  readonly elsewhere: () => readonly OtherBasket[];
}

/** What was asked for, and by whom. */
interface Request extends Pick<Wanted, 'text'> {
  readonly answers?: GoodsAnswers | undefined;
  readonly quantityMilli?: number | undefined;
  readonly act: Act;
}

export function createGoods({ basket, catalog, members, couponOf, shop, clock, weighing, watch, elsewhere }: GoodsOptions): Goods {
  const admit = createAdmission({ catalog, watch, elsewhere });
  const localTime = createLocalTime(shop.timeZone);
  const around = { catalog, members, couponOf, shop, today: () => localTime(clock()).date };

  const byCode = (code: string): Product | undefined => catalog.findBySku(code) ?? catalog.findByBarcode(code);

  /** Asks what must be asked, and then puts the goods in with what follows them. */
  function enter(
    content: BasketContent,
    goods: Weighable,
    { quantityMilli, answers, text, act }: Request,
    put: (admitted: Weighable) => BasketContent | ScanOutcome,
  ): BasketChange<ScanOutcome> {
    const product = sold(goods.product);
    const again = quantityMilli === undefined ? {} : { quantityMilli };
    const wanted = { product, gs1: goods.gs1, quantityMilli: quantityMilli ?? 1000, answers, text, again };
    // Goods of an order that is handed over are counted once, whether they are scanned or not.
    const waiting = waitingLine(content, { ...wanted, productId: product.id });
    const others = waiting ? { ...content, lines: content.lines.filter((line) => line !== waiting) } : content;
    const admission = admit(others, wanted, act);
    if ('asks' in admission) return { answer: admission.asks };
    const entered = put({ ...goods, product: admission.product, facts: admission.facts });
    if ('kind' in entered) return { answer: entered };
    const { deposit, warnings } = admission;
    return changed(deposit ? followDeposits(addDeposit(entered, deposit)) : entered, catalog, warnings);
  }

  /** Goods by weight without a weight wait for it; everything else goes into the basket. */
  function take(content: BasketContent, goods: Weighable, request: Request): BasketChange<ScanOutcome> {
    const { quantityMilli } = request;
    return enter(content, goods, request, (admitted) =>
      admitted.product.weighed && quantityMilli === undefined
        ? weighing.begin(admitted)
        : (pickUp(content, { ...admitted, productId: admitted.product.id, quantityMilli: quantityMilli ?? 1000 }) ??
          addProduct(content, admitted.product, admitted.barcode, quantityMilli ?? 1000, admitted.gs1, admitted.facts)),
    );
  }

  function scanned(input: ProcedureInput<'basket.scan'>, state: BasketState, act: Act): BasketChange<ScanOutcome> {
    const { text, source, quantityMilli, answers } = input;
    const content = editable(state);
    const request = { quantityMilli, answers, text, act };
    const list = readOrderList(readAimId(text.trim()).data);
    if (list === 'unreadable') return { answer: refused('list_unreadable') };
    if (list)
      return takeList(content, list, byCode, (taken, product, listedMilli) =>
        take(taken, { product, barcode: '' }, { quantityMilli: listedMilli, text: '', act }),
      );
    const meaning = interpretCode(text, source, around);
    switch (meaning.kind) {
      case 'product':
        return take(content, meaning, request);
      case 'label': {
        const { product, label } = meaning;
        const goods = { product, barcode: label.barcode, gs1: label.gs1 };
        return enter(content, goods, { ...request, quantityMilli: label.quantityMilli }, ({ facts }) =>
          addLabelled(content, product, { ...label, facts }),
        );
      }
      case 'member':
        return {
          answer: { kind: 'member', memberId: meaning.memberId },
          next: selling(withTerms(content, { memberId: meaning.memberId })),
        };
      case 'coupon': {
        const { code, name } = meaning.coupon;
        return { answer: { kind: 'coupon', name }, next: selling(addCoupon(content, code)) };
      }
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
    scan: (input, act) => settled(basket.command('basket.scan', input, (state) => scanned(input, state, act))),
    add(input, act) {
      const product = catalog.findById(input.productId);
      if (!product) throw new GuitaiError('product_unknown', { code: String(input.productId) });
      return settled(
        basket.command('basket.add', input, (state) => take(editable(state), { product, barcode: '' }, { ...input, text: '', act })),
      );
    },
  };
}

function refused(code: 'payment_code' | 'barcode_invalid' | 'list_unreadable'): ScanOutcome {
  return { kind: 'refused', error: new GuitaiError(code).toWire() };
}
