import { z } from 'zod';
import { PaperItem } from '../bench.ts';
import { PrintOutcome, PrinterRole } from '../device.ts';
import { PrintDocument } from '../document.ts';
import { LabelDocument, LabelImage } from '../label.ts';
import { PaperWidth } from '../receipt-layout.ts';
import { MAX_READ_WEIGHT_MS, WeightReading } from '../scale.ts';
import { type ProcedureRow } from './row.ts';

/** What the store thread asks of its host. */
export const portProcedures = {
  'port.print': {
    at: 'host',
    roles: ['store'],
    input: z.strictObject({ jobId: z.int().min(1), attempt: z.int().min(1), role: PrinterRole, document: PrintDocument }),
    output: PrintOutcome,
  },
  /** One label, once. */
  'port.printLabel': {
    at: 'host',
    roles: ['store'],
    input: z.strictObject({ title: z.string().max(100), document: LabelDocument }),
    output: PrintOutcome,
  },
  /** The label as the printer of the shop would print it; label_misfit when it would not. */
  'port.drawLabel': { at: 'host', roles: ['store'], input: z.strictObject({ document: LabelDocument }), output: LabelImage },
  /** What a usual receipt printer with this paper would make of a document. */
  'port.drawPaper': {
    at: 'host',
    roles: ['store'],
    input: z.strictObject({ document: PrintDocument, paper: PaperWidth }),
    output: z.strictObject({ items: z.array(PaperItem), columns: z.int().min(1), widthDots: z.int().min(1) }),
  },
  /** A document that belongs to no job, once, on the receipt printer. */
  'port.printSample': { at: 'host', roles: ['store'], input: z.strictObject({ document: PrintDocument }), output: PrintOutcome },
  'port.readWeight': {
    at: 'host',
    roles: ['store'],
    input: z.strictObject({ timeoutMs: z.int().min(1).max(MAX_READ_WEIGHT_MS) }),
    output: WeightReading,
  },
} as const satisfies Record<string, ProcedureRow>;
