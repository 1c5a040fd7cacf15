import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { writeFiguresCsv, writeWorkbook } from './export.ts';
import { readReport, type ReportSources } from './report.ts';
import { prepareReportTable } from './report-sql.ts';
import type { StoreHandlers } from '../handlers.ts';
import { createLocalTime } from '../local-time.ts';
import type { Book } from '../record-event.ts';
import type { queueReportProcedures } from '#contract/procedures/queue-report.ts';

/** The figures of the queue-calling station; what is made for a spreadsheet lies in `exports` beside the ledger. */
export function createQueueReports(
  options: Pick<Book, 'ledger' | 'shop'> & Pick<ReportSources, 'setup' | 'nameOf'> & { readonly ledgerFile: string },
): Pick<StoreHandlers, keyof typeof queueReportProcedures> {
  const { ledger, shop, setup, nameOf, ledgerFile } = options;
  const sources = { setup, nameOf, table: prepareReportTable(ledger.db), localTime: createLocalTime(shop.timeZone) };
  return {
    async 'queue.statistics'({ from, to }, _act, caller) {
      const report = await readReport(sources, from, to);
      return caller.role === 'caller' ? { ...report, people: [] } : report;
    },
    async 'queue.export'({ from, to, format }) {
      const report = await readReport(sources, from, to);
      const folder = join(dirname(ledgerFile), 'exports');
      mkdirSync(folder, { recursive: true });
      const file = join(folder, `queue-${from}-${to}.${format}`);
      if (format === 'csv') writeFiguresCsv(file, report);
      else await writeWorkbook(file, report, sources);
      return { file };
    },
  };
}
