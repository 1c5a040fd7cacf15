import { storedEntry } from './booking.ts';
import { documentName } from '../outbox/documents.ts';
import type { Book } from '../record-event.ts';
import { closingOf } from '../report/closing.ts';
import type { ReportsReader } from '../report/reports-reader.ts';
import { actFacts, type Act } from '../staff/act.ts';
import { GuitaiError } from '#contract/error.ts';
import type { ProcedureInput } from '#contract/procedures.ts';
import type { Closing, UnsettledJob } from '#contract/shift.ts';

const MAX_UNSETTLED = 50;

/** Journals the Z of a period and has it printed. Throws close_unsettled. */
export function close(
  book: Book & { readonly reports: ReportsReader },
  period: Closing['period'],
  { requestId, seenJobs }: ProcedureInput<'shift.close'>,
  act: Act,
): Closing {
  const { ledger, shop, clock, reports } = book;
  const unsettled = unsettledJobs(book, seenJobs);
  const { report } = reports.since(period);
  const tsMs = clock();
  const { entry } = ledger.closePeriod({
    period,
    requestId,
    businessDate: ledger.dateOf(tsMs),
    tsMs,
    facts: { ...actFacts(act), report, unsettled },
    printJobs: shop.printsReceipts ? [{ role: 'receiptPrinter', kind: 'closing', copy: 0 }] : [],
  });
  return closingOf(entry);
}

/** The closing this request made before. Throws request_conflict when it made something else. */
export function repeatedClosing(book: Book, period: Closing['period'], requestId: string): Closing | undefined {
  const entry = storedEntry(book, 'period.closed', requestId);
  if (entry && entry.body['period'] !== period) throw new GuitaiError('request_conflict');
  return entry && closingOf(entry);
}

/** Names what nobody settled; a closing goes on only when the person at the till has seen it all. */
function unsettledJobs({ ledger, shop }: Book, seen: readonly number[]): UnsettledJob[] {
  const jobs = ledger.printJobs.list(['failed', 'unknown', 'blocked'], MAX_UNSETTLED).map(({ jobId, kind, state, documentSeq }) => {
    const entry = ledger.read(documentSeq);
    return { jobId, title: entry ? documentName(entry, shop) : kind, state };
  });
  if (jobs.every(({ jobId }) => seen.includes(jobId))) return jobs;
  throw new GuitaiError('close_unsettled', { count: jobs.length, jobs: jobs.map(({ title }) => title).join(', ') });
}
