/** Receive buffer of a common receipt printer. */
export const RECEIVE_BUFFER_BYTES = 64 * 1024;

/** What a printer keeps while its paper stands still or is slower than the wire. */
export interface ReceiveBuffer {
  readonly isEmpty: boolean;
  hold(bytes: Uint8Array): void;
  /** Takes out the oldest bytes, at most so many, all of them when left out; below its limit the wire runs again. */
  take(maxBytes?: number): Uint8Array;
  /** The power went: all is forgotten, and the wire runs again. */
  forget(): void;
}

/** When the buffer is full it calls `stall`, which stops the wire and returns how to start it again. */
export function createReceiveBuffer(stall: () => () => void): ReceiveBuffer {
  let held: Uint8Array = new Uint8Array();
  let release: (() => void) | undefined;

  function keep(bytes: Uint8Array): void {
    held = bytes;
    if (held.length > RECEIVE_BUFFER_BYTES) release ??= stall();
    else {
      release?.();
      release = undefined;
    }
  }

  return {
    get isEmpty() {
      return held.length === 0;
    },
    hold(bytes) {
      keep(Uint8Array.from(Buffer.concat([held, bytes])));
    },
    take(maxBytes = held.length) {
      const taken = held.subarray(0, maxBytes);
      keep(held.subarray(maxBytes));
      return taken;
    },
    forget() {
      keep(new Uint8Array());
    },
  };
}
