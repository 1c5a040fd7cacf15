import { z } from 'zod';
import { PaperItem } from '../bench.ts';
import { PrintOutcome } from '../device.ts';
import { PaperWidth, ReceiptLayout, SavedReceiptLayout } from '../receipt-layout.ts';
import { none, requestId, type ProcedureRow } from './row.ts';

/** A made-up sale that has everything, or the last one of this till. */
const of = z.enum(['sample', 'last']);

/** How the receipts of the shop look. */
export const receiptProcedures = {
  'receipt.layout': { at: 'store', roles: ['till'], right: 'settings', input: none, output: z.strictObject({ layout: ReceiptLayout }) },
  /** Holds for every receipt printed from then on, also copies of older ones. */
  'receipt.design': {
    at: 'store',
    roles: ['till'],
    right: 'settings',
    input: z.strictObject({ requestId, layout: SavedReceiptLayout }),
    output: none,
  },
  /** The receipt as it would come out on this paper. Throws sale_none. */
  'receipt.preview': {
    at: 'store',
    roles: ['till'],
    right: 'settings',
    input: z.strictObject({ layout: ReceiptLayout, of, paper: PaperWidth }),
    output: z.strictObject({ items: z.array(PaperItem), columns: z.int().min(1), widthDots: z.int().min(1) }),
  },
  /** Prints it once, marked as a sample, on the receipt printer. */
  'receipt.test': {
    at: 'store',
    roles: ['till'],
    right: 'settings',
    input: z.strictObject({ layout: ReceiptLayout, of }),
    output: PrintOutcome,
  },
} as const satisfies Record<string, ProcedureRow>;
