import { saleOf } from '../checkout/sale.ts';
import { refundOf } from './refund-body.ts';
import type { BasketLine } from '#contract/basket.ts';
import { sumOf } from '#contract/discount-rows.ts';
import { GuitaiError } from '#contract/error.ts';
import { formatYuan } from '#contract/money.ts';
import { formatQuantity } from '#contract/quantity.ts';
import {
  cumulativeShare,
  returnedDiscounts,
  returnedShare,
  type Refund,
  type RefundableLine,
  type RefundableSale,
  type ReturnedLine,
  type ReturnPlace,
} from '#contract/refund.ts';
import type { Tender } from '#contract/tender.ts';
import type { JournalEntry } from '#main/ledger/entry.ts';

/** Part of a line that a person wants back; `amountMinor` is given where it is less than the part's share. */
export interface WantedPart {
  readonly lineId: number;
  readonly quantityMilli: number;
  readonly place: ReturnPlace;
  readonly amountMinor?: number;
}

/** The goods an entry sold: the lines of a sale, or what was taken instead in an exchange. Throws sale_unknown. */
export function goodsSoldBy(entry: JournalEntry): readonly BasketLine[] {
  if (entry.kind === 'sale.completed') return saleOf(entry).lines;
  const sold = entry.kind === 'refund.completed' ? refundOf(entry).sold : [];
  if (sold.length === 0) throw new GuitaiError('sale_unknown', { receipt: entry.receiptNumber ?? entry.seq });
  return sold;
}

/** What of each line can still come back after these refunds of it. */
export function refundableLines(sold: readonly BasketLine[], refunds: readonly Pick<Refund, 'lines'>[]): RefundableLine[] {
  const refunded = new Map<number, number>();
  for (const { lineId, quantityMilli } of refunds.flatMap(({ lines }) => lines)) {
    refunded.set(lineId, (refunded.get(lineId) ?? 0) + quantityMilli);
  }
  return sold.map((line) => ({ line, refundedMilli: refunded.get(line.lineId) ?? 0, part: partOf(line) }));
}

/**
 * The wanted parts with the amount and VAT that fall to them. Throws bad_input (a line named twice), line_unknown, refund_too_many,
 * quantity_whole, refund_at_once, refund_price_over.
 */
export function returnedLines(lines: readonly RefundableLine[], wanted: readonly WantedPart[]): ReturnedLine[] {
  if (new Set(wanted.map(({ lineId }) => lineId)).size < wanted.length) throw new GuitaiError('bad_input', { reason: 'lineId' });
  const byId = new Map(lines.map((refundable) => [refundable.line.lineId, refundable]));
  return wanted.map((part) => {
    const refundable = byId.get(part.lineId);
    if (!refundable) throw new GuitaiError('line_unknown');
    checkPart(refundable, part.quantityMilli);
    return returnedLine(refundable, part);
  });
}

/** Everything that is left of a sale, back to the shelf. */
export function wholeRest(lines: readonly RefundableLine[]): WantedPart[] {
  return lines
    .map(({ line, refundedMilli }) => ({
      lineId: line.lineId,
      quantityMilli: line.quantityMilli - refundedMilli,
      place: 'shelf' as const,
    }))
    .filter(({ quantityMilli }) => quantityMilli > 0);
}

/** An entry as far as it can still be given back on this day. Throws sale_unknown. */
export function refundableSale(entry: JournalEntry, today: string, days: number, refunds: readonly Refund[]): RefundableSale {
  const lines = refundableLines(goodsSoldBy(entry), refunds);
  return {
    seq: entry.seq,
    receiptNumber: entry.receiptNumber ?? '',
    businessDate: entry.businessDate,
    completedAtMs: entry.tsMs,
    lines,
    refunds: refunds.map(({ seq, receiptNumber, completedAtMs, basis, returnedMinor }) => ({
      seq,
      receiptNumber,
      completedAtMs,
      basis,
      returnedMinor,
    })),
    tenders: tendersOf(entry),
    returnedTenders: refunds.flatMap(({ back = [] }) => back),
    late: daysBetween(entry.businessDate, today) > days,
    voidable: entry.kind === 'sale.completed' && entry.businessDate === today && refunds.length === 0,
  };
}

/** How a sale or exchange was paid. */
function tendersOf(entry: JournalEntry): Tender[] {
  return entry.kind === 'sale.completed' ? saleOf(entry).tenders : refundOf(entry).tenders;
}

/** Whole days from one business date to another. */
function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
}

/** Goods by weight come back in any part, pieces whole, and a part of a piece (by the amount on a label) as it was sold. */
function partOf({ weighed, quantityMilli }: BasketLine): RefundableLine['part'] {
  if (weighed) return 'any';
  return quantityMilli % 1000 === 0 ? 'piece' : 'left';
}

function checkPart({ line, refundedMilli, part }: RefundableLine, quantityMilli: number): void {
  const { name } = line;
  const leftMilli = line.quantityMilli - refundedMilli;
  if (quantityMilli > leftMilli) throw new GuitaiError('refund_too_many', { name, left: formatQuantity(leftMilli) });
  if (part === 'piece' && quantityMilli % 1000 !== 0) throw new GuitaiError('quantity_whole', { name });
  if (part === 'left' && quantityMilli !== leftMilli) throw new GuitaiError('refund_at_once', { name });
}

function returnedLine({ line, refundedMilli }: RefundableLine, part: WantedPart): ReturnedLine {
  const share = returnedShare(line, refundedMilli, part.quantityMilli);
  const { amountMinor = share.amountMinor } = part;
  if (amountMinor > share.amountMinor) {
    throw new GuitaiError('refund_price_over', { name: line.name, max: formatYuan(share.amountMinor) });
  }
  const taxMinor = cumulativeShare(share.taxMinor, 0, amountMinor, share.amountMinor);
  const { grossMinor: _gross, discounts: _discounts, ...undiscounted } = line;
  const discounts = returnedDiscounts(line, refundedMilli, { ...part, amountMinor });
  return {
    ...undiscounted,
    quantityMilli: part.quantityMilli,
    amountMinor,
    taxMinor,
    ...(discounts.length > 0 ? { grossMinor: amountMinor + sumOf(discounts), discounts } : {}),
    place: part.place,
  };
}
