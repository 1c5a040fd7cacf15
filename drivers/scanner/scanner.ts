import { createLink, type LinkStatus } from '../link.ts';
import type { Transport } from '../transport/transport.ts';
import type { ScanDecoder, ScanRead } from './decode.ts';
import { createDuplicateGuard } from './duplicate-guard.ts';
import { stripWrapping, type Wrapping } from './strip.ts';

/** Silence that ends a read of a scanner that sends no terminator (facts/devices.md 2.7: 100–500 ms in the field). */
export const QUIET_GAP_MS = 100;
/** Silence after which a read without its terminator is given up, on a scanner that does send one. */
export const INCOMPLETE_GAP_MS = 500;

/** A barcode scanner on a wire. UnifiedPOS Scanner: one DataEvent a read. */
export interface Scanner {
  readonly id: string;
  /** `statistics.outputs` counts good reads, `statistics.errors` bad ones and lost wires. */
  readonly status: LinkStatus;
  start(): void;
  stop(): Promise<void>;
}

export interface ScannerOptions extends Wrapping {
  readonly id: string;
  readonly transport: Transport;
  /** What makes reads of the wire's bytes. */
  readonly decoder: ScanDecoder;
  /** The wire was opened, first or again; nothing has been read of it yet. */
  onReady?(): void;
  onScan(read: ScanRead): void;
  /** A repeat within the window of the guard: it was no scan. */
  onDuplicate?(text: string): void;
  onChange(status: LinkStatus): void;
  readonly backOffMs?: readonly number[];
  readonly quietGapMs?: number;
  readonly incompleteGapMs?: number;
  /**
   * The same code again within this time is not handed on. 0, the default, hands everything on: scanners hold repeats back themselves, and one
   * that was out of radio range sends what it kept in a burst, equal articles one right after the other.
   */
  readonly duplicateGuardMs?: number;
}

/** Reads a scanner. A read that says where it ends is handed on in the same turn its last byte came, no timer in between. */
export function createScanner(options: ScannerOptions): Scanner {
  const { decoder, quietGapMs = QUIET_GAP_MS, incompleteGapMs = INCOMPLETE_GAP_MS } = options;
  const guard = createDuplicateGuard(options.duplicateGuardMs ?? 0);
  let gap: NodeJS.Timeout | undefined;
  let scans = 0;
  let bad = 0;

  const withReads = (status: LinkStatus): LinkStatus => {
    const { statistics } = status;
    return { ...status, statistics: { ...statistics, outputs: scans, errors: statistics.errors + bad } };
  };

  function unwrap(text: string): ScanRead {
    const code = stripWrapping(text, options);
    return code === '' ? { kind: 'bad', reason: 'incomplete' } : { kind: 'scan', text: code };
  }

  function hand(reads: readonly ScanRead[]): void {
    for (const sent of reads) {
      const read = sent.kind === 'scan' ? unwrap(sent.text) : sent;
      if (read.kind === 'scan' && guard.isDuplicate(read.text, performance.now())) {
        options.onDuplicate?.(read.text);
        continue;
      }
      if (read.kind === 'scan') scans += 1;
      else bad += 1;
      options.onScan(read);
    }
  }

  const link = createLink({
    transport: options.transport,
    onData(bytes) {
      clearTimeout(gap);
      const reads = decoder.push(bytes);
      if (decoder.pending) gap = setTimeout(() => hand(decoder.flush()), decoder.terminated ? incompleteGapMs : quietGapMs);
      hand(reads);
    },
    onChange(status) {
      if (status.state !== 'ready') {
        clearTimeout(gap);
        if (decoder.pending) hand([{ kind: 'bad', reason: 'incomplete' }]);
        decoder.reset();
      }
      options.onChange(withReads(status));
    },
    onReady: () => options.onReady?.(),
    ...(options.backOffMs ? { backOffMs: options.backOffMs } : {}),
  });

  return {
    id: options.id,
    get status() {
      return withReads(link.status);
    },
    start: () => link.start(),
    stop: () => link.stop(),
  };
}
