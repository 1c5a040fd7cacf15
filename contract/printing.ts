import { z } from 'zod';
import { PrintState } from './sale.ts';

/** A print job that is not yet settled, or was settled badly. */
export const PrintJobStatus = z.strictObject({
  jobId: z.int().min(1),
  title: z.string().max(100),
  receiptNumber: z.string().max(40),
  copy: z.int().min(0),
  state: PrintState,
  attempts: z.int().min(0),
  createdAtMs: z.int(),
});
export type PrintJobStatus = z.infer<typeof PrintJobStatus>;

/** Topic `printing`: jobs on their way (queued, sending) and jobs a person must decide (unknown, failed). */
export const PrintingView = z.strictObject({ waiting: z.int().min(0), attention: z.array(PrintJobStatus).max(50) });
export type PrintingView = z.infer<typeof PrintingView>;
