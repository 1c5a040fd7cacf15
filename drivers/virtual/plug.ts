import type { BenchFault } from '#contract/bench.ts';
import type { MemoryDevice } from '../transport/memory.ts';

/** The cable of a virtual device and whoever trips over it. */
export interface Plug {
  readonly fault: BenchFault;
  /** Takes effect at once; `none` puts the cable back in. `bytes` is what `cut_off_midway` lets pass. */
  set(fault: BenchFault, bytes?: number): void;
  /** Bytes the device got: with `cut_off_midway` the power goes in the middle of them. */
  count(bytes: number): void;
  /** Takes the power away now. */
  pull(): void;
}

/** `onPulled` is called when the power goes, and with it everything the device had not finished. */
export function createPlug(options: { readonly device: MemoryDevice; readonly cutAfterBytes: number; onPulled(): void }): Plug {
  const { device, cutAfterBytes } = options;
  let fault: BenchFault = 'none';
  let untilCut = cutAfterBytes;

  function pull(): void {
    fault = 'unplugged';
    device.cutAfterBytes(undefined);
    device.refuse('not_found');
    device.break('offline');
    options.onPulled();
  }

  return {
    get fault() {
      return fault;
    },
    set(next, bytes = cutAfterBytes) {
      if (next === 'unplugged') {
        pull();
        return;
      }
      fault = next;
      untilCut = bytes;
      device.refuse(next === 'disconnected' ? 'unreachable' : undefined);
      device.cutAfterBytes(next === 'cut_off_midway' ? bytes : undefined);
      if (next === 'disconnected') device.break('offline');
    },
    count(bytes) {
      if (fault !== 'cut_off_midway') return;
      untilCut -= bytes;
      if (untilCut <= 0) pull();
    },
    pull,
  };
}
