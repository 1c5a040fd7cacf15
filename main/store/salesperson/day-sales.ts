import { sumCredits } from './credit.ts';
import type { Credit, PersonSales } from '#contract/salesperson.ts';
import type { JournalEntry } from '#main/ledger/entry.ts';
import type { Ledger } from '#main/ledger/ledger.ts';

/** What each person sold on a business date, read from the journal; for the date asked for last only what was written since is read. */
export function createDaySales(ledger: Pick<Ledger, 'list' | 'refundsOn' | 'between' | 'head'>): (businessDate: string) => PersonSales[] {
  let known: { readonly businessDate: string; readonly sums: Map<number, PersonSales>; throughSeq: number } | undefined;

  function readDay(businessDate: string): Map<number, PersonSales> {
    const sums = new Map<number, PersonSales>();
    const limit = Number.MAX_SAFE_INTEGER;
    const sales = ledger.list({
      kind: 'sale.completed',
      businessDate,
      beforeSeq: limit,
      limit,
      containing: 'credits',
      matches: (entry) => creditsIn(entry).length > 0,
    });
    for (const entry of [...sales, ...ledger.refundsOn(businessDate)]) addEntry(sums, entry);
    return sums;
  }

  return (businessDate) => {
    const toSeq = ledger.head().seq;
    if (known?.businessDate !== businessDate) known = { businessDate, sums: readDay(businessDate), throughSeq: toSeq };
    for (const entry of ledger.between(known.throughSeq + 1, toSeq)) {
      if (entry.businessDate === businessDate) addEntry(known.sums, entry);
    }
    known.throughSeq = toSeq;
    return [...known.sums.values()].toSorted((a, b) => a.person.id - b.person.id);
  };
}

/** What an entry says fell to people; nothing for an entry that sold nothing. */
export function creditsIn({ body }: Pick<JournalEntry, 'body'>): readonly Credit[] {
  return (body['credits'] as Credit[] | undefined) ?? [];
}

/** Adds what an entry credits to the sums of people. */
export function addEntry(sums: Map<number, PersonSales>, entry: Pick<JournalEntry, 'body'>): void {
  for (const { person, amountMinor } of sumCredits(creditsIn(entry))) {
    const before = sums.get(person.id) ?? { count: 0, amountMinor: 0 };
    sums.set(person.id, { person, count: before.count + 1, amountMinor: before.amountMinor + amountMinor });
  }
}
