import type { BenchFault, PrintedLabel, VirtualLabelPrinterView } from '#contract/bench.ts';
import type { LabelPrinterModel } from '../label/models.ts';
import { TSPL_STATUS } from '../label/tspl-status.ts';
import type { Bitmap } from '../printer/bitmap.ts';
import { createMemoryTransport } from '../transport/memory.ts';
import type { Transport } from '../transport/transport.ts';
import { createPlug } from './plug.ts';
import { createReceiveBuffer } from './receive-buffer.ts';
import { createTsplDecoder } from './tspl-decode.ts';

/** A TSPL label printer on the bench: prints on a roll of labels, answers its status, and can be made to fail. */
export interface VirtualLabelPrinter {
  readonly transport: Transport;
  readonly view: VirtualLabelPrinterView;
  /** `jam` eats the third label from now; `slow` takes a second a label; `paper_out` and `cover_open` keep what arrives until put right. */
  setFault(fault: BenchFault): void;
  /** Takes the printed labels away. */
  tearOff(): void;
}

const KEPT_LABELS = 20;
const KEPT_UNKNOWN = 10;
/** Inside the head of any label's first picture. */
const CUT_AFTER_BYTES = 200;
const LABELS_BEFORE_JAM = 2;
const SLOW_LABEL_MS = 1000;
const STATUS_QUESTION = Buffer.from([0x1b, 0x21, 0x3f]);

/** `onChange` is called after every change of the view. */
export function createVirtualLabelPrinter(options: {
  readonly id: string;
  readonly model: LabelPrinterModel;
  onChange(): void;
}): VirtualLabelPrinter {
  const { model } = options;
  const { transport, device } = createMemoryTransport();
  let decoder = createTsplDecoder(model.dpi);
  const buffer = createReceiveBuffer(() => device.stall());
  let labels: PrintedLabel[] = [];
  let unknown: string[] = [];
  let printed = 0;
  let bytesTaken = 0;
  let beforeJam = Number.POSITIVE_INFINITY;
  /** A label is on its way until somebody has asked. */
  let isBusy = false;
  let slowUntilMs = 0;

  const plug = createPlug({
    device,
    cutAfterBytes: CUT_AFTER_BYTES,
    onPulled() {
      decoder = createTsplDecoder(model.dpi);
      buffer.forget();
      isBusy = false;
      options.onChange();
    },
  });

  const jammed = (): boolean => plug.fault === 'jam' && beforeJam < 0;
  const stopped = (): boolean => plug.fault === 'paper_out' || plug.fault === 'cover_open' || jammed();

  device.onData((bytes) => {
    bytesTaken += bytes.length;
    take(bytes);
    plug.count(bytes.length);
    options.onChange();
  });

  /** Status is answered ahead of everything that waits. */
  function take(bytes: Uint8Array): void {
    if (!stopped()) print(bytes);
    else if (Buffer.compare(bytes, STATUS_QUESTION) === 0) answer();
    else buffer.hold(bytes);
  }

  function print(bytes: Uint8Array): void {
    for (const event of decoder.write(bytes)) {
      if (event.type === 'status') answer();
      else if (event.type === 'unknown') unknown = [...unknown, event.text].slice(-KEPT_UNKNOWN);
      else putOut(event.label);
    }
  }

  function putOut({ widthDots, heightDots, bits }: Bitmap): void {
    beforeJam -= 1;
    if (jammed()) return;
    printed += 1;
    isBusy = true;
    if (plug.fault === 'slow') slowUntilMs = Date.now() + SLOW_LABEL_MS;
    labels = [...labels, { number: printed, widthDots, heightDots, bitsBase64: Buffer.from(bits).toString('base64') }].slice(-KEPT_LABELS);
  }

  function answer(): void {
    device.send(Uint8Array.of(statusByte()));
  }

  function statusByte(): number {
    if (plug.fault === 'cover_open') return TSPL_STATUS.headOpen;
    if (plug.fault === 'paper_out') return TSPL_STATUS.paperOut;
    const busy = isBusy || Date.now() < slowUntilMs;
    isBusy = false;
    if (busy) return TSPL_STATUS.printing;
    return jammed() ? TSPL_STATUS.jam : 0;
  }

  return {
    transport,
    get view() {
      return { id: options.id, model: model.id, dpi: model.dpi, fault: plug.fault, labels, printed, unknown, bytes: bytesTaken };
    },
    setFault(fault) {
      plug.set(fault);
      beforeJam = fault === 'jam' ? LABELS_BEFORE_JAM : Number.POSITIVE_INFINITY;
      slowUntilMs = 0;
      if (!stopped()) print(buffer.take());
      options.onChange();
    },
    tearOff() {
      labels = [];
      unknown = [];
      options.onChange();
    },
  };
}
