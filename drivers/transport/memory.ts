import { TransportError, type Transport, type TransportFault, type TransportListener } from './transport.ts';

/** The far end of a wire in memory: what a real device, its plug and its power switch would do. */
export interface MemoryDevice {
  /** Bytes the station wrote, in the chunks it wrote them. One listener; a later one replaces it. */
  onData(listener: (bytes: Uint8Array) => void): void;
  /** The device speaks; lost when nobody has the wire open, as on a real one. */
  send(bytes: Uint8Array): void;
  /** Pulls the plug on an open wire; a later open() works again unless refused. */
  break(fault: TransportFault): void;
  /** Every open() fails with this until it is lifted with undefined. */
  refuse(fault: TransportFault | undefined): void;
  /** The next `bytes` bytes still arrive, then the wire breaks with `offline` in the middle of that write; lifted with undefined. */
  cutAfterBytes(bytes: number | undefined): void;
  /** A busy device takes no bytes until the returned function is called. */
  stall(): () => void;
}

export interface MemoryWire {
  readonly transport: Transport;
  readonly device: MemoryDevice;
}

/** A two-ended wire within the process, for virtual devices and tests. Both directions deliver in order, some microtasks later. */
export function createMemoryTransport(options: { readonly wiring?: string; readonly twoWay?: boolean } = {}): MemoryWire {
  const wire = new Wire(options.wiring ?? 'virtual', options.twoWay ?? true);
  return { transport: wire, device: wire.device };
}

class Wire implements Transport {
  readonly wiring: string;
  readonly twoWay: boolean;
  #listener: TransportListener | undefined;
  #toDevice: ((bytes: Uint8Array) => void) | undefined;
  #refused: TransportFault | undefined;
  #cutAfter: number | undefined;
  #bytesSent = 0;
  #lastWrite: Promise<void> = Promise.resolve();
  #stalled: PromiseWithResolvers<void> | undefined;

  readonly device: MemoryDevice = {
    onData: (listener) => {
      this.#toDevice = listener;
    },
    send: (bytes) => this.#fromDevice(new Uint8Array(bytes)),
    break: (fault) => this.#lose(fault),
    refuse: (fault) => {
      this.#refused = fault;
    },
    cutAfterBytes: (bytes) => {
      this.#cutAfter = bytes;
    },
    stall: () => {
      const gate = Promise.withResolvers<void>();
      this.#stalled = gate;
      return () => this.#release(gate);
    },
  };

  constructor(wiring: string, twoWay: boolean) {
    this.wiring = wiring;
    this.twoWay = twoWay;
  }

  async open(listener: TransportListener): Promise<void> {
    await Promise.resolve();
    if (this.#refused) throw new TransportError(this.#refused, `${this.wiring}: ${this.#refused}`);
    if (this.#listener) throw new TransportError('in_use', `${this.wiring} is open already`);
    this.#bytesSent = 0;
    this.#listener = listener;
  }

  write(bytes: Uint8Array): Promise<void> {
    const copy = new Uint8Array(bytes);
    const writer = this.#listener;
    const written = this.#lastWrite.then(async () => {
      await this.#stalled?.promise;
      if (!writer || this.#listener !== writer) throw this.#error('offline');
      this.#deliver(copy);
    });
    this.#lastWrite = written.catch(() => {});
    return written;
  }

  async close(): Promise<void> {
    if (this.#stalled) this.#listener = undefined;
    this.#stalled?.resolve();
    await this.#lastWrite;
    this.#listener = undefined;
  }

  #deliver(bytes: Uint8Array): void {
    const arriving = bytes.subarray(0, this.#cutAfter);
    this.#bytesSent += arriving.length;
    if (this.#cutAfter !== undefined) this.#cutAfter -= arriving.length;
    if (arriving.length > 0) this.#toDevice?.(arriving);
    if (arriving.length === bytes.length) return;
    this.#cutAfter = undefined;
    this.#lose('offline');
    throw this.#error('offline');
  }

  #fromDevice(bytes: Uint8Array): void {
    const receiver = this.#listener;
    queueMicrotask(() => {
      if (receiver && receiver === this.#listener) receiver.onData(bytes);
    });
  }

  #lose(fault: TransportFault): void {
    const losing = this.#listener;
    this.#listener = undefined;
    this.#stalled?.resolve();
    const error = this.#error(fault);
    if (losing) queueMicrotask(() => losing.onLost(error));
  }

  #release(gate: PromiseWithResolvers<void>): void {
    if (this.#stalled === gate) this.#stalled = undefined;
    gate.resolve();
  }

  #error(fault: TransportFault): TransportError {
    return new TransportError(fault, `${this.wiring}: ${fault}`, this.#bytesSent);
  }
}
