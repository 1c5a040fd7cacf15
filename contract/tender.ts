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

/** Amounts a customer is likely to hand over for a total: exact, then rounded up to 10, 50 and 100 yuan; no repeats, at most four, in fen. */
export function quickCashAmounts(totalMinor: number): readonly number[] {
  const amounts = [totalMinor];
  for (const stepMinor of [100, 500, 1_000, 2_000, 5_000, 10_000, 20_000, 50_000]) {
    const amount = Math.ceil(totalMinor / stepMinor) * stepMinor;
    if (!amounts.includes(amount)) amounts.push(amount);
  }
  return amounts.slice(0, 4);
}
