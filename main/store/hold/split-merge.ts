import { withoutAmountOff } from '../checkout/adjust.ts';
import { addLines, emptyContent, removeLine, setQuantity, withQuantity, type BasketContent } from '../checkout/basket.ts';
import { followDeposits } from '../checkout/deposits.ts';
import { checkVoucher } from '../checkout/tenders.ts';
import { keepingSalespeople } from '../salesperson/naming.ts';
import type { BasketLine } from '#contract/basket.ts';
import { GuitaiError } from '#contract/error.ts';
import { MAX_COUPONS } from '#contract/promotion.ts';
import { MAX_TENDERS } from '#contract/tender.ts';
import type { SplitPart } from '#contract/hold.ts';

/** A basket in two: what stays open, and what is put aside. */
export interface Split {
  readonly stays: BasketContent;
  readonly goes: BasketContent;
}

/**
 * Takes parts of lines out of a basket into one of their own, which is for the same member and sold by the same people; what a person took off the whole sale stays with what
 * stays. Together they hold what the one held, piece for piece. Throws line_unknown, split_all, quantity_invalid, quantity_whole, line_fixed,
 * line_weighed, serial_single, order_alone.
 */
export function splitContent(content: BasketContent, parts: readonly SplitPart[]): Split {
  checkAlone(content);
  let stays = content;
  const taken: BasketLine[] = [];
  for (const { lineId, quantityMilli } of parts) {
    const line = stays.lines.find((candidate) => candidate.lineId === lineId);
    if (!line) throw new GuitaiError('line_unknown');
    if (line.depositOf !== undefined) throw new GuitaiError('line_follows');
    if (quantityMilli > line.quantityMilli) throw new GuitaiError('quantity_invalid');
    if (quantityMilli === line.quantityMilli) {
      taken.push(line);
      stays = removeLine(stays, lineId);
    } else {
      taken.push(withoutAmountOff(withQuantity(line, quantityMilli)));
      stays = setQuantity(stays, lineId, line.quantityMilli - quantityMilli);
    }
    taken.push(...content.lines.filter(({ depositOf }) => depositOf === lineId));
  }
  stays = followDeposits(stays);
  if (stays.lines.length === 0) throw new GuitaiError('split_all');
  const { memberId, soldBy } = content.terms;
  const goes = addLines({ ...emptyContent, terms: { ...emptyContent.terms, memberId, soldBy } }, taken);
  return { stays, goes: followDeposits(goes) };
}

/**
 * Adds the lines of a held basket to the open one, raising lines that are the same. Member, discount, note and the choice of offers are the open
 * basket's where it has them; a discount of the held one is not carried over, because more goods would then have it than somebody allowed.
 * Its goods stay with who sold them.
 * Throws serial_taken, basket_full, amount_too_large, tenders_too_many, voucher_taken, order_alone.
 */
export function mergeContent(open: BasketContent, held: BasketContent): BasketContent {
  for (const content of [open, held]) checkAlone(content);
  const { memberId, note, soldBy } = open.terms;
  for (const tender of held.terms.tenders) if (tender.kind === 'voucher') checkVoucher(tender, open.terms.tenders);
  const tenders = [...open.terms.tenders, ...held.terms.tenders];
  // One is left for the rest of the money.
  if (tenders.length >= MAX_TENDERS) throw new GuitaiError('tenders_too_many', { max: MAX_TENDERS });
  const merged = followDeposits(addLines(open, keepingSalespeople(held.lines, held.terms.soldBy, soldBy)));
  return {
    ...merged,
    terms: {
      ...open.terms,
      memberId: memberId ?? held.terms.memberId,
      note: note === '' ? held.terms.note : note,
      tenders,
      coupons: [...new Set([...open.terms.coupons, ...held.terms.coupons])].slice(0, MAX_COUPONS),
    },
  };
}

/** What belongs to an order is paid and handed over by itself. Throws order_alone. */
export function checkAlone({ terms }: Pick<BasketContent, 'terms'>): void {
  if (terms.order) throw new GuitaiError('order_alone');
}
