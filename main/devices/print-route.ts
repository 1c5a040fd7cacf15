import type { PrintOutcome } from '#contract/device.ts';
import type { PrintDocument } from '#contract/document.ts';
import type { ProcedureInput } from '#contract/procedures.ts';
import type { OnPrintPhase } from '#drivers/printer/pos-printer.ts';
import type { RoleSettings } from '../settings.ts';
import type { PrinterEntry } from './printer.ts';

export type PrintJob = ProcedureInput<'port.print'>;

/** Tells the shop how far a job is; `sending` is asked for and may be refused by rejecting. */
export type TellProgress = (progress: ProcedureInput<'print.progress'>) => Promise<unknown>;

const MISCONFIGURED: PrintOutcome = { result: 'failed', problem: 'misconfigured', bytes: 0 };

/** Prints a job on the printer of its role. The fallback printer gets only what the receipt printer could not begin: not one byte of it left. */
export async function printByRole(
  job: PrintJob,
  options: { readonly roles: RoleSettings; printer(id: string): PrinterEntry | undefined; readonly tell: TellProgress },
): Promise<PrintOutcome> {
  const { roles } = options;
  const onPhase = askOnce(job, options.tell);
  const printBy = (id: string | undefined): Promise<PrintOutcome> | PrintOutcome =>
    options.printer(id ?? '')?.print(job.document, onPhase) ?? MISCONFIGURED;

  const outcome = await printBy(roles[job.role]);
  if (job.role !== 'receiptPrinter' || !notBegun(outcome) || roles.receiptPrinterFallback === undefined) return outcome;
  const second = await printBy(roles.receiptPrinterFallback);
  return notBegun(second) && outcome.problem !== 'misconfigured' ? outcome : second;
}

/** Prints a document that belongs to no job, and is not tried again. */
export async function printOnce(document: PrintDocument, printer: Pick<PrinterEntry, 'print'> | undefined): Promise<PrintOutcome> {
  return (await printer?.print(document)) ?? MISCONFIGURED;
}

function notBegun({ result }: PrintOutcome): boolean {
  return result === 'failed' || result === 'blocked';
}

/** A second printer that takes over an attempt needs no second permission to send it. */
function askOnce({ jobId, attempt }: PrintJob, tell: TellProgress): OnPrintPhase {
  let permission: Promise<unknown> | undefined;
  return async (phase, problem) => {
    // That the printer is being asked the shop knows: it began the attempt.
    if (phase === 'confirming') await tell({ jobId, attempt, phase, problem });
    if (phase === 'sending') await (permission ??= tell({ jobId, attempt, phase, problem }));
  };
}
