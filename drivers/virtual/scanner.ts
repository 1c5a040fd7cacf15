import type { BenchFault, VirtualScannerMode, VirtualScannerView } from '#contract/bench.ts';
import { createMemoryTransport } from '../transport/memory.ts';
import type { Transport } from '../transport/transport.ts';
import { encodeHidPosReports } from './hid-pos-reports.ts';
import { createPlug } from './plug.ts';

/** What a serial scanner is set to send after the code; `half`: the read breaks off in the middle, whatever the scanner. */
export type ScanSuffix = 'cr' | 'lf' | 'crlf' | 'tab' | 'none' | 'half';

const SUFFIXES: Readonly<Record<Exclude<ScanSuffix, 'half'>, string>> = { cr: '\r', lf: '\n', crlf: '\r\n', tab: '\t', none: '' };

/** A scanner one can type into. */
export interface VirtualScanner {
  readonly transport: Transport;
  readonly view: VirtualScannerView;
  /** Sends the code as UTF-8 with its suffix, or as reports; nothing arrives when the cable is out. */
  scan(text: string, suffix: ScanSuffix): void;
  /** `unplugged` pulls the cable, `cut_off_midway` pulls it in the middle of the next code; faults of paper mean nothing here. */
  setFault(fault: BenchFault): void;
}

export interface VirtualScannerOptions {
  readonly id: string;
  readonly mode: VirtualScannerMode;
  /** Called after every change of the view. */
  onChange(): void;
}

export function createVirtualScanner({ id, mode, onChange }: VirtualScannerOptions): VirtualScanner {
  const { transport, device } = createMemoryTransport();
  const plug = createPlug({ device, cutAfterBytes: Number.POSITIVE_INFINITY, onPulled: onChange });
  const encode = mode === 'hid-pos' ? encodeHidPosReports : encodeSerial;

  return {
    transport,
    get view() {
      return { id, mode, fault: plug.fault };
    },
    scan(text, suffix) {
      const isCut = plug.fault === 'cut_off_midway';
      const chunks = encode(text, suffix);
      for (const chunk of isCut || suffix === 'half' ? firstHalf(chunks) : chunks) device.send(chunk);
      if (isCut) queueMicrotask(() => plug.pull());
    },
    setFault(fault) {
      plug.set(fault);
      onChange();
    },
  };
}

function encodeSerial(text: string, suffix: ScanSuffix): readonly Uint8Array[] {
  return [Buffer.from(text + (suffix === 'half' ? '' : SUFFIXES[suffix]))];
}

/** What had left when the read broke off: half of the bytes, or of several reports all but the last. */
function firstHalf(chunks: readonly Uint8Array[]): readonly Uint8Array[] {
  const [first] = chunks;
  if (chunks.length > 1) return chunks.slice(0, -1);
  return first ? [first.subarray(0, Math.ceil(first.length / 2))] : [];
}
