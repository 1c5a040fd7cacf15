import { z } from 'zod';
import { PriceMinor } from './money.ts';

/** How money is handed over. Payment codes and stored value join this union with their issue. */
export const Tender = z.discriminatedUnion('kind', [z.strictObject({ kind: z.literal('cash'), amountMinor: PriceMinor })]);
export type Tender = z.infer<typeof Tender>;

/** Fewest notes and coins to hand back, in fen → count, largest first. */
export function changeInNotes(changeMinor: number): readonly (readonly [noteMinor: number, count: number])[] {
  const notes: [number, number][] = [];
  let rest = changeMinor;
  for (const noteMinor of [10_000, 5_000, 2_000, 1_000, 500, 100, 50, 10, 5, 2, 1]) {
    const count = Math.floor(rest / noteMinor);
    if (count > 0) notes.push([noteMinor, count]);
    rest -= count * noteMinor;
  }
  return notes;
}

/** What people hand over: below 100 yuan the next 5, 10, 20, 50 or 100; above it the next 10, 50, 100 or 200. */
const SMALL_STEPS_MINOR = [500, 1_000, 2_000, 5_000, 10_000];
const LARGE_STEPS_MINOR = [1_000, 5_000, 10_000, 20_000];

/** The exact total and the amounts a customer is likely to hand over for it, rising, no repeats, at most four, in fen. */
export function quickCashAmounts(totalMinor: number): readonly number[] {
  const steps = totalMinor < 10_000 ? SMALL_STEPS_MINOR : LARGE_STEPS_MINOR;
  const amounts = [totalMinor, ...steps.map((stepMinor) => Math.ceil(totalMinor / stepMinor) * stepMinor)];
  return [...new Set(amounts)].toSorted((a, b) => a - b).slice(0, 4);
}
