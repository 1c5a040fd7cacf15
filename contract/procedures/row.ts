import { z } from 'zod';
import { RequestId } from '../ids.ts';
import { Right } from '../rights.ts';
import type { Role } from '../role.ts';

/**
 * A row: who may call it, where it is answered (the store thread, or the host in the main thread), and its shapes.
 * To add a procedure: one row here, one handler, one test.
 */
export type ProcedureRow = {
  readonly at: 'store' | 'host';
  readonly roles: readonly Role[];
  /** What the person at the till must be allowed to do, asked of the store also for what the host answers; without it, signing in is enough. */
  readonly right?: Right;
  /** Also while the till is locked. */
  readonly anybody?: true;
  readonly input: z.ZodType;
  readonly output: z.ZodType;
};

/** Nothing to say, nothing to answer. */
export const none = z.strictObject({});
/** Made when the button is first pressed; asking again under it acts once. */
export const requestId = RequestId;
/** A line of the basket or of a sale. */
export const lineId = z.int().min(1);
/** A print job or a label job. */
export const jobId = z.int().min(1);
/** The basket the cashier saw beside what comes back: its goods are taken instead, and none are a plain refund. */
export const beside = { requestId, basketId: z.uuid(), basketRevision: z.int().min(0) };
/** Why, in a person's words. */
export const reason = z.string().trim().min(1).max(100);
