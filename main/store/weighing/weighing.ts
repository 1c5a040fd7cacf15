import { addWeighed, type LineFacts, type ScaleMeasure } from '../checkout/basket.ts';
import type { BasketState } from '../checkout/checkout-sql.ts';
import type { OpenBasket } from '../checkout/open-basket.ts';
import { changed, editable, outcomeOf, sold, type Echo } from '../checkout/outcome.ts';
import type { Catalog } from '../catalog/catalog.ts';
import type { StoreHandlers } from '../handlers.ts';
import type { Ports } from '../ports.ts';
import type { Publish } from '../publish.ts';
import type { Gs1Trace } from '#contract/basket.ts';
import { GuitaiError, type ErrorCode } from '#contract/error.ts';
import type { ProcedureInput } from '#contract/procedures.ts';
import type { Product } from '#contract/product.ts';
import { gramsPerUnit, weightMilli, type WeightReading } from '#contract/scale.ts';
import type { ScanOutcome } from '#contract/scan.ts';
import type { WeighedProduct } from '#contract/weighing.ts';

/** How long a load may take to come to rest once the cashier has pressed the key. */
export const READ_WEIGHT_MS = 2000;

/** Goods that wait for their weight: what was scanned, with what the code said of them. */
export interface Weighable {
  readonly product: Product;
  readonly barcode: string;
  readonly gs1?: Gs1Trace | undefined;
  readonly facts?: LineFacts | undefined;
}

/** What is being weighed at this till. In memory only: nothing is sold yet. */
export interface WeighingDesk {
  readonly product: Product | undefined;
  /** Throws weighing_open while goods wait: what lies on the scale would be forgotten. */
  needDone(): void;
  /** Goods by weight were scanned or chosen; they take the place of others that waited. */
  begin(goods: Weighable): ScanOutcome;
  /** The weight of this product came another way. */
  end(productId: number): void;
  /** Publishes that nothing is being weighed, after a start. */
  announce(): void;
  readonly handlers: Pick<StoreHandlers, 'basket.weigh' | 'weighing.cancel'>;
}

export interface WeighingOptions {
  readonly basket: OpenBasket;
  readonly catalog: Catalog;
  readonly ports: Pick<Ports, 'readWeight'>;
  readonly publish: Publish;
  readonly echo: Echo;
}

type WeighInput = ProcedureInput<'basket.weigh'>;
type Weight = Extract<WeightReading, { readonly result: 'weight' }>;

const FAILURES = {
  no_scale: 'scale_missing',
  not_ready: 'scale_not_ready',
  unstable: 'weight_unstable',
  zero: 'weight_zero',
  under_zero: 'weight_under_zero',
  overweight: 'weight_over',
} as const satisfies Record<Extract<WeightReading, { readonly result: 'failed' }>['reason'], ErrorCode>;

export function createWeighing({ basket, catalog, ports, publish, echo }: WeighingOptions): WeighingDesk {
  let waiting: Weighable | undefined;
  /** The load sold last, and the basket it went into. */
  let lastSold: { readonly load: string; readonly basketId: string } | undefined;

  function become(next: Weighable | undefined): void {
    if (!next && !waiting) return;
    waiting = next;
    const latinText = next && catalog.latinNameOf(next.product.id);
    publish('weighing', { product: next ? shown(next.product) : null, ...(latinText === undefined ? {} : { latinText }) });
  }

  /** What waits as it was let in, at the price that was typed for it. */
  function goodsOf(productId: number): Weighable {
    if (waiting?.product.id === productId) return waiting;
    const product = catalog.findById(productId);
    if (!product) throw new GuitaiError('product_unknown', { code: String(productId) });
    return { product, barcode: '' };
  }

  function add(input: WeighInput, reading: WeightReading): ScanOutcome {
    const goods = goodsOf(input.productId);
    return basket.command('basket.weigh', input, (state) => {
      const content = editable(state);
      const product = sold(goods.product);
      if (waiting?.product.id !== product.id) throw new GuitaiError('weighing_ended', { name: product.name });
      if (reading.result === 'failed') throw new GuitaiError(FAILURES[reading.reason]);
      if (input.again !== true && isSold(reading.load, state, lastSold)) throw new GuitaiError('weight_taken');
      const change = changed(addWeighed(content, product, measureOf(goods, reading, input.again)), catalog);
      if (reading.load !== null) lastSold = { load: reading.load, basketId: state.basketId };
      return change;
    });
  }

  return {
    get product() {
      return waiting?.product;
    },
    needDone() {
      if (waiting) throw new GuitaiError('weighing_open', { name: waiting.product.name });
    },
    begin(goods) {
      become(goods);
      return { kind: 'weigh', product: shown(goods.product) };
    },
    end(productId) {
      if (waiting?.product.id === productId) become(undefined);
    },
    announce: () => publish('weighing', { product: null }),
    handlers: {
      async 'basket.weigh'(input) {
        const reading = await ports.readWeight(READ_WEIGHT_MS);
        const outcome = outcomeOf(() => add(input, reading));
        if (outcome.kind === 'added') become(undefined);
        return echo('typed', catalog.findById(input.productId)?.sku ?? '', outcome);
      },
      'weighing.cancel'() {
        become(undefined);
        return {};
      },
    },
  };
}

/** A load is sold when a line of the open basket holds it, or a sale that is over did: taking the line out frees it. */
function isSold(load: string | null, state: BasketState, last: { readonly load: string; readonly basketId: string } | undefined): boolean {
  if (load === null) return false;
  const isOver = last?.load === load && (state.phase === 'paid' || last.basketId !== state.basketId);
  return isOver || state.content.lines.some(({ weighing }) => weighing?.source === 'scale' && weighing.load === load);
}

function measureOf({ product, barcode, gs1, facts }: Weighable, { scaleId, weight, load }: Weight, again: true | undefined): ScaleMeasure {
  return {
    barcode,
    quantityMilli: weightMilli(weight, gramsPerUnit(product.unit)),
    weighing: { source: 'scale', scaleId, weight, load, ...(again ? { again } : {}) },
    gs1,
    facts,
  };
}

function shown({ id, name, spec, unit, priceMinor }: Product): WeighedProduct {
  return { id, name, spec, unit, priceMinor };
}
