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
  /**
   * What each person sold on a business date (today when left out), less what of it came back that day; without the right `report.x` only what the
   * person at the till sold.
   */
  'salespeople.day': {
    at: 'store',
    roles: ['till'],
    input: z.strictObject({ businessDate: z.iso.date().optional() }),
    output: z.strictObject({ businessDate: z.iso.date(), people: z.array(PersonSales).max(500), everybody: z.boolean() }),
  },
  /** Writes the same of everybody as a table for spreadsheets on the station's machine and says where. */
  'salespeople.export': {
    at: 'store',
    roles: ['till'],
    right: 'export',
    input: z.strictObject({ businessDate: z.iso.date() }),
    output: z.strictObject({ file: z.string() }),
  },
} as const satisfies Record<string, ProcedureRow>;
