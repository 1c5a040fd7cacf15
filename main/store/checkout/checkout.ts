import { addLabelled, addProduct, emptyContent, removeLine, setNote, setQuantity, totals, type BasketContent } from './basket.ts';
import { interpretCode } from './interpret.ts';
import type { BasketChange, OpenBasket } from './open-basket.ts';
import type { BasketState } from './checkout-sql.ts';
import type { Catalog } from '../catalog/catalog.ts';
import type { StoreHandlers } from '../handlers.ts';
import type { Clock } from '../ports.ts';
import type { Publish } from '../publish.ts';
import type { Shop } from '../shop.ts';
import { GuitaiError, type ErrorCode, type ErrorDetails } from '#contract/error.ts';
import type { LineDisplayView } from '#contract/line-display.ts';
import type { Product } from '#contract/product.ts';
import type { ScanOutcome, ScanSource } from '#contract/scan.ts';

const MAX_ECHO_CHARACTERS = 128;

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

/** Answers everything that happens to the open basket before money changes hands. */
export function createCheckout(options: {
  readonly basket: OpenBasket;
  readonly catalog: Catalog;
  readonly shop: Shop;
  readonly clock: Clock;
  readonly publish: Publish;
}): CheckoutHandlers {
  const { basket, catalog, shop, clock, publish } = options;

  const echo = (source: ScanSource, code: string, outcome: ScanOutcome): ScanOutcome => {
    publish('scan', { atMs: clock(), source, code: code.slice(0, MAX_ECHO_CHARACTERS), outcome });
    return outcome;
  };

  const edit = (
    name: string,
    input: { readonly requestId: string },
    change: (content: BasketContent) => BasketContent,
  ): Record<string, never> => basket.command(name, input, (state) => ({ answer: {}, next: selling(change(editable(state))) }));

  return {
    'basket.scan': (input) =>
      echo(
        input.source,
        input.text,
        outcomeOf(() => basket.command('basket.scan', input, (state) => scan(input, state, catalog, shop))),
      ),
    'basket.add': (input) => {
      const product = catalog.findById(input.productId);
      const outcome = outcomeOf(() => {
        if (!product) throw new GuitaiError('product_unknown', { code: String(input.productId) });
        return basket.command('basket.add', input, (state) => added(editable(state), product, '', input.quantityMilli ?? 1000));
      });
      return echo('typed', product?.sku ?? '', outcome);
    },
    'basket.setQuantity': (input) =>
      edit('basket.setQuantity', input, (content) => setQuantity(content, input.lineId, input.quantityMilli)),
    'basket.remove': (input) => edit('basket.remove', input, (content) => removeLine(content, input.lineId)),
    'basket.note': (input) => edit('basket.note', input, (content) => setNote(content, input.lineId, input.note.trim())),
    'basket.clear': (input) => edit('basket.clear', input, (content) => ({ ...emptyContent, nextLineId: content.nextLineId })),
    'basket.undo': (input) => basket.command('basket.undo', input, () => ({ answer: {}, next: basket.undo() })),
    'tender.begin': (input) =>
      basket.command('tender.begin', input, (state) => {
        if (state.phase === 'tendering') return { answer: {} };
        if (state.content.lines.length === 0) throw new GuitaiError('basket_empty');
        return {
          answer: {},
          next: { phase: 'tendering', content: state.content, paid: null },
          display: { show: 'total', totalMinor: totals(state.content.lines).totalMinor },
        };
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
}

/** A scan never fails with an error: what went wrong is its outcome, for echo and sound. */
function outcomeOf(act: () => ScanOutcome): ScanOutcome {
  try {
    return act();
  } catch (error) {
    if (error instanceof GuitaiError && error.code !== 'request_conflict' && !error.code.startsWith('ledger_'))
      return { kind: 'refused', error: error.toWire() };
    throw error;
  }
}

function scan(
  input: { readonly text: string; readonly source: ScanSource; readonly quantityMilli?: number | undefined },
  state: BasketState,
  catalog: Catalog,
  shop: Shop,
): BasketChange<ScanOutcome> {
  const content = editable(state);
  const meaning = interpretCode(input.text, input.source, catalog, shop);
  switch (meaning.kind) {
    case 'product':
      return added(content, meaning.product, meaning.barcode, input.quantityMilli ?? 1000);
    case 'label':
      return changed(addLabelled(content, sold(meaning.product), meaning.label));
    case 'choose':
      return { answer: { kind: 'choose', query: input.text.trim(), products: [...meaning.products] } };
    case 'unknown':
      return { answer: { kind: 'unknown', code: input.text.trim(), quickAdd: true } };
    case 'invalid':
      return { answer: refused('barcode_invalid') };
  }
}

function added(content: BasketContent, product: Product, barcode: string, quantityMilli: number): BasketChange<ScanOutcome> {
  return changed(addProduct(content, sold(product), barcode, quantityMilli));
}

/** The outcome of an addition and the pole display that goes with it. */
function changed(content: BasketContent): BasketChange<ScanOutcome> {
  const line = content.lines.find((candidate) => candidate.lineId === content.lastLineId);
  if (!line) throw new GuitaiError('internal');
  const display: LineDisplayView = {
    show: 'item',
    text: line.name,
    priceMinor: line.priceMinor,
    quantityMilli: line.quantityMilli,
    totalMinor: totals(content.lines).totalMinor,
  };
  return {
    answer: { kind: 'added', lineId: line.lineId, name: line.name, quantityMilli: line.quantityMilli },
    next: selling(content),
    display,
  };
}

/** The lines that may change now: none while the customer pays; a paid basket gives way to an empty one. */
function editable(state: BasketState): BasketContent {
  if (state.phase === 'tendering') throw new GuitaiError('basket_locked');
  return state.phase === 'paid' ? emptyContent : state.content;
}

function selling(content: BasketContent): Pick<BasketState, 'phase' | 'content' | 'paid'> {
  return { phase: 'selling', content, paid: null };
}

function sold(product: Product): Product {
  if (!product.active) throw new GuitaiError('product_inactive', { name: product.name });
  return product;
}

function refused(code: ErrorCode, details: ErrorDetails = {}): ScanOutcome {
  return { kind: 'refused', error: new GuitaiError(code, details).toWire() };
}
