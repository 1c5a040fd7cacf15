import type { BenchFault } from '#contract/bench.ts';
import type { StatusRequest } from '../printer/escpos/decode.ts';
import { processIdEcho } from '../printer/escpos/status-commands.ts';

/** Faults that stop the paper: what arrives is kept until they are lifted. */
const STOPPING: readonly BenchFault[] = ['paper_out', 'cover_open', 'cutter', 'head_hot'];

export function stopsPaper(fault: BenchFault): boolean {
  return STOPPING.includes(fault);
}

/** The byte for DLE EOT n (facts/devices.md 2.2), undefined for an n no printer answers. */
export function realTimeStatus(n: number, fault: BenchFault, drawerHigh = false): number | undefined {
  const fixed = 0x12;
  const stopped = stopsPaper(fault);
  const error = fault === 'cutter' || fault === 'head_hot';
  if (n === 1) return fixed | (drawerHigh ? 0x04 : 0) | (stopped ? 0x08 : 0);
  if (n === 2) return fixed | (fault === 'cover_open' ? 0x04 : 0) | (fault === 'paper_out' ? 0x20 : 0) | (error ? 0x40 : 0);
  if (n === 3) return fixed | (fault === 'cutter' ? 0x08 : 0) | (fault === 'head_hot' ? 0x40 : 0);
  if (n === 4) return fixed | (fault === 'paper_out' ? 0x6c : 0) | (fault === 'paper_near_end' ? 0x0c : 0);
  return undefined;
}

/** The byte for GS r n (2.4): 1 paper, 2 drawer; n may also be the digit 31 or 32. */
export function sensorStatus(n: number, fault: BenchFault, drawerHigh = false): number | undefined {
  if (n === 1 || n === 0x31) return fault === 'paper_out' ? 0x0c : fault === 'paper_near_end' ? 0x03 : 0x00;
  if (n === 2 || n === 0x32) return drawerHigh ? 0x01 : 0x00;
  return undefined;
}

/** The four bytes of pushed status (2.3). */
export function pushedStatus(fault: BenchFault, drawerHigh = false): Uint8Array {
  const printer = 0x10 | (drawerHigh ? 0x04 : 0) | (stopsPaper(fault) ? 0x08 : 0) | (fault === 'cover_open' ? 0x20 : 0);
  const error = (fault === 'cutter' ? 0x08 : 0) | (fault === 'head_hot' ? 0x40 : 0);
  const paper = fault === 'paper_out' ? 0x0f : fault === 'paper_near_end' ? 0x03 : 0;
  return Uint8Array.of(printer, error, paper, 0x0f);
}

/** What a printer says to a request that was worked off in its turn; DLE EOT is answered ahead of its turn. */
export function answerInTurn(request: StatusRequest, fault: BenchFault, drawerHigh = false): Uint8Array | undefined {
  if (request.type === 'process-id') return processIdEcho(request.id);
  if (request.type === 'gs-a') return request.n === 0 ? undefined : pushedStatus(fault, drawerHigh);
  const status = request.type === 'gs-r' ? sensorStatus(request.n, fault, drawerHigh) : undefined;
  return status === undefined ? undefined : Uint8Array.of(status);
}
