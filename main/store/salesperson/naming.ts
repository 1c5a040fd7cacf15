import { withTerms } from '../checkout/adjust.ts';
import { editLine, type BasketContent } from '../checkout/basket.ts';
import type { BasketLine } from '#contract/basket.ts';
import { GuitaiError } from '#contract/error.ts';
import type { SoldShare } from '#contract/salesperson.ts';

/** Says who sells the basket, or one line of it; with nobody the line is sold by whoever sells the basket. Throws line_unknown, line_follows (a deposit). */
export function nameSalespeople(content: BasketContent, soldBy: readonly SoldShare[], lineId?: number): BasketContent {
  if (lineId === undefined) return withTerms(content, { soldBy: [...soldBy] });
  return editLine(content, lineId, (line) => {
    if (line.depositOf !== undefined) throw new GuitaiError('line_follows');
    const { soldBy: _, ...rest } = line;
    return soldBy.length === 0 ? rest : { ...rest, soldBy: [...soldBy] };
  });
}

/** Lines that join another basket stay with who sold them, where that basket is sold by somebody else. */
export function keepingSalespeople(
  lines: readonly BasketLine[],
  soldBy: readonly SoldShare[],
  joined: readonly SoldShare[],
): readonly BasketLine[] {
  if (soldBy.length === 0 || JSON.stringify(soldBy) === JSON.stringify(joined)) return lines;
  return lines.map((line) => (line.soldBy || line.depositOf !== undefined ? line : { ...line, soldBy: [...soldBy] }));
}
