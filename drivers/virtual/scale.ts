import type { BenchFault, VirtualScaleView } from '#contract/bench.ts';
import type { WeightUnit } from '#contract/scale.ts';
import { findScaleProtocol, type ScaleProtocolName } from '../scale/protocols.ts';
import { createMemoryTransport } from '../transport/memory.ts';
import type { Transport } from '../transport/transport.ts';
import { createPlug } from './plug.ts';
import { SCALE_ENCODERS, type PanState } from './scale-encode.ts';

/** Thousandths of the unit the virtual scale carries, and how far it still counts. */
export const CAPACITY_MILLI = 15_000;
/** How often a scale that sends by itself does so. */
const STREAM_MS = 100;
/** A moving load swings by so many thousandths. */
const SWING_MILLI = 4;

/** A scale on the bench: something lies on it, rests or moves, and it speaks the protocol of a real one. */
export interface VirtualScale {
  readonly transport: Transport;
  readonly view: VirtualScaleView;
  /** Puts so much on the pan, in thousandths of the unit. */
  put(milli: number): void;
  /** A load that moves never comes to rest until this is taken back. */
  move(moving: boolean): void;
  /** `unplugged` pulls the cable, `silent` lets it say nothing, `garbage` spoils every frame. */
  setFault(fault: BenchFault): void;
}

export interface VirtualScaleOptions {
  readonly id: string;
  readonly protocol: ScaleProtocolName;
  readonly unit: WeightUnit;
  /** Called after every change of the view. */
  onChange(): void;
}

export function createVirtualScale(options: VirtualScaleOptions): VirtualScale {
  const { id, unit, onChange } = options;
  const protocol = findScaleProtocol(options.protocol, unit);
  const encode = SCALE_ENCODERS[options.protocol];
  const { transport, device } = createMemoryTransport();
  const plug = createPlug({ device, cutAfterBytes: Number.POSITIVE_INFINITY, onPulled: onChange });
  let milli = 0;
  let moving = false;
  let zeroMilli = 0;
  let tareMilli = 0;
  let swing = SWING_MILLI;
  let stream: NodeJS.Timeout | undefined;

  function pan(): PanState {
    swing = -swing;
    const grossMilli = milli - zeroMilli;
    const range = grossMilli > CAPACITY_MILLI ? 'over' : 'within';
    return { milli: grossMilli - tareMilli + (moving ? swing : 0), moving, range, net: tareMilli !== 0, unit };
  }

  function say(bytes: Uint8Array): void {
    if (plug.fault === 'silent') return;
    device.send(plug.fault === 'garbage' ? bytes.map((byte) => byte ^ 0x55) : bytes);
  }

  /** Commands carry no end of their own and come one at a time. */
  device.onData((bytes) => {
    if (isSame(bytes, protocol.fetch)) say(encode(pan()));
    else if (isSame(bytes, protocol.request)) say(protocol.fetch ? Uint8Array.of(0x06) : encode(pan()));
    else if (isSame(bytes, protocol.zero)) zeroMilli = moving ? zeroMilli : milli;
    else if (isSame(bytes, protocol.tare)) tareMilli = moving ? tareMilli : milli - zeroMilli;
    else if (isSame(bytes, protocol.clearTare)) tareMilli = 0;
  });

  return {
    transport: {
      wiring: transport.wiring,
      twoWay: transport.twoWay,
      async open(listener) {
        await transport.open(listener);
        if (!protocol.request) stream = setInterval(() => say(encode(pan())), STREAM_MS);
      },
      write: (bytes) => transport.write(bytes),
      close() {
        clearInterval(stream);
        return transport.close();
      },
    },
    get view() {
      return { id, protocol: options.protocol, fault: plug.fault, unit, milli, moving, capacityMilli: CAPACITY_MILLI };
    },
    put(next) {
      milli = next;
      onChange();
    },
    move(next) {
      moving = next;
      onChange();
    },
    setFault(fault) {
      plug.set(fault);
      onChange();
    },
  };
}

function isSame(bytes: Uint8Array, command: Uint8Array | undefined): boolean {
  return command !== undefined && Buffer.compare(bytes, command) === 0;
}
