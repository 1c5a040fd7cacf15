import { Closing, Report, UnsettledJob } from '#contract/shift.ts';
import { Operator } from '#contract/staff.ts';
import type { ClosingFacts } from '#main/ledger/closing.ts';
import type { JournalEntry } from '#main/ledger/entry.ts';
import type { Totals } from '#main/ledger/totals.ts';
import { z } from 'zod';

/** What the shop adds to the facts of `period.closed`. */
const ClosingBody = z.object({ report: Report, unsettled: z.array(UnsettledJob), operator: Operator.optional() });

/** The Z of a `period.closed` entry. */
export function closingOf(entry: JournalEntry): Closing {
  const { report, unsettled, operator } = ClosingBody.parse(entry.body);
  const { number, perpetual } = entry.body as ClosingFacts;
  return Closing.parse({
    seq: entry.seq,
    period: entry.body['period'],
    number,
    businessDate: entry.businessDate,
    closedAtMs: entry.tsMs,
    ...(operator ? { operator } : {}),
    report,
    perpetualMinor: turnoverMinor(perpetual),
    unsettled,
    hash: entry.hash,
  });
}

/** Sales less refunds, VAT included. */
function turnoverMinor({ accounts }: Totals): number {
  return accounts
    .filter(({ account }) => /^(revenue|vat):/.test(account))
    .reduce((sumMinor, { debitMinor, creditMinor }) => sumMinor + creditMinor - debitMinor, 0);
}
