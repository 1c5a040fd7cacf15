import { closingOf } from './closing.ts';
import type { ReportsReader } from './reports-reader.ts';
import type { StoreHandlers } from '../handlers.ts';
import { orderCopy } from '../receipt/copy.ts';
import { recordEvent, type Book } from '../record-event.ts';
import { may, type Act } from '../staff/act.ts';
import { GuitaiError } from '#contract/error.ts';
import type { Report } from '#contract/shift.ts';

/** Reads and prints X reports, and looks up and prints again what was closed. `onPrint`: a print job waits. */
export function createReports(
  options: Book & { readonly reports: ReportsReader; readonly onPrint: () => void },
): Pick<StoreHandlers, 'report.x' | 'report.print' | 'closing.list' | 'closing.reprint'> {
  const { ledger, shop, reports, onPrint } = options;

  /** The count stays blind: the till of somebody who may not accept a difference does not say what the drawer should hold. */
  const reportFor = (act: Act): Report => {
    const { report } = reports.since('shift');
    if (may(act, 'shift.difference')) return report;
    const { foreign: _, ...rest } = report;
    return { ...rest, tenders: [], cash: null };
  };

  return {
    'report.x': (_input, act) => reportFor(act),
    'report.print'({ requestId }, act) {
      if (!shop.printsReceipts) throw new GuitaiError('device_not_ready', { device: 'receiptPrinter' });
      const printJobs = [{ role: 'receiptPrinter', kind: 'x-report', copy: 0 }] as const;
      recordEvent(options, { kind: 'report.printed', requestId, content: {}, facts: { report: reportFor(act) }, printJobs }, act);
      onPrint();
      return {};
    },
    'closing.list'({ beforeSeq, limit }) {
      const entries = ledger.shiftEntries('period.closed', limit + 1, beforeSeq);
      return { closings: entries.slice(0, limit).map(closingOf), more: entries.length > limit };
    },
    'closing.reprint'({ requestId, seq }, act) {
      const entry = ledger.read(seq);
      if (entry?.kind !== 'period.closed') throw new GuitaiError('closing_unknown');
      const { copy } = orderCopy(options, entry, requestId, act);
      onPrint();
      return { copy };
    },
  };
}
