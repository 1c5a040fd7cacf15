import type { ShopAtWork } from '../shop-fixture.ts';
import { MAX_PIECE_BYTES, type SheetProgress } from '#contract/sheet.ts';

/** Brings a table as a screen does, piece by piece, and has it taken in to its end. `wrong` is that of all rows. */
export async function bringSheet(
  work: ShopAtWork,
  bytes: Buffer,
  format: 'csv' | 'xlsx',
  take: (uploadId: string) => Promise<SheetProgress>,
): Promise<SheetProgress> {
  const uploadId = crypto.randomUUID();
  for (let piece = 0; piece * MAX_PIECE_BYTES < bytes.length; piece += 1) {
    const base64 = bytes.subarray(piece * MAX_PIECE_BYTES, (piece + 1) * MAX_PIECE_BYTES).toString('base64');
    await work.ask('sheet.put', { uploadId, format, piece, base64 });
  }
  const wrong: SheetProgress['wrong'] = [];
  for (;;) {
    const progress = await take(uploadId);
    wrong.push(...progress.wrong);
    if (progress.done) return { ...progress, wrong };
  }
}
