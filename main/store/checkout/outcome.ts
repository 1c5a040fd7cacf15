import { emptyContent, totals, type BasketContent } from './basket.ts';
import type { BasketState } from './checkout-sql.ts';
import type { BasketChange } from './open-basket.ts';
import { withoutPaymentCode } from './payment-code.ts';
import type { Catalog } from '../catalog/catalog.ts';
import type { Clock } from '../ports.ts';
import type { Publish } from '../publish.ts';
import { GuitaiError } from '#contract/error.ts';
import type { GoodsWarning } from '#contract/goods.ts';
import type { LineDisplayView } from '#contract/line-display.ts';
import { maskPhone } from '#contract/member.ts';
import type { Product } from '#contract/product.ts';
import type { ScanOutcome, ScanSource } from '#contract/scan.ts';

const MAX_ECHO_CHARACTERS = 128;

/** Tells the tills what came of a code, and hands the outcome on. */
export type Echo = (source: ScanSource, code: string, outcome: ScanOutcome) => ScanOutcome;

export function createEcho({ publish, clock }: { readonly publish: Publish; readonly clock: Clock }): Echo {
  return (source, code, outcome) => {
    const shown = outcome.kind === 'refused' ? withoutPaymentCode(code.trim()) : outcome.kind === 'member' ? maskPhone(code.trim()) : code;
    publish('scan', { atMs: clock(), source, code: shown.slice(0, MAX_ECHO_CHARACTERS), outcome });
    return outcome;
  };
}

/** Not what went wrong with the goods: the request itself, the disk, or a leave that somebody may still give. */
const passedOn = (code: string): boolean => code === 'request_conflict' || code === 'right_missing' || code.startsWith('ledger_');

/** A scan never fails with an error: what went wrong is its outcome, for echo and sound. */
export function outcomeOf(act: () => ScanOutcome): ScanOutcome {
  try {
    return act();
  } catch (error) {
    if (error instanceof GuitaiError && !passedOn(error.code)) return { kind: 'refused', error: error.toWire() };
    throw error;
  }
}

/** The outcome of an addition and the pole display that goes with it. */
export function changed(
  content: BasketContent,
  names: Pick<Catalog, 'latinNameOf'>,
  warnings: readonly GoodsWarning[] = [],
): BasketChange<ScanOutcome> {
  const line = content.lines.find((candidate) => candidate.lineId === content.lastLineId);
  if (!line) throw new GuitaiError('internal');
  const latinText = names.latinNameOf(line.productId);
  const display = ({ lines }: BasketContent): LineDisplayView => ({
    show: 'item',
    text: line.name,
    ...(latinText === undefined ? {} : { latinText }),
    priceMinor: line.priceMinor,
    quantityMilli: line.quantityMilli,
    totalMinor: totals(lines).totalMinor,
  });
  return {
    answer: {
      kind: 'added',
      lineId: line.lineId,
      name: line.name,
      quantityMilli: line.quantityMilli,
      ...(warnings.length > 0 ? { warnings: [...warnings] } : {}),
    },
    next: selling(content),
    display,
  };
}

/** The lines that may change now: none while the customer pays; a paid basket gives way to an empty one. */
export function editable(state: BasketState): BasketContent {
  if (state.phase === 'tendering') throw new GuitaiError('basket_locked');
  return state.phase === 'paid' ? emptyContent : state.content;
}

export function selling(content: BasketContent): Pick<BasketState, 'phase' | 'content' | 'paid'> {
  return { phase: 'selling', content, paid: null };
}

/** Throws product_inactive. */
export function sold(product: Product): Product {
  if (!product.active) throw new GuitaiError('product_inactive', { name: product.name });
  return product;
}
