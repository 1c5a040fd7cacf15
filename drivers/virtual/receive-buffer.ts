/** Receive buffer of a common receipt printer. */
export const RECEIVE_BUFFER_BYTES = 64 * 1024;

/** What a printer keeps while its paper stands still. */
export interface ReceiveBuffer {
  hold(bytes: Uint8Array): void;
  /** Takes everything out, in order, and lets the wire run again. */
  empty(): readonly Uint8Array[];
}

/** When the buffer is full it calls `stall`, which stops the wire and returns how to start it again. */
export function createReceiveBuffer(stall: () => () => void): ReceiveBuffer {
  let held: Uint8Array[] = [];
  let heldBytes = 0;
  let release: (() => void) | undefined;

  return {
    hold(bytes) {
      held.push(bytes);
      heldBytes += bytes.length;
      if (heldBytes > RECEIVE_BUFFER_BYTES) release ??= stall();
    },
    empty() {
      const all = held;
      held = [];
      heldBytes = 0;
      release?.();
      release = undefined;
      return all;
    },
  };
}
