import { addLabelled, addProduct, emptyContent, removeLine, setNote, setQuantity, totals, type BasketContent } from './basket.ts';
import { interpretCode, type Meaning } from './interpret.ts';
import { isPaymentCode, withoutPaymentCode } from './payment-code.ts';
import type { BasketChange, OpenBasket } from './open-basket.ts';
import type { BasketState } from './checkout-sql.ts';
import type { Catalog } from '../catalog/catalog.ts';
import type { StoreHandlers } from '../handlers.ts';
import { createLocalTime } from '../local-time.ts';
import type { Clock } from '../ports.ts';
import { toWireError } from '../frames.ts';
import type { Publish } from '../publish.ts';
import type { Shop } from '../shop.ts';
import { GuitaiError, type ErrorCode, type ErrorDetails } from '#contract/error.ts';
import type { LineDisplayView } from '#contract/line-display.ts';
import type { ProcedureInput } from '#contract/procedures.ts';
import type { Product } from '#contract/product.ts';
import type { ScanOutcome, ScanSource } from '#contract/scan.ts';

const MAX_ECHO_CHARACTERS = 128;

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
  readonly publish: Publish;
}): { readonly handlers: CheckoutHandlers; refuseScan(input: unknown, error: GuitaiError): void } {
  const { basket, catalog, shop, clock, publish } = options;
  const localTime = createLocalTime(shop.timeZone);
  const interpret: Interpret = (text, source) => interpretCode(text, source, { catalog, shop, today: () => localTime(clock()).date });

  const echo = (source: ScanSource, code: string, outcome: ScanOutcome): ScanOutcome => {
    const shown = outcome.kind === 'refused' ? withoutPaymentCode(code.trim()) : code;
    publish('scan', { atMs: clock(), source, code: shown.slice(0, MAX_ECHO_CHARACTERS), outcome });
    return outcome;
  };

  const scanned = (input: ScanInput): ScanOutcome => {
    try {
      return echo(
        input.source,
        input.text,
        outcomeOf(() => basket.command('basket.scan', input, (state) => scan(input, state, interpret, catalog))),
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
    'basket.add': (input) => {
      const product = catalog.findById(input.productId);
      const outcome = outcomeOf(() => {
        if (!product) throw new GuitaiError('product_unknown', { code: String(input.productId) });
        return basket.command('basket.add', input, (state) =>
          changed(addProduct(editable(state), sold(product), '', input.quantityMilli ?? 1000), catalog),
        );
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

type LatinNames = Pick<Catalog, 'latinNameOf'>;

function scan(input: ScanInput, state: BasketState, interpret: Interpret, names: LatinNames): BasketChange<ScanOutcome> {
  const content = editable(state);
  const meaning = interpret(input.text, input.source);
  if (meaning.kind === 'unknown' && isPaymentCode(meaning.code)) return { answer: refused('payment_code') };
  switch (meaning.kind) {
    case 'product':
      return changed(addProduct(content, sold(meaning.product), meaning.barcode, input.quantityMilli ?? 1000, meaning.gs1), names);
    case 'label':
      return changed(addLabelled(content, sold(meaning.product), meaning.label), names);
    case 'choose':
      return { answer: { kind: 'choose', query: input.text.trim(), products: [...meaning.products] } };
    case 'unknown':
      return { answer: meaning };
    case 'invalid':
      return { answer: refused('barcode_invalid') };
  }
}

/** The outcome of an addition and the pole display that goes with it. */
function changed(content: BasketContent, names: LatinNames): BasketChange<ScanOutcome> {
  const line = content.lines.find((candidate) => candidate.lineId === content.lastLineId);
  if (!line) throw new GuitaiError('internal');
  const latinText = names.latinNameOf(line.productId);
  const display: LineDisplayView = {
    show: 'item',
    text: line.name,
    ...(latinText === undefined ? {} : { latinText }),
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
