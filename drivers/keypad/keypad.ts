import type { KeypadPress } from '#contract/keypad.ts';
import { createLink, type LinkStatus } from '../link.ts';
import type { Transport } from '../transport/transport.ts';
import type { KeypadDecoder } from './decode.ts';

/** A call keypad on a wire. UnifiedPOS POSKeyboard: one DataEvent a press. */
export interface Keypad {
  readonly id: string;
  /** `statistics.outputs` counts presses, `statistics.errors` bytes of no key and lost wires. */
  readonly status: LinkStatus;
  start(): void;
  stop(): Promise<void>;
}

export interface KeypadOptions {
  readonly id: string;
  readonly transport: Transport;
  readonly decoder: KeypadDecoder;
  onPress(press: KeypadPress): void;
  onChange(status: LinkStatus): void;
  readonly backOffMs?: readonly number[];
}

/** Reads a keypad; a press is handed on in the same turn its byte came. Nothing is ever sent to it. */
export function createKeypad(options: KeypadOptions): Keypad {
  const { decoder } = options;
  let presses = 0;

  const withPresses = (status: LinkStatus): LinkStatus => {
    const { statistics } = status;
    return { ...status, statistics: { ...statistics, outputs: presses, errors: statistics.errors + decoder.unknown } };
  };

  const link = createLink({
    transport: options.transport,
    onData(bytes) {
      for (const press of decoder.push(bytes, performance.now())) {
        presses += 1;
        options.onPress(press);
      }
    },
    onChange(status) {
      if (status.state !== 'ready') decoder.reset();
      options.onChange(withPresses(status));
    },
    ...(options.backOffMs ? { backOffMs: options.backOffMs } : {}),
  });

  return {
    id: options.id,
    get status() {
      return withPresses(link.status);
    },
    start: () => link.start(),
    stop: () => link.stop(),
  };
}
