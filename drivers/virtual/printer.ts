import type { BenchFault, VirtualPrinterView } from '#contract/bench.ts';
import { createEscPosDecoder, type StatusRequest } from '../printer/escpos/decode.ts';
import { createRealTimeWatch } from '../printer/escpos/real-time.ts';
import type { PrinterModel } from '../printer/models.ts';
import { createMemoryTransport, type MemoryWire } from '../transport/memory.ts';
import type { Transport } from '../transport/transport.ts';
import { createPaperRoll } from './paper-roll.ts';
import { createPlug } from './plug.ts';
import { createPrinterVoice } from './printer-voice.ts';
import { stopsPaper } from './printer-status.ts';
import { createReceiveBuffer } from './receive-buffer.ts';

/** A receipt printer on the bench: prints on a roll of values, answers status like a real one, and can be made to fail. */
export interface VirtualPrinter {
  readonly transport: Transport;
  readonly view: VirtualPrinterView;
  /** See BenchFault; `bytes` is the measure of `cut_off_midway` and `slow`, see FaultBytes. What a stopped printer was sent it keeps. */
  setFault(fault: BenchFault, bytes?: number): void;
  /** The level on pin 3 of the drawer connector, low at first. */
  setDrawerLevel(high: boolean): void;
  /** Called at every pulse on a pin of the drawer connector. One listener for each pin. */
  onDrawerPulse(pin: 2 | 5, listener: () => void): void;
  /** Takes the printed paper away. */
  tearOff(): void;
}

export interface VirtualPrinterOptions {
  readonly id: string;
  readonly model: PrinterModel;
  /** The wire and its far end; one in memory when left out. */
  readonly wire?: MemoryWire;
  /** Called after every change of the view. */
  onChange(): void;
}

/** Inside the head of any receipt. */
const CUT_AFTER_BYTES = 200;
/** 9600 baud. */
const SLOW_BYTES_PER_SECOND = 960;
const SLOW_TICK_MS = 10;

export function createVirtualPrinter(options: VirtualPrinterOptions): VirtualPrinter {
  const { model } = options;
  const { transport, device } = options.wire ?? createMemoryTransport();
  const roll = createPaperRoll();
  const realTime = createRealTimeWatch();
  let decoder = createEscPosDecoder(model);
  const buffer = createReceiveBuffer(() => device.stall());
  let bytesTaken = 0;
  let drawerPulses = 0;
  const drawerLocks = new Map<2 | 5, () => void>();
  let bytesPerSecond = SLOW_BYTES_PER_SECOND;
  let tick: NodeJS.Timeout | undefined;

  const plug = createPlug({
    device,
    cutAfterBytes: CUT_AFTER_BYTES,
    onPulled() {
      decoder = createEscPosDecoder(model);
      buffer.forget();
      voice.forget();
      options.onChange();
    },
  });
  const voice = createPrinterVoice({ model, send: (bytes) => device.send(bytes), fault: () => plug.fault });

  device.onData((bytes) => {
    bytesTaken += bytes.length;
    for (const byte of bytes) hear(byte);
    buffer.hold(bytes);
    work();
    plug.count(bytes.length);
    options.onChange();
  });

  /** DLE EOT is answered ahead of everything that waits, wherever it stands in the stream. */
  function hear(byte: number): void {
    const action = realTime(byte);
    if (action?.type === 'status') voice.answerAtOnce(action.n);
  }

  /** Prints what is there, as fast as the present fault lets it. */
  function work(): void {
    if (stopsPaper(plug.fault) || buffer.isEmpty) return;
    if (plug.fault !== 'slow') return print(buffer.take());
    tick ??= setTimeout(() => {
      tick = undefined;
      if (plug.fault === 'slow') print(buffer.take(Math.max(1, Math.round((bytesPerSecond * SLOW_TICK_MS) / 1000))));
      work();
      options.onChange();
    }, SLOW_TICK_MS).unref();
  }

  function print(bytes: Uint8Array): void {
    const { items, requests } = decoder.write(bytes);
    for (const item of items) {
      roll.print(item);
      if (item.type !== 'drawer') continue;
      drawerPulses += 1;
      drawerLocks.get(item.pin)?.();
    }
    for (const request of requests) answer(request);
  }

  function answer(request: StatusRequest): void {
    if (request.type !== 'dle-eot') voice.answerInTurn(request);
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
    setFault(fault, bytes) {
      bytesPerSecond = bytes ?? SLOW_BYTES_PER_SECOND;
      plug.set(fault, bytes);
      if (fault === 'disconnected') voice.forget();
      voice.pushChange();
      work();
      options.onChange();
    },
    onDrawerPulse: (pin, listener) => void drawerLocks.set(pin, listener),
    setDrawerLevel(high) {
      voice.drawerHigh = high;
      voice.pushChange();
    },
    tearOff() {
      roll.tearOff();
      options.onChange();
    },
  };
}
