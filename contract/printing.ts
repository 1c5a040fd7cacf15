import { z } from 'zod';
import { DeviceProblem } from './device.ts';
import { PrintState } from './sale.ts';

/** A print job that is not yet settled, or was settled badly. */
export const PrintJobStatus = z.strictObject({
  jobId: z.int().min(1),
  title: z.string().max(100),
  receiptNumber: z.string().max(40),
  copy: z.int().min(0),
  state: PrintState,
  /** What it waits for, or what went wrong. */
  problem: DeviceProblem,
  attempts: z.int().min(0),
  createdAtMs: z.int(),
});
export type PrintJobStatus = z.infer<typeof PrintJobStatus>;

/** Topic `printing`: how many jobs are on their way and the first of them, each with what it waits for; and jobs a person must decide (unknown, failed). */
export const PrintingView = z.strictObject({
  waiting: z.int().min(0),
  jobs: z.array(PrintJobStatus).max(20),
  attention: z.array(PrintJobStatus).max(50),
});
export type PrintingView = z.infer<typeof PrintingView>;
