import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Remedy } from '#contract/remedy.ts';
import { missingRight } from './access.ts';
import { usbName } from './usb-identity.ts';
import { TransportError, type Transport, type TransportFault, type TransportListener } from './transport.ts';
import { within } from './within.ts';

/** Which device: everything given must match; nothing given takes the first bar code scanner. Never a path: it changes with the socket. */
export interface HidOptions {
  readonly vendorId?: number | undefined;
  readonly productId?: number | undefined;
  readonly serialNumber?: string | undefined;
}

/** One interface of a HID device, as the system lists it. */
export interface HidInterface {
  readonly path?: string | undefined;
  readonly vendorId: number;
  readonly productId: number;
  readonly serialNumber?: string | undefined;
  readonly usagePage?: number | undefined;
  readonly usage?: number | undefined;
}

/** The part of an open node-hid device this wire uses. */
export interface HidHandle {
  on(event: 'data', listener: (report: Uint8Array) => void): unknown;
  on(event: 'error', listener: (cause: unknown) => void): unknown;
  write(report: Buffer): Promise<number>;
  close(): Promise<void>;
}

/** What this wire asks of the machine; tests hand in a machine of their own. */
export interface HidSystem {
  /** The package is loaded when the first device opens, so that a station without HID devices does not pay for it. */
  loadHid(): Promise<{ list(): Promise<readonly HidInterface[]>; open(path: string): Promise<HidHandle> }>;
  /** The report descriptor of the device at that path, where the system shows it. */
  readDescriptor(path: string): Promise<Uint8Array | undefined>;
  /** What this user lacks to open that path. */
  missingRight(path: string, vendorId: number): Promise<Remedy | undefined>;
}

/** A HID wire. Every onData is one report with its report id, every write one too. */
export interface HidTransport extends Transport {
  /** The device found by the last open(). */
  readonly device: { readonly vendorId: number; readonly reportDescriptor: Uint8Array | undefined } | undefined;
}

const SCANNER_PAGE = 0x8c;
const GENERIC_DESKTOP_PAGE = 0x01;
const KEYBOARD = 0x06;
const CLOSE_TIMEOUT_MS = 2000;

const realSystem: HidSystem = {
  async loadHid() {
    const hid = await import('node-hid');
    hid.setDriverType('hidraw');
    return { list: () => hid.devicesAsync(), open: (path) => hid.HIDAsync.open(path) };
  },
  async readDescriptor(path) {
    if (process.platform !== 'linux') return undefined;
    return readFile(`/sys/class/hidraw/${basename(path)}/device/report_descriptor`).catch(() => undefined);
  },
  missingRight: (path, vendorId) => missingRight(path, 'plugdev', hidrawMatch(vendorId)),
};

/** What a udev rule knows a scanner by: the name hidraw3 changes with the socket. */
export function hidrawMatch(vendorId: number): string {
  return `SUBSYSTEM=="hidraw", ATTRS{idVendor}=="${hex(vendorId)}"`;
}

/** The HID POS scanners that are plugged in. Rejects with TransportError where HID devices cannot be used at all. */
export async function listHidScanners(system: HidSystem = realSystem): Promise<readonly HidInterface[]> {
  try {
    const hid = await system.loadHid();
    return (await hid.list()).filter(({ usagePage }) => usagePage === SCANNER_PAGE);
  } catch (cause) {
    throw new TransportError('not_found', messageOf(cause), 0, missingLibrary(messageOf(cause)));
  }
}

/** A bar code scanner in HID POS mode. Found by what it is, so that it may be plugged in later, again, or in another socket. */
export function createHidTransport(options: HidOptions, system: HidSystem = realSystem): HidTransport {
  const wiring = wiringOf(options);
  let handle: HidHandle | undefined;
  let listener: TransportListener | undefined;
  let device: HidTransport['device'];
  let opening = false;
  let lastWrite: Promise<void> = Promise.resolve();
  let bytesSent = 0;

  const error: Complain = (fault, said, remedy) => new TransportError(fault, `${wiring}: ${said}`, bytesSent, remedy);

  /** Tells the listener once; the handle stays ours until close(). */
  function lose(lost: HidHandle, cause: unknown): TransportError {
    const losing = handle === lost ? listener : undefined;
    listener = losing ? undefined : listener;
    const offline = error('offline', messageOf(cause));
    losing?.onLost(offline);
    return offline;
  }

  return {
    wiring,
    twoWay: true,
    get device() {
      return device;
    },
    async open(newListener) {
      if (handle || opening) throw error('in_use', 'is open already');
      bytesSent = 0;
      lastWrite = Promise.resolve();
      opening = true;
      const [opened, found] = await openFound(options, system, error).finally(() => (opening = false));
      handle = opened;
      device = found;
      listener = newListener;
      opened.on('data', (report) => {
        if (handle === opened) listener?.onData(new Uint8Array(report));
      });
      opened.on('error', (cause) => lose(opened, cause));
    },
    write(report) {
      const writer = handle;
      const copy = Buffer.from(report);
      const written = lastWrite.then(async () => {
        if (!writer || handle !== writer || !listener) throw error('offline', 'is not open');
        bytesSent += copy.length;
        await writer.write(copy).catch((cause: unknown) => {
          throw lose(writer, cause);
        });
      });
      lastWrite = written.catch(() => {});
      return written;
    },
    async close() {
      const closing = handle;
      if (!closing) return;
      await within(CLOSE_TIMEOUT_MS, lastWrite);
      handle = undefined;
      listener = undefined;
      await within(CLOSE_TIMEOUT_MS, closing.close());
    },
  };
}

type Complain = (fault: TransportFault, said: string, remedy?: Remedy) => TransportError;

async function openFound(options: HidOptions, system: HidSystem, error: Complain): Promise<readonly [HidHandle, HidTransport['device']]> {
  const noHid = (cause: unknown): never => {
    throw error('not_found', messageOf(cause), missingLibrary(messageOf(cause)));
  };
  const hid = await system.loadHid().catch(noHid);
  const listed = await hid.list().catch(noHid);
  const { path, vendorId } = choose(listed, options, error);
  const reportDescriptor = await system.readDescriptor(path);
  try {
    return [await hid.open(path), { vendorId, reportDescriptor }];
  } catch (cause) {
    const said = messageOf(cause);
    const fault = openFault(said);
    const remedy = fault === 'no_permission' ? await system.missingRight(path, vendorId) : undefined;
    throw error(fault, said, fault === 'in_use' ? { code: 'held_elsewhere', details: {} } : remedy);
  }
}

/** A scanner may show a keyboard and a scanner interface: the keyboard is never the one to open. */
function choose(
  listed: readonly HidInterface[],
  options: HidOptions,
  error: Complain,
): { readonly path: string; readonly vendorId: number } {
  const matching = listed.filter((each) => isWanted(each, options));
  const scanner = matching.find(({ usagePage, path }) => usagePage === SCANNER_PAGE && path);
  if (scanner?.path) return { path: scanner.path, vendorId: scanner.vendorId };
  const isNamed = options.vendorId !== undefined || options.serialNumber !== undefined;
  if (!isNamed || matching.length === 0) throw error('not_found', 'no such scanner is connected');
  const isKeyboard = matching.some(({ usagePage, usage }) => usagePage === GENERIC_DESKTOP_PAGE && usage === KEYBOARD);
  throw error('not_found', isKeyboard ? 'it acts as a keyboard' : 'it is not in HID POS mode', { code: 'set_hid_pos', details: {} });
}

function isWanted(each: HidInterface, { vendorId, productId, serialNumber }: HidOptions): boolean {
  return (
    (vendorId === undefined || each.vendorId === vendorId) &&
    (productId === undefined || each.productId === productId) &&
    (serialNumber === undefined || each.serialNumber === serialNumber)
  );
}

/** Words of hidapi 0.15 (linux/hid.c, windows/hid.c, mac/hid.c), which puts the system's own behind its own. */
function openFault(said: string): TransportFault {
  if (/Permission denied|Operation not permitted|Access is denied|not permitted/i.test(said)) return 'no_permission';
  if (/No such|not found/i.test(said)) return 'not_found';
  return /busy|exclusive|sharing violation|being used by another process/i.test(said) ? 'in_use' : 'offline';
}

/** node-hid's builds for Linux need two libraries that a bare system lacks. */
function missingLibrary(said: string): Remedy | undefined {
  const library = /lib(usb-1\.0|udev)\.so\.\d/.exec(said)?.[0];
  if (library === undefined) return undefined;
  return { code: 'install_package', details: { program: library, package: library.startsWith('libudev') ? 'libudev1' : 'libusb-1.0-0' } };
}

function wiringOf({ vendorId, productId, serialNumber }: HidOptions): string {
  const ids = vendorId === undefined ? '' : productId === undefined ? `${hex(vendorId)}:*` : usbName({ vendorId, productId });
  return ['HID', ids, serialNumber].filter(Boolean).join(' ');
}

function hex(id: number): string {
  return id.toString(16).padStart(4, '0');
}

const messageOf = (cause: unknown): string => (cause instanceof Error ? cause.message : String(cause));
