import { z } from 'zod';
import { QueueReport } from '../queue-report.ts';
import type { ProcedureRow } from './row.ts';

/** Business dates, both included; at most a year (`MAX_REPORT_DAYS`). */
const dates = { from: z.iso.date(), to: z.iso.date() };

/** What became of the tickets of the queue-calling station, and how long it took. */
export const queueReportProcedures = {
  /** A caller, where nobody signs in, is told of no people. */
  'queue.statistics': { at: 'store', roles: ['till', 'caller'], right: 'report.x', input: z.strictObject(dates), output: QueueReport },
  /** Writes the figures for a spreadsheet, as .xlsx of a quarter or less also every ticket, into `exports` beside the ledger and says where. */
  'queue.export': {
    at: 'store',
    roles: ['till'],
    right: 'export',
    input: z.strictObject({ ...dates, format: z.enum(['csv', 'xlsx']) }),
    output: z.strictObject({ file: z.string() }),
  },
} as const satisfies Record<string, ProcedureRow>;
