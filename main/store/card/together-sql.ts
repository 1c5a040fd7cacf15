import { LINES_PER_ENTRY } from '#main/ledger/migrations.ts';
import type { Db } from '#main/ledger/open.ts';

/** How far back sales are looked at: a card is opened while the customer waits. */
const LOOKED_AT_ENTRIES = 3_000;

/** SKUs that left the shop in one sale with this one, the most often first, among the newest entries. */
export function prepareTogether(db: Db): (sku: string, headSeq: number, limit: number) => string[] {
  const select = db
    .prepare<[number, string, string, number], string>(
      `WITH held AS (SELECT DISTINCT seq FROM movement WHERE movement_id >= ? AND sku = ? AND reason = 'sale')
       SELECT other.sku FROM held CROSS JOIN movement other
         ON other.movement_id BETWEEN held.seq * ${LINES_PER_ENTRY} AND held.seq * ${LINES_PER_ENTRY} + ${LINES_PER_ENTRY - 1}
       WHERE other.reason = 'sale' AND other.sku <> ?
       GROUP BY other.sku ORDER BY count(DISTINCT held.seq) DESC, other.sku LIMIT ?`,
    )
    .pluck();
  return (sku, headSeq, limit) => select.all(Math.max(0, headSeq - LOOKED_AT_ENTRIES) * LINES_PER_ENTRY, sku, sku, limit);
}
