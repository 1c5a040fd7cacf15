import type { Duplex } from 'node:stream';
import type { IncomingMessage } from 'node:http';
import { WebSocketServer, type WebSocket } from 'ws';
import { z } from 'zod';
import { GuitaiError } from '#contract/error.ts';
import { MAX_FRAME_BYTES, RequestFrame, TopicFrame, type ReplyFrame } from '#contract/frame.ts';
import type { StationHost } from '../host.ts';
import type { Log } from '../log.ts';
import { createRateLimit, type Rate } from './rate.ts';
import type { ScreenRole } from './screens.ts';

/** What one connection, and all of them together, may take of the station. */
export interface SocketLimits {
  /** Of all devices of the LAN together; the station's own machine has as many of its own. */
  readonly connections: number;
  /** Of one device: a tablet with a few tabs, and lines it lost that are not known to be dead yet. */
  readonly connectionsOfDevice: number;
  /** Request frames of one connection. More are answered `too_busy`. */
  readonly requests: Rate;
  /** Refused frames of one connection after which it is closed. */
  readonly refusals: Rate;
  readonly requestsInFlight: number;
  /** Above this many unsent bytes only the newest value of each topic is kept for later. */
  readonly highWaterBytes: number;
  /** A client this far behind is dropped. */
  readonly maxUnsentBytes: number;
  /** A client that has not answered a ping by the next one is gone, or does not read: dropped. */
  readonly pingIntervalMs: number;
}

export const defaultSocketLimits: SocketLimits = {
  connections: 64,
  connectionsOfDevice: 8,
  requests: { burst: 200, perSecond: 100 },
  refusals: { burst: 100, perSecond: 10 },
  requestsInFlight: 64,
  highWaterBytes: 256 * 1024,
  maxUnsentBytes: 8 * 1024 * 1024,
  pingIntervalMs: 10_000,
};

/** Who was let in: the role, and the paired device where it comes over the LAN. */
export interface Admitted {
  readonly role: ScreenRole;
  readonly deviceId: string | undefined;
  /** Told that the line is open and how to end it, for a device that may be removed; returns what to call when it has ended. */
  readonly opened?: (end: () => void) => () => void;
}

/** The WebSocket side of the web shell: every accepted socket is one connection to the station. */
export interface SocketServer {
  /** Takes over an upgrade request that was let in with a role. */
  readonly accept: (request: IncomingMessage, socket: Duplex, head: Buffer, visitor: Admitted) => void;
  close(): Promise<void>;
}

// RFC 6455 §7.4.1
const CLOSE_GOING_AWAY = 1001;
const CLOSE_UNSUPPORTED_DATA = 1003;
const CLOSE_POLICY = 1008;
const CLOSE_TRY_LATER = 1013;

/** WebSocket frames in text, one request frame each way; anything else closes that connection and nothing more. */
export function createSocketServer(host: StationHost, log: Log, limits: SocketLimits = defaultSocketLimits): SocketServer {
  const server = new WebSocketServer({ noServer: true, maxPayload: MAX_FRAME_BYTES, perMessageDeflate: false, clientTracking: true });
  const served = new Map<WebSocket, string | undefined>();
  const isFull = (deviceId: string | undefined): boolean => {
    const alike = [...served.values()].filter((other) => (other === undefined) === (deviceId === undefined));
    const ofDevice = deviceId === undefined ? 0 : alike.filter((other) => other === deviceId).length;
    return alike.length >= limits.connections || ofDevice >= limits.connectionsOfDevice;
  };
  return {
    accept(request, socket, head, visitor) {
      server.handleUpgrade(request, socket, head, (webSocket) => {
        if (isFull(visitor.deviceId)) return webSocket.close(CLOSE_TRY_LATER, 'too many connections');
        served.set(webSocket, visitor.deviceId);
        webSocket.once('close', () => served.delete(webSocket));
        serve(webSocket, host, visitor, log, limits);
      });
    },
    close() {
      for (const client of server.clients) client.close(CLOSE_GOING_AWAY, 'station stops');
      const slow = setTimeout(() => server.clients.forEach((client) => client.terminate()), 500);
      return new Promise((resolve) => {
        server.close(() => {
          clearTimeout(slow);
          resolve();
        });
      });
    },
  };
}

function serve(socket: WebSocket, host: StationHost, { role, deviceId, opened }: Admitted, log: Log, limits: SocketLimits): void {
  const outbox = createOutbox(socket, limits);
  const connection = host.connect(role, outbox.pushTopic, deviceId);
  const requests = createRateLimit(limits.requests);
  const refusals = createRateLimit(limits.refusals);
  let inFlight = 0;

  socket.on('error', (error) => log.error('socket.error', error, { role }));
  socket.on('message', (data, isBinary) => {
    // A line that is being ended asks nothing more: the device was removed, or asked too much.
    if (socket.readyState !== socket.OPEN) return;
    if (isBinary) return socket.close(CLOSE_UNSUPPORTED_DATA, 'text only');
    const frameText = frameTextOf(data);
    if (inFlight >= limits.requestsInFlight || !requests.take()) {
      if (!refusals.take()) return socket.close(CLOSE_POLICY, 'too many requests');
      return outbox.sendReply(tooBusy(frameText));
    }
    inFlight += 1;
    connection.receive(frameText).then(
      (replyText) => {
        inFlight -= 1;
        outbox.sendReply(replyText);
      },
      (error: unknown) => {
        log.error('socket.receive', error, { role });
        socket.terminate();
      },
    );
  });

  const stopPings = keepAlive(socket, limits);
  const ended = opened?.(() => socket.close(CLOSE_POLICY, 'device removed'));
  socket.once('close', () => {
    stopPings();
    ended?.();
    connection.close();
  });
}

/** Drops a peer that is gone without a goodbye, and one that has stopped reading. */
function keepAlive(socket: WebSocket, limits: SocketLimits): () => void {
  let alive = true;
  socket.on('pong', () => {
    alive = true;
  });
  const timer = setInterval(() => {
    if (!alive) return socket.terminate();
    alive = false;
    socket.ping();
  }, limits.pingIntervalMs);
  return () => clearInterval(timer);
}

interface Outbox {
  readonly pushTopic: (frameText: string) => void;
  sendReply(frameText: string): void;
}

/** Sends at once while the client reads; for a slow one keeps the newest value of each topic until there is room. */
function createOutbox(socket: WebSocket, limits: SocketLimits): Outbox {
  const waiting = new Map<string, string>();

  const send = (frameText: string): void => {
    if (socket.readyState !== socket.OPEN) return;
    if (socket.bufferedAmount > limits.maxUnsentBytes) return socket.terminate();
    socket.send(frameText, (error) => {
      if (!error) sendWaiting();
    });
  };
  const sendWaiting = (): void => {
    for (const [name, frameText] of waiting) {
      if (socket.bufferedAmount > limits.highWaterBytes) return;
      waiting.delete(name);
      send(frameText);
    }
  };

  return {
    pushTopic(frameText) {
      if (socket.bufferedAmount <= limits.highWaterBytes && waiting.size === 0) send(frameText);
      else waiting.set(TopicName.parse(JSON.parse(frameText)).name, frameText);
    },
    sendReply: send,
  };
}

const TopicName = z.object({ name: TopicFrame.shape.name });

function frameTextOf(data: WebSocket.RawData): string {
  if (Array.isArray(data)) return Buffer.concat(data).toString('utf8');
  return Buffer.isBuffer(data) ? data.toString('utf8') : Buffer.from(data).toString('utf8');
}

function tooBusy(frameText: string): string {
  const reply: ReplyFrame = { type: 'reply', id: requestId(frameText), ok: false, error: new GuitaiError('too_busy').toWire() };
  return JSON.stringify(reply);
}

/** The id of a request that is not going to be looked at further; 0 when it is none. */
function requestId(frameText: string): number {
  try {
    return RequestFrame.parse(JSON.parse(frameText)).id;
  } catch {
    return 0;
  }
}
