import type { BenchFault, VirtualPrinterView } from '#contract/bench.ts';
import { createEscPosDecoder } from '../printer/escpos/decode.ts';
import type { PrinterModel } from '../printer/models.ts';
import { createMemoryTransport } from '../transport/memory.ts';
import type { Transport } from '../transport/transport.ts';
import { createPaperRoll } from './paper-roll.ts';
import { createPlug } from './plug.ts';
import { realTimeStatus, sensorStatus, splitRealTime } from './printer-status.ts';
import { createReceiveBuffer } from './receive-buffer.ts';

/** A receipt printer on the bench: prints on a roll of values, answers status like a real one, and can be made to fail. */
export interface VirtualPrinter {
  readonly transport: Transport;
  readonly view: VirtualPrinterView;
  /** `paper_out` and `cover_open` stop the paper and keep what arrives; `cut_off_midway` pulls the cable within the next document. */
  setFault(fault: BenchFault): void;
  /** Takes the printed paper away. */
  tearOff(): void;
}

/** Inside the head of any receipt. */
const CUT_AFTER_BYTES = 200;
/** `onChange` is called after every change of the view. */
export function createVirtualPrinter(options: { readonly id: string; readonly model: PrinterModel; onChange(): void }): VirtualPrinter {
  const { model } = options;
  const { transport, device } = createMemoryTransport();
  const roll = createPaperRoll();
  let decoder = createEscPosDecoder(model);
  const buffer = createReceiveBuffer(() => device.stall());
  let bytesTaken = 0;
  let drawerPulses = 0;

  const plug = createPlug({
    device,
    cutAfterBytes: CUT_AFTER_BYTES,
    onPulled() {
      decoder = createEscPosDecoder(model);
      buffer.empty();
      options.onChange();
    },
  });

  const stopped = (): boolean => plug.fault === 'paper_out' || plug.fault === 'cover_open';

  device.onData((bytes) => {
    bytesTaken += bytes.length;
    if (stopped()) hold(bytes);
    else print(bytes);
    plug.count(bytes.length);
    options.onChange();
  });

  function print(bytes: Uint8Array): void {
    const { items, requests } = decoder.write(bytes);
    for (const item of items) {
      if (item.type === 'drawer') drawerPulses += 1;
      roll.print(item);
    }
    for (const request of requests) {
      answer(request.type === 'dle-eot' ? realTimeStatus(request.n, plug.fault) : sensorStatus(request.n, plug.fault));
    }
  }

  /** DLE EOT is answered ahead of everything that waits. */
  function hold(bytes: Uint8Array): void {
    const { requests, rest } = splitRealTime(bytes);
    for (const n of requests) answer(realTimeStatus(n, plug.fault));
    buffer.hold(rest);
  }

  function answer(status: number | undefined): void {
    if (status !== undefined) device.send(Uint8Array.of(status));
  }

  return {
    transport,
    get view() {
      return {
        id: options.id,
        model: model.id,
        widthDots: model.widthDots,
        columns: model.columns.fontA,
        fault: plug.fault,
        paper: roll.paper,
        bytes: bytesTaken,
        drawerPulses,
      };
    },
    setFault(fault) {
      plug.set(fault);
      if (!stopped()) for (const bytes of buffer.empty()) print(bytes);
      options.onChange();
    },
    tearOff() {
      roll.tearOff();
      options.onChange();
    },
  };
}
