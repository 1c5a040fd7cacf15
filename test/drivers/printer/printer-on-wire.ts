import type { PaperItem } from '#contract/bench.ts';
import { createEscPosDecoder, type StatusRequest } from '#drivers/printer/escpos/decode.ts';
import { findPrinterModel, type PrinterModel } from '#drivers/printer/models.ts';
import { createPosPrinter, type PosPrinter, type PrinterLimits } from '#drivers/printer/pos-printer.ts';
import { createMemoryTransport, type MemoryWire } from '#drivers/transport/memory.ts';
import type { LinkStatus } from '#drivers/link.ts';

/** How a printer at the end of the wire behaves; changed at will during a test. */
export interface Behaviour {
  /** Answers DLE EOT with this byte, or not at all. */
  dleEot?: ((n: number) => number) | undefined;
  /** Answers GS r with this byte, or not at all. */
  gsR?: (() => number | undefined) | undefined;
}

/** Waits short enough for tests; the order between them is that of the real ones. */
export const SHORT_LIMITS: Partial<PrinterLimits> = {
  readyMs: 60,
  firstAnswerMs: 40,
  answerMs: 60,
  firstFenceMs: 60,
  fenceMs: 150,
  fenceMsPerByte: 0,
  firstFenceMsPerByte: 0,
  echoMs: 60,
  blockedMs: 0,
  sendMs: 80,
  sendMsPerByte: 0,
  sendShortMs: 60,
  heartbeatMs: 30,
  troubleHeartbeatMs: 20,
};

/** No heartbeat between what a test does. */
export const UNHURRIED: Partial<PrinterLimits> = { heartbeatMs: 100_000, troubleHeartbeatMs: 100_000 };

export interface Bench {
  readonly printer: PosPrinter;
  readonly wire: MemoryWire;
  readonly behaviour: Behaviour;
  /** What lies on the paper so far. */
  readonly paper: readonly PaperItem[];
  /** Every byte the printer received, as hexadecimal. */
  readonly received: readonly string[];
  readonly requests: readonly StatusRequest[];
  readonly statuses: readonly LinkStatus[];
  /** Resolves with the next status that satisfies the test, or at once when the present one does. */
  status(satisfies: (status: LinkStatus) => boolean): Promise<LinkStatus>;
}

export function modelNamed(id: string): PrinterModel {
  const model = findPrinterModel(id);
  if (!model) throw new Error(`no model ${id}`);
  return model;
}

/** A printer driver on a wire in memory, with our decoder playing the printer at the far end. */
export function onBench(
  behaviour: Behaviour,
  options: { readonly modelId?: string; readonly limits?: Partial<PrinterLimits> } = {},
): Bench {
  const model = modelNamed(options.modelId ?? 'generic-80');
  const wire = createMemoryTransport();
  const decoder = createEscPosDecoder(model);
  const paper: PaperItem[] = [];
  const received: string[] = [];
  const requests: StatusRequest[] = [];
  const statuses: LinkStatus[] = [];
  let watchers: { satisfies: (status: LinkStatus) => boolean; resolve: (status: LinkStatus) => void }[] = [];
  wire.device.onData((bytes) => {
    received.push(Buffer.from(bytes).toString('hex'));
    const decoded = decoder.write(bytes);
    paper.push(...decoded.items);
    for (const request of decoded.requests) {
      requests.push(request);
      const answer = request.type === 'dle-eot' ? behaviour.dleEot?.(request.n) : request.type === 'gs-r' ? behaviour.gsR?.() : undefined;
      if (answer !== undefined) wire.device.send(Uint8Array.of(answer));
    }
  });
  const printer = createPosPrinter({
    id: 'receipt',
    model,
    transport: wire.transport,
    limits: { ...SHORT_LIMITS, ...options.limits },
    backOffMs: [5],
    onStatus(status) {
      statuses.push(status);
      for (const watcher of watchers) if (watcher.satisfies(status)) watcher.resolve(status);
      watchers = watchers.filter((watcher) => !watcher.satisfies(status));
    },
  });
  return {
    printer,
    wire,
    behaviour,
    paper,
    received,
    requests,
    statuses,
    status(satisfies) {
      if (satisfies(printer.status)) return Promise.resolve(printer.status);
      return new Promise((resolve) => watchers.push({ satisfies, resolve }));
    },
  };
}
