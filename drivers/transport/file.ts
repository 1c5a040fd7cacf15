import { constants } from 'node:fs';
import { open, stat, type FileHandle } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { identifyNode, PRESENCE_INTERVAL_MS } from './device-node.ts';
import { TransportError, type Transport, type TransportFault, type TransportListener } from './transport.ts';
import { within } from './within.ts';

export interface FileOptions {
  /** "/dev/usb/lp0"; a FIFO or a plain file does as well, but never answers. */
  readonly path: string;
  readonly presenceIntervalMs?: number;
}

/** A printer answers in a few bytes. */
const READ_BYTES = 256;
/** Between looks for an answer: usblp has no event Node could wait for. */
const READ_INTERVAL_MS = 25;
/** Between attempts on a device whose buffer is full. */
const WRITE_INTERVAL_MS = 10;
const CLOSE_TIMEOUT_MS = 2000;
const NO_BYTES = [Buffer.alloc(0)];

/**
 * A printer behind a device file, as Linux's usblp driver makes one for every USB printer. Opened without blocking, so that a
 * printer without paper stops the document and not the station. What the device says back is read where its driver can read.
 */
export function createFileTransport(options: FileOptions): Transport {
  return new FileTransport(options);
}

class FileTransport implements Transport {
  readonly wiring: string;
  readonly #presenceIntervalMs: number;
  #handle: FileHandle | undefined;
  #listener: TransportListener | undefined;
  #presence: NodeJS.Timeout | undefined;
  #answers = false;
  #lastWrite: Promise<void> = Promise.resolve();
  #bytesSent = 0;

  constructor(options: FileOptions) {
    this.wiring = options.path;
    this.#presenceIntervalMs = options.presenceIntervalMs ?? PRESENCE_INTERVAL_MS;
  }

  /** Known once the device is open. */
  get twoWay(): boolean {
    return this.#answers;
  }

  async open(listener: TransportListener): Promise<void> {
    if (this.#handle) throw new TransportError('in_use', `${this.wiring} is open already`);
    this.#bytesSent = 0;
    this.#lastWrite = Promise.resolve();
    const identity = await identifyNode(this.wiring);
    const handle = await this.#openNode();
    this.#handle = handle;
    this.#listener = listener;
    this.#presence = setInterval(() => void this.#checkPresence(handle, identity), this.#presenceIntervalMs);
    if (this.#answers) void this.#readOnAndOn(handle);
  }

  write(bytes: Uint8Array): Promise<void> {
    const handle = this.#handle;
    const copy = Buffer.from(bytes);
    const written = this.#lastWrite.then(async () => {
      try {
        await this.#writeWhole(handle, copy);
      } catch (cause) {
        const error = fileError(this.wiring, cause, this.#bytesSent);
        if (handle) this.#lose(handle, error);
        throw error;
      }
    });
    this.#lastWrite = written.catch(() => {});
    return written;
  }

  async close(): Promise<void> {
    const handle = this.#handle;
    if (!handle) return;
    if (this.#listener) await within(CLOSE_TIMEOUT_MS, this.#lastWrite);
    clearInterval(this.#presence);
    this.#handle = undefined;
    this.#listener = undefined;
    await within(CLOSE_TIMEOUT_MS, handle.close());
  }

  async #openNode(): Promise<FileHandle> {
    try {
      const node = await stat(this.wiring);
      const direction = node.isCharacterDevice() ? constants.O_RDWR : constants.O_WRONLY | constants.O_APPEND;
      const handle = await open(this.wiring, direction | constants.O_NONBLOCK | constants.O_NOCTTY);
      this.#answers = node.isCharacterDevice() && (await canRead(handle));
      return handle;
    } catch (cause) {
      throw fileError(this.wiring, cause, 0);
    }
  }

  /** usblp drops what it still holds when it is closed, and refuses even an empty write until its last block has left (usblp.c, usblp_write). */
  async #writeWhole(handle: FileHandle | undefined, bytes: Buffer): Promise<void> {
    let at = 0;
    while (at < bytes.length) {
      const taken = (await this.#unlessBusy(handle, (device) => device.write(bytes, at)))?.bytesWritten ?? 0;
      at += taken;
      this.#bytesSent += taken;
    }
    let delivered: unknown;
    while (!delivered) delivered = await this.#unlessBusy(handle, (device) => device.writev(NO_BYTES));
  }

  /** Undefined, a moment later, when the device could take nothing. */
  async #unlessBusy<Result>(handle: FileHandle | undefined, task: (device: FileHandle) => Promise<Result>): Promise<Result | undefined> {
    if (!handle || this.#handle !== handle || !this.#listener) {
      throw new TransportError('offline', `${this.wiring} is not open`, this.#bytesSent);
    }
    try {
      return await task(handle);
    } catch (cause) {
      if (codeOf(cause) !== 'EAGAIN') throw cause;
    }
    await pause(WRITE_INTERVAL_MS);
    return undefined;
  }

  async #readOnAndOn(handle: FileHandle): Promise<void> {
    const buffer = Buffer.allocUnsafe(READ_BYTES);
    while (this.#handle === handle && this.#listener) {
      let bytesRead = 0;
      try {
        ({ bytesRead } = await handle.read(buffer, 0, READ_BYTES, null));
      } catch (cause) {
        if (codeOf(cause) !== 'EAGAIN') return this.#lose(handle, fileError(this.wiring, cause, this.#bytesSent));
      }
      if (this.#handle !== handle) return;
      if (bytesRead > 0) this.#listener?.onData(new Uint8Array(buffer.subarray(0, bytesRead)));
      else await pause(READ_INTERVAL_MS, undefined, { ref: false });
    }
  }

  async #checkPresence(handle: FileHandle, identity: string | undefined): Promise<void> {
    const now = await identifyNode(this.wiring);
    if (now !== identity) this.#lose(handle, new TransportError('not_found', `${this.wiring}: the device is gone`, this.#bytesSent));
  }

  /** Tells the listener once; the handle stays ours until close(). */
  #lose(handle: FileHandle, error: TransportError): void {
    if (this.#handle !== handle || !this.#listener) return;
    const listener = this.#listener;
    this.#listener = undefined;
    clearInterval(this.#presence);
    listener.onLost(error);
  }
}

/** A unidirectional usblp printer opens for reading but refuses to be read. What was said before we listened does not count. */
async function canRead(handle: FileHandle): Promise<boolean> {
  try {
    await handle.read(Buffer.allocUnsafe(READ_BYTES), 0, READ_BYTES, null);
    return true;
  } catch (cause) {
    return codeOf(cause) === 'EAGAIN';
  }
}

const faults: Readonly<Record<string, TransportFault>> = {
  ENOENT: 'not_found',
  ENODEV: 'not_found',
  ENXIO: 'not_found',
  ENOTDIR: 'not_found',
  EISDIR: 'not_found',
  EACCES: 'no_permission',
  EPERM: 'no_permission',
  EBUSY: 'in_use',
};

/** What the operating system said about a device file, in a wire's terms; a refusal comes with its remedy. */
export function fileError(path: string, cause: unknown, bytesSent: number): TransportError {
  if (cause instanceof TransportError) return cause;
  const fault = faults[codeOf(cause)] ?? 'offline';
  const said = cause instanceof Error ? cause.message : String(cause);
  if (fault !== 'no_permission') return new TransportError(fault, `${path}: ${said}`, bytesSent);
  return new TransportError(fault, `${said}. ${permissionRemedy(path)}`, bytesSent, { code: 'join_group', details: { group: 'lp' } });
}

function permissionRemedy(path: string): string {
  return `Add the station's user to the group that owns ${path} and log in again: sudo usermod -aG lp $USER; or a udev rule: SUBSYSTEM=="usbmisc", KERNEL=="lp[0-9]*", GROUP="lp", MODE="0660"`;
}

function codeOf(cause: unknown): string {
  return cause instanceof Error && 'code' in cause ? String(cause.code) : '';
}
