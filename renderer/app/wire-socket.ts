import type { Wire, WireEvents } from './wire.ts';

const BACK_OFF_MS = [200, 500, 1_000, 2_000] as const;

/** A wire over WebSocket. It reconnects after 0.2, 0.5, 1 and then every 2 seconds until it is closed. */
export function createSocketWire(url: string): Wire {
  let socket: WebSocket | undefined;
  let events: WireEvents | undefined;
  let attempt = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let closed = false;

  function connect(): void {
    timer = undefined;
    const opening = new WebSocket(url);
    socket = opening;
    opening.addEventListener('open', () => {
      if (socket !== opening) return;
      attempt = 0;
      events?.opened();
    });
    opening.addEventListener('message', (message) => {
      if (socket === opening && typeof message.data === 'string') events?.frame(message.data);
    });
    opening.addEventListener('close', () => lose(opening));
  }

  function lose(from: WebSocket): void {
    if (socket !== from) return;
    socket = undefined;
    events?.closed();
    if (closed) return;
    timer = setTimeout(connect, BACK_OFF_MS[Math.min(attempt, BACK_OFF_MS.length - 1)]);
    attempt += 1;
  }

  return {
    open(listener) {
      events = listener;
      connect();
    },
    send(frameText) {
      if (socket?.readyState === WebSocket.OPEN) socket.send(frameText);
    },
    restart() {
      const stale = socket;
      if (!stale) return;
      lose(stale);
      stale.close();
    },
    close() {
      closed = true;
      clearTimeout(timer);
      socket?.close();
    },
  };
}
