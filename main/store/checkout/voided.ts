import type { BasketContent } from './basket.ts';
import type { BasketEvent } from './basket-event.ts';
import type { BasketLine } from '#contract/basket.ts';
import { grossOf } from '#contract/pricing.ts';
import type { JsonObject } from '#main/ledger/canonical.ts';

/** How a command takes goods out. A command that is not here only adds. */
const BY: Readonly<Record<string, string>> = {
  'basket.remove': 'remove',
  'basket.setQuantity': 'quantity',
  'basket.clear': 'clear',
  'basket.undo': 'undo',
};

/**
 * What a command voids: whole lines, or the part by which a quantity was lowered, at what they cost before discounts. `tendered`: taking payment
 * had begun. Undefined when nothing left the basket and no undo brought anything back.
 */
export function voidingOf(command: string, before: BasketContent, after: BasketContent, tendered: boolean): BasketEvent | undefined {
  const by = BY[command];
  if (by === undefined) return undefined;
  const gone = missingLines(before.lines, after.lines);
  if (gone.length > 0) return { kind: by === 'clear' ? 'sale.voided' : 'line.voided', facts: { by, tendered, ...amountsOf(gone) } };
  const back = by === 'undo' ? missingLines(after.lines, before.lines) : [];
  return back.length > 0 ? { kind: 'void.undone', facts: { tendered, ...amountsOf(back) } } : undefined;
}

/** What a whole basket comes to in the journal when it is voided, at what it cost before discounts. */
export function voidedAmounts(lines: readonly BasketLine[]): JsonObject {
  return amountsOf(missingLines(lines, []));
}

type VoidedLine = Pick<BasketLine, 'lineId' | 'productId' | 'sku' | 'name' | 'quantityMilli' | 'priceMinor' | 'amountMinor'>;

/** What of `lines` is not in `others`, by quantity. */
function missingLines(lines: readonly BasketLine[], others: readonly BasketLine[]): readonly VoidedLine[] {
  const kept = new Map(others.map((line) => [line.lineId, line]));
  return lines.flatMap((line) => {
    const { lineId, productId, sku, name, quantityMilli, priceMinor } = line;
    const rest = kept.get(lineId);
    const missingMilli = quantityMilli - (rest?.quantityMilli ?? 0);
    if (missingMilli <= 0) return [];
    const missingMinor = grossOf(line) - (rest ? grossOf(rest) : 0);
    return [{ lineId, productId, sku, name, quantityMilli: missingMilli, priceMinor, amountMinor: missingMinor }];
  });
}

function amountsOf(lines: readonly VoidedLine[]): JsonObject {
  return { lines: lines.map((line) => ({ ...line })), totalMinor: lines.reduce((sum, { amountMinor }) => sum + amountMinor, 0) };
}
