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

const REOPEN_MS = 500;

/** A wire over Electron IPC. A refused frame means the station's side is being replaced: it subscribes anew half a second later. */
export function createElectronWire(bridge: ElectronBridge): Wire {
  let events: WireEvents | undefined;
  let stopTopics: (() => void) | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function subscribe(): void {
    timer = undefined;
    events?.opened();
    stopTopics = bridge.onTopic((frameText) => events?.frame(frameText));
  }

  function reopen(): void {
    if (!events || timer !== undefined) return;
    stopTopics?.();
    events.closed();
    timer = setTimeout(subscribe, REOPEN_MS);
  }

  return {
    open(listener) {
      events = listener;
      subscribe();
    },
    send(frameText) {
      bridge.request(frameText).then((replyText) => events?.frame(replyText), reopen);
    },
    restart: reopen,
    close() {
      clearTimeout(timer);
      stopTopics?.();
      events = undefined;
    },
  };
}
