import type { BenchFault, VirtualPrinterView } from '#contract/bench.ts';
import { createRealTimeWatch } from '../printer/escpos/real-time.ts';
import type { PrinterModel } from '../printer/models.ts';
import { createMemoryTransport, type MemoryWire } from '../transport/memory.ts';
import type { Transport } from '../transport/transport.ts';
import { createPlug } from './plug.ts';
import { createPrinterMechanism } from './printer-mechanism.ts';
import { createPrinterVoice } from './printer-voice.ts';

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

export function createVirtualPrinter(options: VirtualPrinterOptions): VirtualPrinter {
  const { model } = options;
  const { transport, device } = options.wire ?? createMemoryTransport();
  const realTime = createRealTimeWatch();
  const drawerLocks = new Map<2 | 5, () => void>();
  let bytesTaken = 0;

  const plug = createPlug({
    device,
    cutAfterBytes: CUT_AFTER_BYTES,
    onPulled() {
      mechanism.powerOff();
      voice.forget();
      options.onChange();
    },
  });
  const voice = createPrinterVoice({ model, send: (bytes) => device.send(bytes), fault: () => plug.fault });
  const mechanism = createPrinterMechanism({
    model,
    fault: () => plug.fault,
    stall: () => device.stall(),
    onRequest: (request) => voice.answerInTurn(request),
    onDrawerPulse: (pin) => drawerLocks.get(pin)?.(),
    onChange: () => options.onChange(),
  });

  device.onData((bytes) => {
    bytesTaken += bytes.length;
    for (const byte of bytes) hear(byte);
    mechanism.receive(bytes);
    plug.count(bytes.length);
    options.onChange();
  });

  /** DLE EOT is answered ahead of everything that waits, wherever it stands in the stream. */
  function hear(byte: number): void {
    const action = realTime(byte);
    if (action?.type === 'status') voice.answerAtOnce(action.n);
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
        paper: mechanism.paper,
        bytes: bytesTaken,
        drawerPulses: mechanism.drawerPulses,
      };
    },
    setFault(fault, bytes) {
      plug.set(fault, bytes);
      if (fault === 'disconnected') voice.forget();
      voice.pushChange();
      mechanism.goOn(bytes);
      options.onChange();
    },
    onDrawerPulse: (pin, listener) => void drawerLocks.set(pin, listener),
    setDrawerLevel(high) {
      voice.drawerHigh = high;
      voice.pushChange();
    },
    tearOff() {
      mechanism.tearOff();
      options.onChange();
    },
  };
}
