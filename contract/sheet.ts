import { z } from 'zod';

/** Largest table a person may bring, and the most of it in one frame. */
export const MAX_SHEET_BYTES = 16 * 2 ** 20;
export const MAX_PIECE_BYTES = 45_000;

const Reason = z.strictObject({ zh: z.string().max(600), en: z.string().max(600) });

/** How far the reading of a table is: all rows so far, and what was wrong with those that were read last. */
export const SheetProgress = z.strictObject({
  done: z.boolean(),
  rows: z.int().min(0),
  added: z.int().min(0),
  updated: z.int().min(0),
  /** Rows that changed nothing: as they were already, or left alone as was asked. */
  kept: z.int().min(0),
  refused: z.int().min(0),
  wrong: z.array(z.strictObject({ line: z.int().min(1), reasons: z.array(Reason).max(40) })),
  /** Why the file cannot be read further, or not at all; what was taken before stays. */
  problem: Reason.exactOptional(),
});
export type SheetProgress = z.infer<typeof SheetProgress>;
