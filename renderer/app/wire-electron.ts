import type { Wire, WireEvents } from './wire.ts';

/** The two functions the preload script exposes as `window.guitai`. */
export interface ElectronBridge {
  request(frameText: string): Promise<string>;
  onTopic(listener: (frameText: string) => void): () => void;
}

declare global {
  interface Window {
    readonly guitai?: ElectronBridge;
  }
}

/** A wire over Electron IPC: always up while the window lives; an answer that cannot come is an answer the client waits out. */
export function createElectronWire(bridge: ElectronBridge): Wire {
  let events: WireEvents | undefined;
  let stopTopics: (() => void) | undefined;
  return {
    open(listener) {
      events = listener;
      events.opened();
      stopTopics = bridge.onTopic((frameText) => events?.frame(frameText));
    },
    send(frameText) {
      bridge.request(frameText).then(
        (replyText) => events?.frame(replyText),
        () => events?.closed(),
      );
    },
    restart() {
      events?.opened();
    },
    close() {
      stopTopics?.();
      events = undefined;
    },
  };
}
