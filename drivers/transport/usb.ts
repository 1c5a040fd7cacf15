import { setTimeout as pause } from 'node:timers/promises';
import type { Remedy } from '#contract/remedy.ts';
import { TransportError, type Transport, type TransportFault, type TransportListener } from './transport.ts';
import { findUsbPrinter, readDeviceId, readPortStatus, type PrinterInterface } from './usb-printer-class.ts';
import { findMeant, identityText, usbRule, type UsbIdentity } from './usb-identity.ts';
import { realUsbSystem, usbIdentity, usbLocation, type UsbDevice, type UsbSystem } from './usb-system.ts';
import { within } from './within.ts';

/** Small enough that an error leaves little in doubt, large enough for full speed. */
const CHUNK_BYTES = 4096;
/** A printer without paper takes nothing; the document's own limit ends the wait before this one does. */
const WRITE_TIMEOUT_MS = 30_000;
/** Reading ends this soon after close(). */
const READ_TIMEOUT_MS = 250;
/** Between reads of a printer that answers with empty packets. */
const READ_INTERVAL_MS = 25;
const CLOSE_TIMEOUT_MS = 2000;

/** The open printer: device, its printer interface, and who listens. */
interface Session {
  readonly device: UsbDevice;
  readonly printer: PrinterInterface;
  /** The kernel's driver was moved aside and gets the printer back. */
  readonly detached: boolean;
  listening: boolean;
  reading: Promise<void>;
  presence: NodeJS.Timeout | undefined;
}

/** A USB printer (class 07) driven directly: bulk OUT, and bulk IN where it has one. Found by its ids, wherever it is plugged in. */
export function createUsbTransport(options: UsbIdentity, system: Partial<UsbSystem> = {}): Transport {
  return new UsbTransport(options, { ...realUsbSystem, ...system });
}

class UsbTransport implements Transport {
  readonly #options: UsbIdentity;
  readonly #system: UsbSystem;
  #session: Session | undefined;
  #listener: TransportListener | undefined;
  #opening = false;
  #twoWay = false;
  #ownName = '';
  #lastWrite: Promise<void> = Promise.resolve();
  #bytesSent = 0;

  constructor(options: UsbIdentity, system: UsbSystem) {
    this.#options = options;
    this.#system = system;
  }

  /** Ends with what the printer calls itself, once it has been asked. */
  get wiring(): string {
    return [identityText(this.#options), this.#ownName].filter(Boolean).join(' ').slice(0, 120);
  }

  /** Known once the device is open. */
  get twoWay(): boolean {
    return this.#twoWay;
  }

  async open(listener: TransportListener): Promise<void> {
    if (this.#session || this.#opening) throw new TransportError('in_use', `${this.wiring} is open already`);
    this.#opening = true;
    this.#bytesSent = 0;
    this.#lastWrite = Promise.resolve();
    try {
      const session = await this.#begin();
      this.#session = session;
      this.#listener = listener;
      this.#twoWay = session.printer.endpointIn !== undefined;
      if (this.#twoWay) session.reading = this.#readOnAndOn(session);
      else session.presence = setInterval(() => void this.#checkPresence(session), this.#system.presenceIntervalMs);
    } finally {
      this.#opening = false;
    }
  }

  write(bytes: Uint8Array): Promise<void> {
    const session = this.#session;
    const copy = new Uint8Array(bytes);
    const written = this.#lastWrite.then(async () => {
      if (!session?.listening || this.#session !== session) throw this.#error('offline', 'is not open');
      try {
        await this.#writeWhole(session, copy);
      } catch (cause) {
        const error = await this.#explained(session, cause);
        this.#lose(session, error);
        throw error;
      }
    });
    this.#lastWrite = written.catch(() => {});
    return written;
  }

  async close(): Promise<void> {
    const session = this.#session;
    if (!session) return;
    if (session.listening) await within(CLOSE_TIMEOUT_MS, this.#lastWrite);
    session.listening = false;
    clearInterval(session.presence);
    this.#session = undefined;
    this.#listener = undefined;
    await within(CLOSE_TIMEOUT_MS, session.reading);
    await giveBack(session);
  }

  async #begin(): Promise<Session> {
    const device = await this.#find();
    try {
      await device.open();
    } catch (cause) {
      throw this.#openError(cause);
    }
    let detached = false;
    let printer: PrinterInterface | undefined;
    try {
      printer = findUsbPrinter(device);
      if (!printer) throw this.#error('not_found', 'has no printer interface (class 07)');
      detached = await this.#detach(device, printer);
      await device.claimInterface(printer.interfaceNumber);
      if (printer.alternateSetting !== 0) await device.selectAlternateInterface(printer.interfaceNumber, printer.alternateSetting);
      this.#ownName = (await readDeviceId(device, printer))?.model ?? '';
      return { device, printer, detached, listening: true, reading: Promise.resolve(), presence: undefined };
    } catch (cause) {
      if (printer) await giveBack({ device, printer, detached });
      else await within(CLOSE_TIMEOUT_MS, device.close());
      throw this.#openError(cause);
    }
  }

  async #find(): Promise<UsbDevice> {
    let devices: readonly UsbDevice[];
    try {
      devices = await this.#system.list();
    } catch (cause) {
      throw this.#error('not_found', messageOf(cause), { code: 'no_usb_here', details: {} });
    }
    return findMeant(devices, usbIdentity, this.#options);
  }

  /** On Linux usblp holds every USB printer; it is moved aside for as long as the wire is open. */
  async #detach(device: UsbDevice, { interfaceNumber }: PrinterInterface): Promise<boolean> {
    if (this.#system.platform !== 'linux') return false;
    try {
      await device.detachKernelDriver(interfaceNumber);
      return true;
    } catch (cause) {
      if (/no kernel driver/i.test(messageOf(cause))) return false;
      throw cause;
    }
  }

  async #writeWhole({ device, printer }: Session, bytes: Uint8Array): Promise<void> {
    for (let at = 0; at < bytes.length;) {
      const chunk = bytes.slice(at, at + CHUNK_BYTES);
      // Until the transfer says otherwise any part of the chunk may have left.
      const certain = this.#bytesSent;
      this.#bytesSent += chunk.length;
      const { bytesWritten } = await device.transferOut(printer.endpointOut, chunk, WRITE_TIMEOUT_MS);
      if (bytesWritten <= 0) throw new Error('the printer took nothing');
      this.#bytesSent = certain + bytesWritten;
      at += bytesWritten;
    }
  }

  async #readOnAndOn(session: Session): Promise<void> {
    const { device, printer } = session;
    const { endpointIn, packetBytes } = printer;
    if (endpointIn === undefined) return;
    while (session.listening) {
      try {
        const { data } = await device.transferIn(endpointIn, packetBytes, READ_TIMEOUT_MS);
        if (!session.listening) return;
        if (data && data.byteLength > 0) this.#listener?.onData(new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
        else await pause(READ_INTERVAL_MS, undefined, { ref: false });
      } catch (cause) {
        if (isTimeUp(cause)) continue;
        return this.#lose(session, this.#openError(cause));
      }
    }
  }

  async #checkPresence(session: Session): Promise<void> {
    const devices = await this.#system.list().catch(() => []);
    const { vendorId, productId } = session.device;
    const there = devices.some(
      (device) => device.vendorId === vendorId && device.productId === productId && usbLocation(device) === usbLocation(session.device),
    );
    if (!there) this.#lose(session, this.#error('not_found', 'was unplugged'));
  }

  /** A write that went wrong, with what the printer says of itself when it is still there. */
  async #explained(session: Session, cause: unknown): Promise<TransportError> {
    const error = this.#openError(cause);
    if (/Stall/.test(messageOf(cause))) await within(CLOSE_TIMEOUT_MS, session.device.clearHalt('out', session.printer.endpointOut));
    if (error.fault !== 'offline') return error;
    const said = await readPortStatus(session.device, session.printer);
    return said ? this.#error('offline', `${messageOf(cause)}; ${said}`) : error;
  }

  /** Tells the listener once; the device stays ours until close(). */
  #lose(session: Session, error: TransportError): void {
    if (this.#session !== session || !session.listening) return;
    session.listening = false;
    clearInterval(session.presence);
    this.#listener?.onLost(error);
  }

  /** Sentences of nusb (linux_usbfs/device.rs, windows_winusb/device.rs, transfer/mod.rs) in a wire's terms. */
  #openError(cause: unknown): TransportError {
    if (cause instanceof TransportError) return cause;
    const said = messageOf(cause);
    if (/permission denied/i.test(said)) {
      const remedy: Remedy = { code: 'udev_rule', details: { rule: usbRule(this.#options, 'lp'), group: 'lp' } };
      return this.#error('no_permission', said, this.#system.platform === 'linux' ? remedy : undefined);
    }
    if (/incompatible driver|unsupported|access is denied/i.test(said)) {
      return this.#error('in_use', said, { code: 'use_print_queue', details: {} });
    }
    if (/busy|already in use|already claimed/i.test(said)) return this.#error('in_use', said, { code: 'held_elsewhere', details: {} });
    if (/Disconnected|device not found|not plugged in/i.test(said)) return this.#error('not_found', said);
    return this.#error('offline', isTimeUp(cause) ? 'took no more bytes in time' : said);
  }

  #error(fault: TransportFault, message: string, remedy?: Remedy): TransportError {
    return new TransportError(fault, `${this.wiring}: ${message}`, this.#bytesSent, remedy);
  }
}

/** Each step may fail on a device that is gone; the next is tried all the same. */
async function giveBack({ device, printer, detached }: Pick<Session, 'device' | 'printer' | 'detached'>): Promise<void> {
  await within(CLOSE_TIMEOUT_MS, device.releaseInterface(printer.interfaceNumber));
  if (detached) await within(CLOSE_TIMEOUT_MS, device.attachKernelDriver(printer.interfaceNumber));
  await within(CLOSE_TIMEOUT_MS, device.close());
}

const isTimeUp = (cause: unknown): boolean => /Cancelled|timed out/i.test(messageOf(cause));

const messageOf = (cause: unknown): string => (cause instanceof Error ? cause.message : String(cause));
