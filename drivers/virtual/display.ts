import type { BenchFault, VirtualDisplayView } from '#contract/bench.ts';
import type { LineDisplayProtocol } from '../display/dialects.ts';
import { hex } from '../hex.ts';
import { createMemoryTransport } from '../transport/memory.ts';
import type { Transport } from '../transport/transport.ts';
import { createPlug } from './plug.ts';
import { createPoleDecoder } from './pole-decode.ts';

/** A pole display on the bench: what its maker's firmware would show for the bytes it got. */
export interface VirtualDisplay {
  readonly transport: Transport;
  readonly view: VirtualDisplayView;
  /** Faults of the cable; `cut_off_midway` takes the power within the next image, or after so many bytes. Faults of paper mean nothing here. */
  setFault(fault: BenchFault, bytes?: number): void;
  /** Called when the cash drawer on an LED8's own socket is pulsed. One listener. */
  onDrawerPulse(listener: () => void): void;
}

const MAX_HEX_BYTES = 64;
/** Inside the first number or line that comes. */
const CUT_AFTER_BYTES = 5;

/** `onChange` is called after every change of the view. */
export function createVirtualDisplay(options: {
  readonly id: string;
  readonly protocol: LineDisplayProtocol;
  onChange(): void;
}): VirtualDisplay {
  const { transport, device } = createMemoryTransport();
  let firedDrawer: (() => void) | undefined;
  let decoder = createPoleDecoder(options.protocol, () => firedDrawer?.());
  let lastHex = '';
  const plug = createPlug({
    device,
    cutAfterBytes: CUT_AFTER_BYTES,
    onPulled() {
      decoder = createPoleDecoder(options.protocol, () => firedDrawer?.());
      options.onChange();
    },
  });

  device.onData((bytes) => {
    decoder.push(bytes);
    lastHex = hex(bytes.subarray(0, MAX_HEX_BYTES));
    plug.count(bytes.length);
    options.onChange();
  });

  return {
    transport,
    get view() {
      const { lines, lamp, brightness } = decoder.image;
      return { id: options.id, protocol: options.protocol, fault: plug.fault, lines: [...lines], lamp, brightness, lastHex };
    },
    onDrawerPulse(listener) {
      firedDrawer = listener;
    },
    setFault(fault, bytes) {
      plug.set(fault, bytes);
      options.onChange();
    },
  };
}
