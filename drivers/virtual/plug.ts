import type { BenchFault } from '#contract/bench.ts';
import type { MemoryDevice } from '../transport/memory.ts';

/** The cable of a virtual device and whoever trips over it. */
export interface Plug {
  readonly fault: BenchFault;
  /** Takes effect at once; `none` puts the cable back in. */
  set(fault: BenchFault): void;
  /** Bytes the device got: with `cut_off_midway` the cable comes out in the middle of them. */
  count(bytes: number): void;
  /** Takes the cable out now. */
  pull(): void;
}

/** `onPulled` is called when the cable comes out: the device loses power and with it everything it had not finished. */
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
    set(next) {
      if (next === 'unplugged') {
        pull();
        return;
      }
      fault = next;
      untilCut = cutAfterBytes;
      device.refuse(undefined);
      device.cutAfterBytes(next === 'cut_off_midway' ? cutAfterBytes : undefined);
    },
    count(bytes) {
      if (fault !== 'cut_off_midway') return;
      untilCut -= bytes;
      if (untilCut <= 0) pull();
    },
    pull,
  };
}
