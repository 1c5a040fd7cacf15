import { connect, type Socket } from 'node:net';
import { TransportError, type Transport, type TransportFault, type TransportListener } from './transport.ts';

export interface TcpOptions {
  readonly host: string;
  readonly port: number;
  readonly connectTimeoutMs?: number;
  /** How long close() waits for the last bytes and for the far end to hang up. */
  readonly closeTimeoutMs?: number;
}

const CONNECT_TIMEOUT_MS = 3000;
const CLOSE_TIMEOUT_MS = 3000;
/** First keep-alive probe after this much silence, so that a printer whose power went is noticed while nothing is printed. */
const KEEP_ALIVE_MS = 10_000;

/**
 * A raw TCP wire, as receipt printers offer on port 9100. Such printers take one client at a time, so there is one socket and it stays open.
 * close() sends FIN after the last byte and waits; a socket is never destroyed right behind a write (facts: port 9100 loses the tail).
 */
export function createTcpTransport(options: TcpOptions): Transport {
  return new TcpTransport(options);
}

class TcpTransport implements Transport {
  readonly wiring: string;
  readonly twoWay = true;
  readonly #options: TcpOptions;
  #socket: Socket | undefined;
  #bytesSent = 0;
  #lastError: Error | undefined;

  constructor(options: TcpOptions) {
    this.#options = options;
    this.wiring = options.host.includes(':') ? `[${options.host}]:${options.port}` : `${options.host}:${options.port}`;
  }

  open(listener: TransportListener): Promise<void> {
    if (this.#socket) return Promise.reject(new TransportError('in_use', `${this.wiring} is open already`));
    const { host, port, connectTimeoutMs = CONNECT_TIMEOUT_MS } = this.#options;
    this.#bytesSent = 0;
    this.#lastError = undefined;
    const socket = connect({ host, port, noDelay: true, keepAlive: true, keepAliveInitialDelay: KEEP_ALIVE_MS });
    this.#socket = socket;
    return new Promise((resolve, reject) => {
      let opened = false;
      const tooLate = setTimeout(() => socket.destroy(new Error(`no answer within ${connectTimeoutMs} ms`)), connectTimeoutMs);
      socket.on('connect', () => {
        opened = true;
        clearTimeout(tooLate);
        resolve();
      });
      socket.on('data', (bytes) => {
        if (this.#socket === socket) listener.onData(bytes);
      });
      socket.on('error', (error) => {
        this.#lastError = error;
      });
      socket.on('close', () => {
        clearTimeout(tooLate);
        const wasOurs = this.#socket === socket;
        if (wasOurs) this.#socket = undefined;
        if (!opened) reject(this.#error(openFault(this.#lastError)));
        else if (wasOurs) listener.onLost(this.#error('offline'));
      });
    });
  }

  write(bytes: Uint8Array): Promise<void> {
    const socket = this.#socket;
    if (!socket?.writable) return Promise.reject(this.#error('offline'));
    this.#bytesSent += bytes.length;
    return new Promise((resolve, reject) => {
      socket.write(bytes, (error) => (error ? reject(this.#error('offline', error)) : resolve()));
    });
  }

  close(): Promise<void> {
    const socket = this.#socket;
    this.#socket = undefined;
    if (!socket || socket.closed) return Promise.resolve();
    if (socket.connecting) socket.destroy();
    return new Promise((resolve) => {
      const tooLate = setTimeout(() => socket.destroy(), this.#options.closeTimeoutMs ?? CLOSE_TIMEOUT_MS);
      socket.once('close', () => {
        clearTimeout(tooLate);
        resolve();
      });
      socket.end();
    });
  }

  #error(fault: TransportFault, cause: Error | undefined = this.#lastError): TransportError {
    return new TransportError(fault, `${this.wiring}: ${cause?.message ?? 'the connection was closed'}`, this.#bytesSent);
  }
}

function openFault(error: (Error & { readonly code?: unknown }) | undefined): TransportFault {
  return error?.code === 'EACCES' || error?.code === 'EPERM' ? 'no_permission' : 'unreachable';
}
