import { readSync } from 'node:fs';
import { missingRight } from './access.ts';
import { identifyNode, PRESENCE_INTERVAL_MS } from './device-node.ts';
import { listSerialPorts, type SerialPortInfo } from './serial-list.ts';
import { TransportError, type Transport, type TransportFault, type TransportListener } from './transport.ts';
import { findMeant, identityText, type UsbIdentity } from './usb-identity.ts';
import { within } from './within.ts';

/** A port by its name, or by the USB device behind it; then the name may change with every plugging in, and `path` is not looked at. */
export interface SerialOptions {
  /** "/dev/ttyACM0", "COM3". */
  readonly path?: string | undefined;
  readonly usb?: UsbIdentity | undefined;
  readonly baudRate: number;
  readonly dataBits?: 7 | 8;
  readonly parity?: 'none' | 'even' | 'odd';
  readonly stopBits?: 1 | 2;
  /** How the device says "wait": not at all, by the CTS line, or by the bytes XOFF and XON, which are then no data. */
  readonly flowControl?: FlowControl;
}

export type FlowControl = 'none' | 'rts-cts' | 'xon-xoff';

/** What serialport's binding is asked for. */
export interface SerialOpenOptions {
  readonly path: string;
  readonly baudRate: number;
  readonly dataBits: 7 | 8;
  readonly parity: 'none' | 'even' | 'odd';
  readonly stopBits: 1 | 2;
  readonly rtscts: boolean;
  readonly xon: boolean;
  readonly xoff: boolean;
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
  loadBinding(): Promise<{ open(options: SerialOpenOptions): Promise<SerialPortHandle> }>;
  /** What the path names now: another text when another device took the name, undefined when nothing has it. */
  identify(path: string): Promise<string | undefined>;
  /** The ports there are now, for those given by their USB device. */
  listPorts(): Promise<readonly Pick<SerialPortInfo, 'path' | 'usb'>[]>;
  readonly presenceIntervalMs: number;
}

const READ_BYTES = 4096;
const XON = 0x11;
const XOFF = 0x13;
/** What close() gives the line to send the rest: 4 kB at 9600 baud take 4.3 s, a display's line far less. */
const CLOSE_TIMEOUT_MS = 2000;

const realSystem: SerialSystem = {
  async loadBinding() {
    const { SerialPort } = await import('serialport');
    return { open: (options) => SerialPort.binding.open(options) };
  },
  identify: identifyNode,
  listPorts: () => listSerialPorts(),
  presenceIntervalMs: PRESENCE_INTERVAL_MS,
};

/** A serial port or USB-CDC adapter. Bytes reach the listener as the system delivers them: no timer, no line buffer. */
export function createSerialTransport(options: SerialOptions, system: Partial<SerialSystem> = {}): Transport {
  return new SerialTransport(options, { ...realSystem, ...system });
}

class SerialTransport implements Transport {
  readonly wiring: string;
  readonly twoWay = true;
  readonly #options: SerialOptions;
  readonly #system: SerialSystem;
  #port: SerialPortHandle | undefined;
  #listener: TransportListener | undefined;
  #presence: NodeJS.Timeout | undefined;
  #lastWrite: Promise<void> = Promise.resolve();
  #bytesSent = 0;
  /** The name the port had when it was last looked for. */
  #path: string;

  constructor(options: SerialOptions, system: SerialSystem) {
    this.#options = options;
    this.#system = system;
    this.#path = options.usb ? identityText(options.usb) : (options.path ?? '');
    this.wiring = `${this.#path} ${options.baudRate}`;
  }

  async open(listener: TransportListener): Promise<void> {
    if (this.#port) throw new TransportError('in_use', `${this.wiring} is open already`);
    this.#bytesSent = 0;
    this.#lastWrite = Promise.resolve();
    if (this.#options.usb) this.#path = await this.#findByUsb(this.#options.usb);
    const identity = await this.#system.identify(this.#path);
    if (identity === undefined) throw new TransportError('not_found', `${this.#path} does not exist`);
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

  async #findByUsb(wanted: UsbIdentity): Promise<string> {
    let ports: readonly Pick<SerialPortInfo, 'path' | 'usb'>[];
    try {
      ports = await this.#system.listPorts();
    } catch (cause) {
      throw new TransportError('offline', `${this.wiring}: ${messageOf(cause)}`);
    }
    return findMeant(ports, ({ usb }) => usb, wanted).path;
  }

  async #openPort(): Promise<SerialPortHandle> {
    try {
      const binding = await this.#system.loadBinding();
      return await binding.open(openOptions(this.#path, this.#options));
    } catch (cause) {
      const fault = serialFault(messageOf(cause));
      const remedy = fault === 'no_permission' ? await missingRight(this.#path, 'dialout') : undefined;
      throw new TransportError(fault, `${this.#path}: ${messageOf(cause)}`, 0, remedy);
    }
  }

  /** XON and XOFF steer the line; they are not the device's words. */
  #received(bytes: Buffer): void {
    const steered = this.#options.flowControl === 'xon-xoff';
    const data = new Uint8Array(steered ? bytes.filter((byte) => byte !== XON && byte !== XOFF) : bytes);
    if (data.length > 0) this.#listener?.onData(data);
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
        this.#received(buffer.subarray(0, bytesRead));
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
      if (this.#port === port) this.#received(buffer.subarray(0, bytesRead));
    }
  }

  async #checkPresence(port: SerialPortHandle, identity: string): Promise<void> {
    const now = await this.#system.identify(this.#path);
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
    return new TransportError(fault, `${this.#path}: ${message}`, this.#bytesSent);
  }
}

function openOptions(path: string, options: SerialOptions): SerialOpenOptions {
  const { baudRate, dataBits = 8, parity = 'none', stopBits = 1, flowControl = 'none' } = options;
  const soft = flowControl === 'xon-xoff';
  return { path, baudRate, dataBits, parity, stopBits, rtscts: flowControl === 'rts-cts', xon: soft, xoff: soft };
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
