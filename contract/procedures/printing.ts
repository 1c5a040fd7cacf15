import { z } from 'zod';
import { DeviceProblem, PrintPhase, PrinterRole } from '../device.ts';
import { DrawerOutcome } from '../drawer.ts';
import { none, requestId, type ProcedureRow } from './row.ts';

/** Paper and the drawer. */
export const printingProcedures = {
  /** A person's word on an unknown or failed job: it did print, print it again (marked as a copy when bytes had left), or let it be. */
  'print.settle': {
    at: 'store',
    roles: ['till'],
    input: z.strictObject({ requestId, jobId: z.int().min(1), decision: z.enum(['printed', 'reprint', 'discard']) }),
    output: none,
  },
  /** A printer is well again: jobs waiting for this role go on. */
  'print.resume': { at: 'store', roles: ['device'], input: z.strictObject({ role: PrinterRole }), output: none },
  /** How far an attempt has come. `sending` is asked for: without this answer not one byte of the document leaves. */
  'print.progress': {
    at: 'store',
    roles: ['device'],
    input: z.strictObject({ jobId: z.int().min(1), attempt: z.int().min(1), phase: PrintPhase, problem: DeviceProblem }),
    output: none,
  },
  /** Opens the drawer without a sale; the order is journaled with its reason, and what became of it. */
  'drawer.open': {
    at: 'store',
    roles: ['till'],
    right: 'drawer.open',
    input: z.strictObject({
      requestId,
      reason: z.string().trim().min(1).max(100),
      /** Another one than the drawer of this till. */
      drawerId: z.string().max(40).exactOptional(),
    }),
    output: DrawerOutcome,
  },
} as const satisfies Record<string, ProcedureRow>;
