import { allocate } from '../promotion/allocate.ts';
import type { BasketLine } from '#contract/basket.ts';
import { cumulativeShare, type RefundableLine, type ReturnedLine } from '#contract/refund.ts';
import type { Credit, SoldShare } from '#contract/salesperson.ts';

/**
 * The lines as they are sold: those that name nobody were sold by whoever sold the basket. The deposit on a bottle is nobody's: it comes back.
 */
export function attributed(lines: readonly BasketLine[], soldBy: readonly SoldShare[]): BasketLine[] {
  return lines.map((line) => {
    if (soldBy.length === 0 || line.soldBy !== undefined || line.depositOf !== undefined) return line;
    return { ...line, soldBy: [...soldBy] };
  });
}

/** What falls to each person of goods sold: every line is shared by itself, by largest remainder in fen. */
export function creditsOf(lines: readonly Pick<BasketLine, 'soldBy' | 'amountMinor'>[]): Credit[] {
  return sumCredits(lines.flatMap(({ soldBy = [], amountMinor }) => sharesOf(soldBy, amountMinor)));
}

/**
 * What of their credit people lose by goods that come back: the share in all that came back by then less the share in what came back before. So
 * whatever the parts are, together they take back exactly what was given.
 */
export function creditsBack(sold: readonly RefundableLine[], returned: readonly ReturnedLine[]): Credit[] {
  const byId = new Map(sold.map((refundable) => [refundable.line.lineId, refundable]));
  return sumCredits(
    returned.flatMap(({ lineId, amountMinor, soldBy = [] }) => {
      const refundable = byId.get(lineId);
      if (!refundable) return [];
      const { line, refundedMilli } = refundable;
      const beforeMinor = cumulativeShare(line.amountMinor, 0, refundedMilli, line.quantityMilli);
      return [...sharesOf(soldBy, beforeMinor + amountMinor), ...opposite(sharesOf(soldBy, beforeMinor))];
    }),
  );
}

/** The same amounts the other way. */
export function opposite(credits: readonly Credit[]): Credit[] {
  return credits.map(({ person, amountMinor }) => ({ person, amountMinor: 0 - amountMinor }));
}

/** One row a person, in the order they come. */
export function sumCredits(credits: readonly Credit[]): Credit[] {
  const sums = new Map<number, Credit>();
  for (const { person, amountMinor } of credits) {
    sums.set(person.id, { person, amountMinor: (sums.get(person.id)?.amountMinor ?? 0) + amountMinor });
  }
  return [...sums.values()];
}

function sharesOf(soldBy: readonly SoldShare[], amountMinor: number): Credit[] {
  const amounts = allocate(
    amountMinor,
    soldBy.map(({ shareBasisPoints }) => shareBasisPoints),
  );
  return soldBy.map(({ person }, index) => ({ person, amountMinor: amounts[index] ?? 0 }));
}
