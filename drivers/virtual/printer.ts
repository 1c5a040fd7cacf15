import type { BenchFault, VirtualPrinterView } from '#contract/bench.ts';
import { createEscPosDecoder } from '../printer/escpos/decode.ts';
import type { PrinterModel } from '../printer/models.ts';
import { createMemoryTransport } from '../transport/memory.ts';
import type { Transport } from '../transport/transport.ts';
import { createPaperRoll } from './paper-roll.ts';
import { createPlug } from './plug.ts';

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
/** What arrives while the paper stands still is kept to this size, then the wire stalls, as with a real receive buffer. */
const RECEIVE_BUFFER_BYTES = 64 * 1024;

const DLE = 0x10;
const EOT = 0x04;

/** `onChange` is called after every change of the view. */
export function createVirtualPrinter(options: { readonly id: string; readonly model: PrinterModel; onChange(): void }): VirtualPrinter {
  const { model } = options;
  const { transport, device } = createMemoryTransport();
  const roll = createPaperRoll();
  let decoder = createEscPosDecoder(model);
  let held: Uint8Array[] = [];
  let heldBytes = 0;
  let release: (() => void) | undefined;
  let bytesTaken = 0;
  let drawerPulses = 0;

  const plug = createPlug({
    device,
    cutAfterBytes: CUT_AFTER_BYTES,
    onPulled() {
      decoder = createEscPosDecoder(model);
      dropHeld();
      options.onChange();
    },
  });

  const stopped = (): boolean => plug.fault === 'paper_out' || plug.fault === 'cover_open';

  device.onData((bytes) => {
    bytesTaken += bytes.length;
    if (stopped()) hold(answerRealTime(bytes));
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
      const answer = request.type === 'dle-eot' ? realTimeStatus(request.n, plug.fault) : sensorStatus(request.n, plug.fault);
      if (answer !== undefined) device.send(Uint8Array.of(answer));
    }
  }

  /** DLE EOT is answered ahead of everything that waits; the rest is returned. */
  function answerRealTime(bytes: Uint8Array): Uint8Array {
    const rest: number[] = [];
    for (let at = 0; at < bytes.length; at += 1) {
      const answer = bytes[at] === DLE && bytes[at + 1] === EOT ? realTimeStatus(bytes[at + 2] ?? 0, plug.fault) : undefined;
      if (answer === undefined) {
        rest.push(bytes[at] ?? 0);
      } else {
        device.send(Uint8Array.of(answer));
        at += 2;
      }
    }
    return Uint8Array.from(rest);
  }

  function hold(bytes: Uint8Array): void {
    if (bytes.length === 0) return;
    held.push(bytes);
    heldBytes += bytes.length;
    if (heldBytes > RECEIVE_BUFFER_BYTES) release ??= device.stall();
  }

  function dropHeld(): void {
    held = [];
    heldBytes = 0;
    release?.();
    release = undefined;
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
      if (!stopped()) {
        const waiting = held;
        dropHeld();
        for (const bytes of waiting) print(bytes);
      }
      options.onChange();
    },
    tearOff() {
      roll.tearOff();
      options.onChange();
    },
  };
}

/** The byte for DLE EOT n (facts/devices.md 2.2), undefined for an n no printer answers. */
function realTimeStatus(n: number, fault: BenchFault): number | undefined {
  const fixed = 0x12;
  const paperOut = fault === 'paper_out';
  const coverOpen = fault === 'cover_open';
  if (n === 1) return fixed | (paperOut || coverOpen ? 0x08 : 0);
  if (n === 2) return fixed | (coverOpen ? 0x04 : 0) | (paperOut ? 0x20 : 0);
  if (n === 3) return fixed;
  if (n === 4) return fixed | (paperOut ? 0x6c : 0);
  return undefined;
}

/** The byte for GS r n (facts/devices.md 2.4): 1 paper, 2 drawer; also as the digits 31 and 32. */
function sensorStatus(n: number, fault: BenchFault): number | undefined {
  if (n === 1 || n === 0x31) return fault === 'paper_out' ? 0x0c : 0x00;
  if (n === 2 || n === 0x32) return 0x00;
  return undefined;
}
