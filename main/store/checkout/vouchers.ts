import { GuitaiError } from '#contract/error.ts';
import { voucherKey, type Tender } from '#contract/tender.ts';
import type { EntryKind } from '#main/ledger/entry.ts';
import type { Ledger } from '#main/ledger/ledger.ts';
import type { Rebuild } from '#main/ledger/verify/derived.ts';

/** The paper vouchers this till has taken: each number once, for ever. */
export interface Vouchers {
  /** Throws voucher_taken where a number among the tenders was taken before. */
  check(tenders: readonly Tender[]): void;
  /** Notes the numbers; call it in the transaction of the entry that takes them. */
  take(seq: number, tenders: readonly Tender[]): void;
}

export function createVouchers(db: Ledger['db']): Vouchers {
  const find = db.prepare<[string], number>('SELECT seq FROM voucher WHERE number = ?').pluck();
  const insert = db.prepare<[string, number]>('INSERT INTO voucher(number, seq) VALUES(?, ?)');
  return {
    check(tenders) {
      const taken = numbersIn(tenders).find((number) => find.get(number) !== undefined);
      if (taken !== undefined) throw new GuitaiError('voucher_taken', { number: taken });
    },
    take(seq, tenders) {
      for (const number of numbersIn(tenders)) insert.run(number, seq);
    },
  };
}

const TAKING: ReadonlySet<EntryKind> = new Set(['sale.completed', 'refund.completed', 'order.placed']);

/** The vouchers that were taken, by the tenders of every sale, refund and deposit. */
export const voucherRebuild: Rebuild = {
  tables: [
    {
      from: 'voucher',
      keys: ['number'],
      columns: { seq: 'same' },
      name: ({ number }) => ({ zh: `代金券 ${String(number)}`, en: `Voucher ${String(number)}` }),
    },
  ],
  begin(empty) {
    const vouchers = createVouchers(empty);
    return {
      take({ seq, kind, data }) {
        if (TAKING.has(kind)) vouchers.take(seq, data['tenders'] as unknown as readonly Tender[]);
      },
    };
  },
};

function numbersIn(tenders: readonly Tender[]): readonly string[] {
  return tenders.flatMap((tender) => (tender.kind === 'voucher' ? voucherKey(tender) : []));
}
