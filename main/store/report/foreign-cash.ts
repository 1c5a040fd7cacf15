import type { Report } from '#contract/shift.ts';
import type { Tender } from '#contract/tender.ts';
import type { JsonObject } from '#main/ledger/canonical.ts';

type Row = NonNullable<Report['foreign']>[number];

/** Adds up the notes and coins of other currencies that came in; what goes back goes in the shop's own. */
export function createForeignCash(): { add(body: JsonObject): void; figures(): Pick<Report, 'foreign'> } {
  const rows = new Map<string, Row>();
  return {
    add({ tenders }) {
      for (const tender of Array.isArray(tenders) ? (tenders as Tender[]) : []) {
        if (tender.kind !== 'foreign') continue;
        const { currency } = tender;
        const known = rows.get(currency) ?? { currency, foreignMinor: 0, amountMinor: 0 };
        const { foreignMinor, amountMinor } = known;
        rows.set(currency, { currency, foreignMinor: foreignMinor + tender.foreignMinor, amountMinor: amountMinor + tender.amountMinor });
      }
    },
    figures: () => (rows.size === 0 ? {} : { foreign: [...rows.values()].toSorted((a, b) => (a.currency < b.currency ? -1 : 1)) }),
  };
}
