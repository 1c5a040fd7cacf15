import { readSync } from 'node:fs';
import { identifyNode, PRESENCE_INTERVAL_MS } from './device-node.ts';
import { TransportError, type Transport, type TransportFault, type TransportListener } from './transport.ts';
import { within } from './within.ts';

export interface SerialOptions {
  /** "/dev/ttyACM0", "COM3". */
  readonly path: string;
  readonly baudRate: number;
  readonly dataBits?: 7 | 8;
  readonly parity?: 'none' | 'even' | 'odd';
  readonly stopBits?: 1 | 2;
}

/** The part of an open serialport binding this wire uses. */
export interface SerialPortHandle {
  read(buffer: Buffer, offset: number, length: number): Promise<{ readonly bytesRead: number }>;
  /** One at a time. */
  write(buffer: Buffer): Promise<void>;
  drain(): Promise<void>;
  flush(): Promise<void>;
  close(): Promise<void>;
}

/** What this wire asks of the machine; tests hand in serialport's own mock binding. */
export interface SerialSystem {
  /** The package is loaded when the first port opens, so that a station without serial devices does not pay for it. */
  loadBinding(): Promise<{ open(options: Required<SerialOptions>): Promise<SerialPortHandle> }>;
  /** What the path names now: another text when another device took the name, undefined when nothing has it. */
  identify(path: string): Promise<string | undefined>;
  readonly presenceIntervalMs: number;
}

const READ_BYTES = 4096;
/** What close() gives the line to send the rest: 4 kB at 9600 baud take 4.3 s, a display's line far less. */
const CLOSE_TIMEOUT_MS = 2000;

const realSystem: SerialSystem = {
  async loadBinding() {
    const { SerialPort } = await import('serialport');
    return { open: (options) => SerialPort.binding.open(options) };
  },
  identify: identifyNode,
  presenceIntervalMs: PRESENCE_INTERVAL_MS,
};

/** A serial port or USB-CDC adapter. Bytes reach the listener as the system delivers them: no timer, no line buffer. */
export function createSerialTransport(options: SerialOptions, system: Partial<SerialSystem> = {}): Transport {
  return new SerialTransport({ dataBits: 8, parity: 'none', stopBits: 1, ...options }, { ...realSystem, ...system });
}

class SerialTransport implements Transport {
  readonly wiring: string;
  readonly twoWay = true;
  readonly #options: Required<SerialOptions>;
  readonly #system: SerialSystem;
  #port: SerialPortHandle | undefined;
  #listener: TransportListener | undefined;
  #presence: NodeJS.Timeout | undefined;
  #lastWrite: Promise<void> = Promise.resolve();
  #bytesSent = 0;

  constructor(options: Required<SerialOptions>, system: SerialSystem) {
    this.#options = options;
    this.#system = system;
    this.wiring = `${options.path} ${options.baudRate}`;
  }

  async open(listener: TransportListener): Promise<void> {
    if (this.#port) throw new TransportError('in_use', `${this.wiring} is open already`);
    this.#bytesSent = 0;
    this.#lastWrite = Promise.resolve();
    const identity = await this.#system.identify(this.#options.path);
    if (identity === undefined) throw new TransportError('not_found', `${this.#options.path} does not exist`);
    const port = await this.#openPort();
    this.#port = port;
    this.#listener = listener;
    this.#presence = setInterval(() => void this.#checkPresence(port, identity), this.#system.presenceIntervalMs);
    if (isPollable(port)) this.#readWhenReadable(port, Buffer.allocUnsafe(READ_BYTES));
    else void this.#readOnAndOn(port);
  }

  write(bytes: Uint8Array): Promise<void> {
    const port = this.#port;
    const buffer = Buffer.from(bytes);
    const written = this.#lastWrite.then(async () => {
      if (!port || this.#port !== port || !this.#listener) throw this.#error('offline', 'the port is not open');
      this.#bytesSent += buffer.length;
      try {
        await port.write(buffer);
      } catch (cause) {
        const error = this.#error('offline', messageOf(cause));
        this.#lose(port, error);
        throw error;
      }
    });
    this.#lastWrite = written.catch(() => {});
    return written;
  }

  /** The handle is given back even when the adapter is gone: Windows keeps the name taken until then. */
  async close(): Promise<void> {
    const port = this.#port;
    if (!port) return;
    if (this.#listener)
      await within(
        CLOSE_TIMEOUT_MS,
        this.#lastWrite.then(() => port.drain()),
      );
    clearInterval(this.#presence);
    this.#port = undefined;
    this.#listener = undefined;
    await within(CLOSE_TIMEOUT_MS, port.flush());
    await within(CLOSE_TIMEOUT_MS, port.close());
  }

  async #openPort(): Promise<SerialPortHandle> {
    try {
      const binding = await this.#system.loadBinding();
      return await binding.open(this.#options);
    } catch (cause) {
      throw new TransportError(serialFault(messageOf(cause)), `${this.#options.path}: ${messageOf(cause)}`);
    }
  }

  /**
   * Linux and macOS: reads as soon as the descriptor is readable. The binding's own read() goes through the thread pool and, on a
   * port that was hung up, reads zero bytes again and again without end.
   */
  #readWhenReadable(port: PollablePort, buffer: Buffer): void {
    port.poller.once('readable', (error) => {
      if (this.#port !== port || !this.#listener) return;
      if (error) return this.#lose(port, this.#error('offline', error.message));
      let bytesRead = 0;
      try {
        bytesRead = readSync(port.fd, buffer);
      } catch (cause) {
        if (!isTryAgain(cause)) return this.#lose(port, this.#error('offline', messageOf(cause)));
        return this.#readWhenReadable(port, buffer);
      }
      if (bytesRead === 0) return this.#lose(port, this.#error('offline', 'the port was hung up'));
      try {
        this.#listener.onData(new Uint8Array(buffer.subarray(0, bytesRead)));
      } finally {
        this.#readWhenReadable(port, buffer);
      }
    });
  }

  async #readOnAndOn(port: SerialPortHandle): Promise<void> {
    const buffer = Buffer.allocUnsafe(READ_BYTES);
    while (this.#port === port && this.#listener) {
      let bytesRead = 0;
      try {
        ({ bytesRead } = await port.read(buffer, 0, READ_BYTES));
      } catch (cause) {
        return this.#lose(port, this.#error('offline', messageOf(cause)));
      }
      if (this.#port === port) this.#listener?.onData(new Uint8Array(buffer.subarray(0, bytesRead)));
    }
  }

  async #checkPresence(port: SerialPortHandle, identity: string): Promise<void> {
    const now = await this.#system.identify(this.#options.path);
    if (now !== identity) this.#lose(port, this.#error('not_found', 'the port is gone'));
  }

  /** Tells the listener once; the handle stays ours until close(). */
  #lose(port: SerialPortHandle, error: TransportError): void {
    if (this.#port !== port || !this.#listener) return;
    const listener = this.#listener;
    this.#listener = undefined;
    clearInterval(this.#presence);
    listener.onLost(error);
  }

  #error(fault: TransportFault, message: string): TransportError {
    return new TransportError(fault, `${this.#options.path}: ${message}`, this.#bytesSent);
  }
}

/** The Linux and macOS bindings show their non-blocking descriptor and its poller. */
interface PollablePort extends SerialPortHandle {
  readonly fd: number;
  readonly poller: { once(event: 'readable', callback: (error: Error | null) => void): unknown };
}

function isPollable(port: SerialPortHandle): port is PollablePort {
  const { fd, poller } = port as Partial<PollablePort>;
  return typeof fd === 'number' && typeof poller?.once === 'function';
}

/** Sentences of serialport's bindings (serialport_unix.cpp, serialport_win.cpp: "Access denied" on Windows is a port someone else has open). */
function serialFault(message: string): TransportFault {
  if (/No such|not found|does not exist|Inappropriate ioctl|Is a directory/i.test(message)) return 'not_found';
  if (/Permission denied|Operation not permitted/i.test(message)) return 'no_permission';
  if (/lock|busy|temporarily unavailable|Access denied/i.test(message)) return 'in_use';
  return 'offline';
}

function isTryAgain(cause: unknown): boolean {
  if (!(cause instanceof Error) || !('code' in cause)) return false;
  return cause.code === 'EAGAIN' || cause.code === 'EWOULDBLOCK' || cause.code === 'EINTR';
}

const messageOf = (cause: unknown): string => (cause instanceof Error ? cause.message : String(cause));
