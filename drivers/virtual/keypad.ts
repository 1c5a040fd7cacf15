import type { BenchFault, VirtualKeypadView } from '#contract/bench.ts';
import type { KeypadPress } from '#contract/keypad.ts';
import type { KeypadBytes } from '../keypad/decode.ts';
import { createMemoryTransport } from '../transport/memory.ts';
import type { Transport } from '../transport/transport.ts';
import { createPlug } from './plug.ts';

/** A call keypad one can press. */
export interface VirtualKeypad {
  readonly transport: Transport;
  readonly view: VirtualKeypadView;
  /** Sends what its keys send, the digits first; nothing arrives when the cable is out. */
  press(press: KeypadPress): void;
  /** `unplugged` and `disconnected` pull the cable; faults of paper mean nothing here. */
  setFault(fault: BenchFault): void;
}

export interface VirtualKeypadOptions {
  readonly id: string;
  readonly keys: KeypadBytes;
  /** Called after every change of the view. */
  onChange(): void;
}

export function createVirtualKeypad({ id, keys, onChange }: VirtualKeypadOptions): VirtualKeypad {
  const { transport, device } = createMemoryTransport();
  const plug = createPlug({ device, cutAfterBytes: Number.POSITIVE_INFINITY, onPulled: onChange });
  return {
    transport,
    get view() {
      return { id, fault: plug.fault };
    },
    press: ({ action, number }) => device.send(Uint8Array.from([...Buffer.from(number), keys[action]])),
    setFault(fault) {
      plug.set(fault);
      onChange();
    },
  };
}
