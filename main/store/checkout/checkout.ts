import { addLabelled, addProduct, emptyContent, removeLine, setNote, setQuantity, type BasketContent } from './basket.ts';
import { interpretCode, type Meaning } from './interpret.ts';
import { changed, editable, outcomeOf, selling, sold, type Echo } from './outcome.ts';
import { isPaymentCode } from './payment-code.ts';
import type { BasketChange, OpenBasket } from './open-basket.ts';
import type { BasketState } from './checkout-sql.ts';
import type { Catalog } from '../catalog/catalog.ts';
import type { StoreHandlers } from '../handlers.ts';
import { createLocalTime } from '../local-time.ts';
import type { Clock } from '../ports.ts';
import { toWireError } from '../frames.ts';
import type { Shop } from '../shop.ts';
import type { Weighable, WeighingDesk } from '../weighing/weighing.ts';
import { GuitaiError, type ErrorCode, type ErrorDetails } from '#contract/error.ts';
import type { ProcedureInput } from '#contract/procedures.ts';
import type { ScanOutcome, ScanSource } from '#contract/scan.ts';

type ScanInput = ProcedureInput<'basket.scan'>;
type Interpret = (text: string, source: ScanSource) => Meaning;

type CheckoutHandlers = Pick<
  StoreHandlers,
  | 'basket.scan'
  | 'basket.add'
  | 'basket.setQuantity'
  | 'basket.remove'
  | 'basket.note'
  | 'basket.clear'
  | 'basket.undo'
  | 'tender.begin'
  | 'tender.cancel'
  | 'sale.dismiss'
>;

/** Answers everything that happens to the open basket before money changes hands. `refuseScan` tells the till of a scan that was not allowed. */
export function createCheckout(options: {
  readonly basket: OpenBasket;
  readonly catalog: Catalog;
  readonly shop: Shop;
  readonly clock: Clock;
  readonly echo: Echo;
  readonly weighing: WeighingDesk;
}): { readonly handlers: CheckoutHandlers; refuseScan(input: unknown, error: GuitaiError): void } {
  const { basket, catalog, shop, clock, echo, weighing } = options;
  const localTime = createLocalTime(shop.timeZone);
  const interpret: Interpret = (text, source) => interpretCode(text, source, { catalog, shop, today: () => localTime(clock()).date });

  const add = (input: ProcedureInput<'basket.add'>): ScanOutcome => {
    const product = catalog.findById(input.productId);
    if (!product) throw new GuitaiError('product_unknown', { code: String(input.productId) });
    return basket.command('basket.add', input, (state) => addOrWeigh(state, { product, barcode: '' }, input.quantityMilli));
  };

  /** Goods by weight without a weight wait for it; everything else goes into the basket. */
  const addOrWeigh = (state: BasketState, goods: Weighable, quantityMilli: number | undefined): BasketChange<ScanOutcome> => {
    const content = editable(state);
    const product = sold(goods.product);
    if (product.weighed && quantityMilli === undefined) return { answer: weighing.begin(goods) };
    return changed(addProduct(content, product, goods.barcode, quantityMilli ?? 1000, goods.gs1), catalog);
  };

  /** Goods whose weight came by label or by hand no longer wait for the scale. */
  const settled = (outcome: ScanOutcome): ScanOutcome => {
    if (outcome.kind === 'added') weighing.end(basket.state.content.lines.find(({ lineId }) => lineId === outcome.lineId)?.productId ?? 0);
    return outcome;
  };

  const scan = (input: ScanInput, state: BasketState): BasketChange<ScanOutcome> => {
    const content = editable(state);
    const meaning = interpret(input.text, input.source);
    if (meaning.kind === 'unknown' && isPaymentCode(meaning.code)) return { answer: refused('payment_code') };
    switch (meaning.kind) {
      case 'product':
        return addOrWeigh(state, meaning, input.quantityMilli);
      case 'label':
        return changed(addLabelled(content, sold(meaning.product), meaning.label), catalog);
      case 'choose':
        return { answer: { kind: 'choose', query: input.text.trim(), products: [...meaning.products] } };
      case 'unknown':
        return { answer: meaning };
      case 'invalid':
        return { answer: refused('barcode_invalid') };
    }
  };

  const scanned = (input: ScanInput): ScanOutcome => {
    try {
      return echo(
        input.source,
        input.text,
        outcomeOf(() => settled(basket.command('basket.scan', input, (state) => scan(input, state)))),
      );
    } catch (error) {
      // Nobody waits for the answer of a scanner that is wired to the station: only the echo tells the cashier.
      if (input.source === 'scanner') echo(input.source, input.text, { kind: 'refused', error: toWireError(error) });
      throw error;
    }
  };

  const edit = (
    name: string,
    input: { readonly requestId: string },
    change: (content: BasketContent) => BasketContent,
  ): Record<string, never> => basket.command(name, input, (state) => ({ answer: {}, next: selling(change(editable(state))) }));

  const handlers: CheckoutHandlers = {
    'basket.scan': scanned,
    'basket.add': (input) =>
      echo(
        'typed',
        catalog.findById(input.productId)?.sku ?? '',
        outcomeOf(() => settled(add(input))),
      ),
    'basket.setQuantity': (input) =>
      edit('basket.setQuantity', input, (content) => setQuantity(content, input.lineId, input.quantityMilli)),
    'basket.remove': (input) => edit('basket.remove', input, (content) => removeLine(content, input.lineId)),
    'basket.note': (input) => edit('basket.note', input, (content) => setNote(content, input.lineId, input.note.trim())),
    'basket.clear': (input) => edit('basket.clear', input, (content) => ({ ...emptyContent, nextLineId: content.nextLineId })),
    'basket.undo': (input) => basket.command('basket.undo', input, () => ({ answer: {}, next: basket.undo() })),
    'tender.begin': (input) =>
      basket.command('tender.begin', input, (state) => {
        if (state.phase === 'tendering') return { answer: {} };
        // What lies on the scale would leave the shop unpaid.
        if (weighing.product) throw new GuitaiError('weighing_open', { name: weighing.product.name });
        if (state.content.lines.length === 0) throw new GuitaiError('basket_empty');
        return { answer: {}, next: { phase: 'tendering', content: state.content, paid: null } };
      }),
    'tender.cancel': (input) =>
      basket.command('tender.cancel', input, (state) =>
        state.phase === 'tendering' ? { answer: {}, next: selling(state.content) } : { answer: {} },
      ),
    'sale.dismiss': (input) =>
      basket.command('sale.dismiss', input, (state) =>
        state.phase === 'paid' ? { answer: {}, next: selling(emptyContent) } : { answer: {} },
      ),
  };
  return {
    handlers,
    refuseScan(input, error) {
      const { source, text } = input as ScanInput;
      echo(source, text, { kind: 'refused', error: error.toWire() });
    },
  };
}

function refused(code: ErrorCode, details: ErrorDetails = {}): ScanOutcome {
  return { kind: 'refused', error: new GuitaiError(code, details).toWire() };
}
