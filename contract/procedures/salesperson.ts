import { z } from 'zod';
import { NamedShares, PersonSales } from '../salesperson.ts';
import { lineId, none, requestId, type ProcedureRow } from './row.ts';

/** Who sold what. */
export const salespersonProcedures = {
  /** Who sells the open basket, or with a line that line; nobody with no shares. Throws staff_unknown, line_unknown, line_follows. */
  'basket.setSalespeople': {
    at: 'store',
    roles: ['till'],
    input: z.strictObject({ requestId, lineId: lineId.optional(), shares: NamedShares }),
    output: none,
  },
  /** What each person sold on a business date (today when left out), less what of it came back that day. */
  'salespeople.day': {
    at: 'store',
    roles: ['till'],
    right: 'report.x',
    input: z.strictObject({ businessDate: z.iso.date().optional() }),
    output: z.strictObject({ businessDate: z.iso.date(), people: z.array(PersonSales).max(500) }),
  },
} as const satisfies Record<string, ProcedureRow>;
