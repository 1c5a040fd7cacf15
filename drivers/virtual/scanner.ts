import type { BenchFault, VirtualScannerView } from '#contract/bench.ts';
import { createMemoryTransport } from '../transport/memory.ts';
import type { Transport } from '../transport/transport.ts';
import { createPlug } from './plug.ts';

/** What a scanner is set to send after the code. */
export type ScanSuffix = 'cr' | 'lf' | 'crlf' | 'tab' | 'none';

const SUFFIXES: Readonly<Record<ScanSuffix, string>> = { cr: '\r', lf: '\n', crlf: '\r\n', tab: '\t', none: '' };

/** A serial scanner one can type into. */
export interface VirtualScanner {
  readonly transport: Transport;
  readonly view: VirtualScannerView;
  /** Sends the code as UTF-8 with its suffix; nothing arrives when the cable is out. */
  scan(text: string, suffix: ScanSuffix): void;
  /** `unplugged` pulls the cable, `cut_off_midway` pulls it in the middle of the next code; faults of paper mean nothing here. */
  setFault(fault: BenchFault): void;
}

/** `onChange` is called after every change of the view. */
export function createVirtualScanner(options: { readonly id: string; onChange(): void }): VirtualScanner {
  const { transport, device } = createMemoryTransport();
  const plug = createPlug({ device, cutAfterBytes: Number.POSITIVE_INFINITY, onPulled: () => options.onChange() });

  return {
    transport,
    get view() {
      return { id: options.id, fault: plug.fault };
    },
    scan(text, suffix) {
      const bytes = Buffer.from(text + SUFFIXES[suffix]);
      if (plug.fault !== 'cut_off_midway') {
        device.send(bytes);
        return;
      }
      device.send(bytes.subarray(0, Math.ceil(bytes.length / 2)));
      queueMicrotask(() => plug.pull());
    },
    setFault(fault) {
      plug.set(fault);
      options.onChange();
    },
  };
}
