import type { JournalEntry } from './entry.ts';
import { parseReceiptNumber, toEntry } from './envelope.ts';
import type { Db } from './open.ts';

/** Sales and refunds by what stands on paper. */
export interface Finder {
  /** The sale or refund with this receipt number, or with these last digits of one of the newest epoch. */
  findByNumber(receiptNumber: string): JournalEntry | undefined;
  /** Every refund of the sale at this place, oldest first. */
  refundsOf(saleSeq: number): readonly JournalEntry[];
  /** Every refund of a business date, newest first. */
  refundsOn(businessDate: string): readonly JournalEntry[];
}

interface Row {
  readonly body: string;
  readonly hash: Buffer;
}
interface Range {
  readonly firstSeq: number;
  readonly lastSeq: number;
}

/** Prepares the statements. Sales have no index of numbers, which every sale would pay for; refunds are rare and have theirs. */
export function createFinder(db: Db): Finder {
  const bySeq = db.prepare<[number], Row>('SELECT body, hash FROM journal WHERE seq = ?');
  const epochRange = db.prepare<[number | null], Range>(
    `SELECT firstSeq, lastSeq FROM (
       SELECT epoch, first_seq AS firstSeq, coalesce(lead(first_seq) OVER (ORDER BY epoch) - 1, (SELECT max(seq) FROM journal)) AS lastSeq FROM epoch
     ) WHERE epoch = coalesce(?, (SELECT max(epoch) FROM epoch))`,
  );
  const nextSale = db.prepare<[number, number], { seq: number; number: number }>(
    `SELECT seq, number FROM journal WHERE seq BETWEEN ? AND ? AND kind = 'sale.completed' ORDER BY seq LIMIT 1`,
  );
  const refundNumbered = db
    .prepare<[number, number, number], number>(
      `SELECT seq FROM journal WHERE kind = 'refund.completed' AND number = ? AND +seq BETWEEN ? AND ?`,
    )
    .pluck();
  const refunds = db.prepare<[number], Row>(
    `SELECT body, hash FROM journal WHERE kind = 'refund.completed' AND json_extract(body, '$.data.saleSeq') = ? ORDER BY seq`,
  );
  const refundsOfDay = db.prepare<[string], Row>(
    `SELECT body, hash FROM journal WHERE kind = 'refund.completed' AND business_date = ? ORDER BY seq DESC`,
  );

  return {
    findByNumber(receiptNumber) {
      const wanted = parseReceiptNumber(receiptNumber);
      const range = wanted && epochRange.get(wanted.epoch ?? null);
      if (!wanted || !range) return undefined;
      const { kind, number } = wanted;
      const seq =
        kind === 'sale.completed'
          ? saleNumbered(number, range, (from, to) => nextSale.get(from, to))
          : refundNumbered.get(number, range.firstSeq, range.lastSeq);
      const row = seq === undefined ? undefined : bySeq.get(seq);
      const entry = row && toEntry(row.body, row.hash);
      return wanted.epoch === undefined || entry?.receiptNumber === receiptNumber ? entry : undefined;
    },
    refundsOf: (saleSeq) => refunds.all(saleSeq).map((row) => toEntry(row.body, row.hash)),
    refundsOn: (businessDate) => refundsOfDay.all(businessDate).map((row) => toEntry(row.body, row.hash)),
  };
}

/** Numbers rise with the journal, so a sale is found by halving. The nth sale cannot stand before the nth entry. */
function saleNumbered(
  number: number,
  { firstSeq, lastSeq }: Range,
  nextSale: (fromSeq: number, toSeq: number) => { readonly seq: number; readonly number: number } | undefined,
): number | undefined {
  let low = firstSeq + number - 1;
  let high = lastSeq;
  while (low <= high) {
    const middle = Math.floor((low + high) / 2);
    const found = nextSale(middle, high);
    if (found?.number === number) return found.seq;
    if (!found || found.number > number) high = middle - 1;
    else low = found.seq + 1;
  }
  return undefined;
}
