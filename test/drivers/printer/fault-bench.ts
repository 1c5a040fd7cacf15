import type { BenchFault } from '#contract/bench.ts';
import type { DeviceProblem, PrintOutcome, PrintPhase } from '#contract/device.ts';
import type { PrintDocument } from '#contract/document.ts';
import { createPosPrinter, type PosPrinter, type PrinterLimits } from '#drivers/printer/pos-printer.ts';
import type { MemoryDevice } from '#drivers/transport/memory.ts';
import { createVirtualPrinter, type VirtualPrinter } from '#drivers/virtual/printer.ts';
import { openFarEnd, type FarEndKind } from '../../fakes/far-ends.ts';
import { createRecording, type Recording } from '../../fakes/recording.ts';
import { modelNamed } from './printer-on-wire.ts';

/** When a fault strikes: before the job, while the printer is asked, at the first byte, among the bytes, while its word is awaited. */
export const MOMENTS = ['before', 'preflight', 'sending', 'middle', 'confirming'] as const;
export type Moment = (typeof MOMENTS)[number];

/** Long enough for a loaded machine to answer, short enough for a printer that never does; a terminal is relayed by another process. */
function limitsOn(kind: FarEndKind): Partial<PrinterLimits> {
  const times = kind === 'pty' ? 5 : 1;
  return {
    readyMs: 2000 * times,
    firstAnswerMs: 150 * times,
    answerMs: 150 * times,
    firstFenceMs: 400 * times,
    fenceMs: 400 * times,
    fenceMsPerByte: 0,
    echoMs: 300 * times,
    blockedMs: 20_000,
    heartbeatMs: 30,
    troubleHeartbeatMs: 15,
  };
}
/** The printer's end gets a document in pieces, as from a real wire. */
const PIECE_BYTES = 32;
const MIDDLE_BYTES = 200;

/** A receipt of some 500 bytes whose first and last line name it. */
export function namedReceipt(name: string): PrintDocument {
  const lines = Array.from({ length: 8 }, (_, index) => ({ type: 'pair', left: `${name} 第 ${index + 1} 行`, right: '12.50' }) as const);
  return { title: name, blocks: [{ type: 'text', text: `始 ${name}` }, ...lines, { type: 'text', text: `完 ${name}` }, { type: 'cut' }] };
}

/** A driver and a virtual printer on the two ends of a wire. */
export interface FaultBench {
  readonly printer: PosPrinter;
  readonly virtual: VirtualPrinter;
  readonly phases: Recording<readonly [PrintPhase, DeviceProblem]>;
  /** Prints once; the fault strikes at its moment. */
  print(name: string, strike?: { readonly moment: Moment; strike(): void }): Promise<PrintOutcome>;
  /** As the queue does: what was not begun is printed again when the printer is well, until it was begun. */
  printAtLast(name: string): Promise<PrintOutcome>;
  /** How often the first and the last line of a receipt are on the paper. */
  onPaper(name: string): readonly [begun: number, whole: number];
  close(): Promise<void>;
}

export async function openFaultBench(kind: FarEndKind, modelId: string): Promise<FaultBench> {
  const far = await openFarEnd(kind);
  const model = modelNamed(modelId);
  const phases = createRecording<readonly [PrintPhase, DeviceProblem]>();
  const wells = createRecording<true>();
  let atBytes: (() => void) | undefined;
  let strikeAt = Number.POSITIVE_INFINITY;
  const virtual = createVirtualPrinter({
    id: 'receipt',
    model,
    wire: { transport: far.transport, device: inPieces(far.device) },
    onChange() {
      if (virtual.view.bytes < strikeAt) return;
      strikeAt = Number.POSITIVE_INFINITY;
      atBytes?.();
    },
  });
  const printer = createPosPrinter({
    id: 'receipt',
    model,
    transport: far.transport,
    limits: limitsOn(kind),
    backOffMs: [5],
    onStatus: ({ state, problem }) => {
      if (state === 'ready' && (problem === 'none' || problem === 'paper_near_end')) wells.add(true);
    },
  });
  printer.start();

  const bench: FaultBench = {
    printer,
    virtual,
    phases,
    print(name, struck) {
      const { moment } = struck ?? {};
      let isDue = true;
      const strike = (): void => {
        if (isDue) struck?.strike();
        isDue = false;
      };
      phases.clear();
      if (moment === 'before') strike();
      return printer.print(namedReceipt(name), (phase, problem) => {
        if (phase === moment) strike();
        if (phase === 'sending' && moment === 'middle') {
          atBytes = strike;
          strikeAt = virtual.view.bytes + MIDDLE_BYTES;
        }
        phases.add([phase, problem]);
      });
    },
    async printAtLast(name) {
      for (;;) {
        wells.clear();
        const outcome = await bench.print(name);
        if (outcome.bytes > 0) return outcome;
        if (printer.status.state !== 'ready' || printer.status.problem !== 'none') await wells.until(() => true);
      }
    },
    onPaper(name) {
      const lines = virtual.view.paper.flatMap((item) => (item.type === 'line' ? [item.runs.map(({ text }) => text).join('')] : []));
      return [lines.filter((line) => line === `始 ${name}`).length, lines.filter((line) => line === `完 ${name}`).length];
    },
    async close() {
      await printer.stop();
      await far.close();
    },
  };
  return bench;
}

/** The same device, which gets long writes in pieces; a wire that breaks within one loses the rest. */
function inPieces(device: MemoryDevice): MemoryDevice {
  let breaks = 0;
  return {
    ...device,
    onData(listener) {
      device.onData((bytes) => {
        const before = breaks;
        for (let at = 0; at < bytes.length && breaks === before; at += PIECE_BYTES) listener(bytes.subarray(at, at + PIECE_BYTES));
      });
    },
    break(fault) {
      breaks += 1;
      device.break(fault);
    },
  };
}

/** Faults in which the printer itself says what stops it, and goes on when that is put right. */
export const STOPS = ['paper_out', 'cover_open', 'cutter', 'head_hot'] as const satisfies readonly BenchFault[];
