import type { Remedy } from '#contract/remedy.ts';

/** Why a wire could not be opened or was lost, in terms a person can act on. */
export type TransportFault = 'unreachable' | 'not_found' | 'no_permission' | 'in_use' | 'offline';

/** Thrown by open() and write(), and handed to onLost. `bytesSent` counts what certainly or possibly left this machine since open(). */
export class TransportError extends Error {
  readonly fault: TransportFault;
  readonly bytesSent: number;
  /** What a person can do, where that is known exactly. */
  readonly remedy: Remedy | undefined;
  constructor(fault: TransportFault, message: string, bytesSent = 0, remedy?: Remedy) {
    super(message);
    this.name = 'TransportError';
    this.fault = fault;
    this.bytesSent = bytesSent;
    this.remedy = remedy;
  }
}

export interface TransportListener {
  /** Bytes as they arrive, in any chunking. */
  onData(bytes: Uint8Array): void;
  /** Called once when an open wire breaks without close() having been called. */
  onLost(error: TransportError): void;
}

/**
 * Bytes in, bytes out, open and lost; nothing else. One owner at a time, reusable: open → close → open.
 * A transport never reconnects by itself: the device lifecycle decides when to try again.
 */
export interface Transport {
  /** For people: "127.0.0.1:9100", "/dev/ttyACM0 9600", "virtual". */
  readonly wiring: string;
  /** True when bytes may come back (TCP, serial); false for one-way wires. */
  readonly twoWay: boolean;
  /** Rejects with TransportError. */
  open(listener: TransportListener): Promise<void>;
  /** Resolves when the operating system took every byte (for TCP: handed to the socket and flushed). Rejects with TransportError. */
  write(bytes: Uint8Array): Promise<void>;
  /** Ends politely: everything written is delivered first (TCP: FIN and wait), bounded by a time limit. Never rejects; closing twice is fine. */
  close(): Promise<void>;
}
