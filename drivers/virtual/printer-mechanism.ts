import type { BenchFault, PaperItem } from '#contract/bench.ts';
import { createEscPosDecoder, type StatusRequest } from '../printer/escpos/decode.ts';
import type { PrinterModel } from '../printer/models.ts';
import { createPaperRoll } from './paper-roll.ts';
import { stopsPaper } from './printer-status.ts';
import { createReceiveBuffer } from './receive-buffer.ts';

/** The side of a virtual printer that puts on paper what was received, as the present fault lets it. */
export interface PrinterMechanism {
  /** Newest last. */
  readonly paper: PaperItem[];
  readonly drawerPulses: number;
  receive(bytes: Uint8Array): void;
  /** Works off what was held; with `slow` so many bytes a second. */
  goOn(bytesPerSecond: number | undefined): void;
  /** Forgets what was not printed yet. */
  powerOff(): void;
  tearOff(): void;
}

export interface MechanismOptions {
  readonly model: PrinterModel;
  fault(): BenchFault;
  /** See createReceiveBuffer. */
  stall(): () => void;
  /** A question whose turn has come. */
  onRequest(request: StatusRequest): void;
  onDrawerPulse(pin: 2 | 5): void;
  /** Something was printed though nothing came just now. */
  onChange(): void;
}

/** 9600 baud. */
const SLOW_BYTES_PER_SECOND = 960;
const SLOW_TICK_MS = 10;

export function createPrinterMechanism(options: MechanismOptions): PrinterMechanism {
  const { model, fault } = options;
  const roll = createPaperRoll();
  const buffer = createReceiveBuffer(() => options.stall());
  let decoder = createEscPosDecoder(model);
  let drawerPulses = 0;
  let bytesPerTick = 1;
  let tick: NodeJS.Timeout | undefined;

  function work(): void {
    if (stopsPaper(fault()) || buffer.isEmpty) return;
    if (fault() !== 'slow') return print(buffer.take());
    tick ??= setTimeout(() => {
      tick = undefined;
      if (fault() === 'slow') print(buffer.take(bytesPerTick));
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
      options.onDrawerPulse(item.pin);
    }
    for (const request of requests) options.onRequest(request);
  }

  return {
    get paper() {
      return roll.paper;
    },
    get drawerPulses() {
      return drawerPulses;
    },
    receive(bytes) {
      buffer.hold(bytes);
      work();
    },
    goOn(bytesPerSecond = SLOW_BYTES_PER_SECOND) {
      bytesPerTick = Math.max(1, Math.round((bytesPerSecond * SLOW_TICK_MS) / 1000));
      work();
    },
    powerOff() {
      decoder = createEscPosDecoder(model);
      buffer.forget();
    },
    tearOff: () => roll.tearOff(),
  };
}
