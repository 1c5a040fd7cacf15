import type { BenchFault } from '#contract/bench.ts';
import type { StatusRequest } from '../printer/escpos/decode.ts';
import type { PrinterModel } from '../printer/models.ts';
import { answerInTurn, pushedStatus, realTimeStatus } from './printer-status.ts';

/** What a virtual printer says, and how its faults twist it. */
export interface PrinterVoice {
  drawerHigh: boolean;
  /** DLE EOT n. */
  answerAtOnce(n: number): void;
  /** Everything else, when it was worked off; DLE EOT has long been answered then. */
  answerInTurn(request: StatusRequest): void;
  /** Says how things are now, when it was told to push changes. */
  pushChange(): void;
  /** The connection or the power is gone: nothing is pushed any more, and what was to be said late is not said. */
  forget(): void;
}

/** Bytes that are no answer: the fixed bits are wrong, and a block begins that never ends. */
const GARBAGE: Uint8Array = Uint8Array.of(0xff, 0x93, 0xa5, 0x37, 0x22);

/** What a model's maker does not document, its virtual printer does not say: no pushed status and no process ids. */
export function createPrinterVoice(options: {
  readonly model: PrinterModel;
  send(bytes: Uint8Array): void;
  fault(): BenchFault;
}): PrinterVoice {
  const { model } = options;
  let pushing = false;
  /** With `stale_confirmation` each confirmation is that of the one before. */
  let late: Uint8Array[] = [];

  function say(bytes: Uint8Array | undefined): void {
    if (bytes && options.fault() !== 'silent') options.send(options.fault() === 'garbage' ? GARBAGE : bytes);
  }

  const voice: PrinterVoice = {
    drawerHigh: false,
    answerAtOnce(n) {
      const status = realTimeStatus(n, options.fault(), voice.drawerHigh);
      if (status !== undefined) say(Uint8Array.of(status));
    },
    answerInTurn(request) {
      if (request.type === 'dle-eot') return;
      if (request.type === 'gs-a') {
        if (model.status.asb !== 'documented') return;
        pushing = request.n !== 0;
        return say(answerInTurn(request, options.fault(), voice.drawerHigh));
      }
      if (request.type === 'process-id' && model.status.processId !== 'documented') return;
      const answer = answerInTurn(request, options.fault(), voice.drawerHigh);
      if (options.fault() === 'never_confirm' || !answer) return;
      late.push(answer);
      const due = options.fault() === 'stale_confirmation' ? late.splice(0, late.length - 1) : late.splice(0);
      for (const each of due) say(each);
    },
    pushChange() {
      if (pushing) say(pushedStatus(options.fault(), voice.drawerHigh));
    },
    forget() {
      pushing = false;
      late = [];
    },
  };
  return voice;
}
