import { DLE, ESC, GS } from './commands.ts';

/** DLE EOT n: one status byte, answered at once even when offline. 1 printer, 2 offline cause, 3 error cause, 4 roll sensor (facts/devices.md 2.2). */
export type StatusQuestion = 1 | 2 | 3 | 4;
export function dleEot(question: StatusQuestion): Uint8Array {
  return Uint8Array.of(DLE, 0x04, question);
}

/** GS r 1 (1D 72 01): paper sensor status, answered in its turn after everything sent before (2.4). */
export const PAPER_STATUS_FENCE: readonly number[] = [GS, 0x72, 0x01];

/** GS a 0F (1D 61 0F): push status on every change of drawer, online, error and roll; lasts until the next ESC @ (2.3). */
export const ENABLE_ASB: readonly number[] = [GS, 0x61, 0x0f];

/** ESC @ behind a GS ( H nobody knows to be understood: what a stranger took for text is cleared before it can print. */
const FORGET_TEXT: readonly number[] = [ESC, 0x40];

/** Process ids run through four decimal digits and begin again. */
export const MAX_PROCESS_ID = 9999;

/** The four bytes d1..d4 of a process id. */
export function processIdBytes(processId: number): Uint8Array {
  return Buffer.from(String(processId).padStart(4, '0'), 'latin1');
}

/** GS ( H fn 48 (1D 28 48 06 00 30 30 d1..d4): echoed as the block 37 22 d1..d4 00 when everything before it is printed (2.4). */
export function processIdRequest(processId: number, options: { readonly probing: boolean }): Uint8Array {
  const request = [GS, 0x28, 0x48, 0x06, 0x00, 0x30, 0x30, ...processIdBytes(processId)];
  return Uint8Array.from(options.probing ? [...request, ...FORGET_TEXT] : request);
}

/** What a printer answers to it: the block 37 22 d1..d4 00. */
export function processIdEcho(id: Uint8Array): Uint8Array {
  return Uint8Array.of(0x37, 0x22, ...id, 0x00);
}
