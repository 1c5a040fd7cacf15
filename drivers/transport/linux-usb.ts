import { readdir, readFile, readlink } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { UsbIdentity } from './usb-identity.ts';

/** A USB device as Linux sees it, read from sysfs: nothing is opened, so no rights are needed. */
export interface LinuxUsbDevice extends UsbIdentity {
  readonly manufacturer: string;
  readonly product: string;
  /** What a program that drives it directly must be able to open, "/dev/bus/usb/001/004". */
  readonly busPath: string;
  readonly interfaces: readonly LinuxUsbInterface[];
}

export interface LinuxUsbInterface {
  readonly interfaceClass: number;
  readonly subclass: number;
  readonly protocol: number;
  /** The kernel's driver that took it, "usblp". */
  readonly driver: string | undefined;
  /** What usblp read with GET_DEVICE_ID: IEEE 1284 text. */
  readonly deviceId: string;
  /** Names under /dev: "/dev/usb/lp0", "/dev/ttyACM0". */
  readonly nodes: readonly string[];
}

const MAX_DEVICES = 128;
const MAX_TEXT = 200;

/** False in a container or a virtual machine that was given no USB. */
export async function hasLinuxUsb(sysRoot = '/sys'): Promise<boolean> {
  return (await entries(join(sysRoot, 'bus/usb/devices'))).length > 0;
}

/** Every USB device but hubs. Empty where there is no USB. */
export async function listLinuxUsb(sysRoot = '/sys'): Promise<readonly LinuxUsbDevice[]> {
  const folder = join(sysRoot, 'bus/usb/devices');
  // "1-1.2" is a device; "usb1" a root hub, "1-1.2:1.0" an interface.
  const names = (await entries(folder)).filter((name) => /^\d+-[\d.]+$/.test(name)).slice(0, MAX_DEVICES);
  const devices = await Promise.all(names.map((name) => readDevice(join(folder, name), name)));
  return devices.filter((device) => device !== undefined);
}

async function readDevice(folder: string, location: string): Promise<LinuxUsbDevice | undefined> {
  const [vendor, product, serialNumber, bus, address, deviceClass, manufacturer, productText] = await Promise.all(
    ['idVendor', 'idProduct', 'serial', 'busnum', 'devnum', 'bDeviceClass', 'manufacturer', 'product'].map((name) => text(folder, name)),
  );
  const vendorId = Number.parseInt(vendor ?? '', 16);
  const productId = Number.parseInt(product ?? '', 16);
  const isHub = deviceClass === '09';
  if (Number.isNaN(vendorId) || Number.isNaN(productId) || isHub) return undefined;
  const names = (await entries(folder)).filter((name) => name.startsWith(`${location}:`));
  return {
    vendorId,
    productId,
    serialNumber: serialNumber || undefined,
    location,
    manufacturer: manufacturer ?? '',
    product: productText ?? '',
    busPath: `/dev/bus/usb/${(bus ?? '').padStart(3, '0')}/${(address ?? '').padStart(3, '0')}`,
    interfaces: await Promise.all(names.map((name) => readInterface(join(folder, name)))),
  };
}

async function readInterface(folder: string): Promise<LinuxUsbInterface> {
  const [interfaceClass, subclass, protocol, deviceId, driver, names] = await Promise.all([
    text(folder, 'bInterfaceClass'),
    text(folder, 'bInterfaceSubClass'),
    text(folder, 'bInterfaceProtocol'),
    text(folder, 'ieee1284_id'),
    readlink(join(folder, 'driver')).catch(() => ''),
    entries(folder),
  ]);
  // usblp: usbmisc/lp0 · cdc_acm: tty/ttyACM0 · USB-to-serial chips: ttyUSB0 right here.
  const [printers, terminals] = await Promise.all([entries(join(folder, 'usbmisc')), entries(join(folder, 'tty'))]);
  const nodes = [
    ...printers.filter((name) => /^lp\d+$/.test(name)).map((name) => `/dev/usb/${name}`),
    ...[...terminals, ...names.filter((name) => /^ttyUSB\d+$/.test(name))].map((name) => `/dev/${name}`),
  ];
  return {
    interfaceClass: Number.parseInt(interfaceClass, 16) || 0,
    subclass: Number.parseInt(subclass, 16) || 0,
    protocol: Number.parseInt(protocol, 16) || 0,
    driver: driver ? basename(driver) : undefined,
    deviceId,
    nodes,
  };
}

const entries = (folder: string): Promise<string[]> => readdir(folder).catch(() => []);

/** What a device says of itself is hostile: one line, printable, short. */
async function text(folder: string, name: string): Promise<string> {
  const content = await readFile(join(folder, name), 'latin1').catch(() => '');
  return content
    .replaceAll(/[^\x20-\x7e]/g, '')
    .trim()
    .slice(0, MAX_TEXT);
}

/** The built-in ports that really have a chip: Linux makes up to 32 names, and `type` 0 is a name without one. */
export async function listBuiltInPorts(sysRoot = '/sys'): Promise<readonly string[]> {
  const folder = join(sysRoot, 'class/tty');
  const names = (await entries(folder)).filter((name) => /^tty(S|AMA)\d+$/.test(name));
  const real = await Promise.all(names.map(async (name) => !['', '0'].includes(await text(join(folder, name), 'type'))));
  return names.filter((_, index) => real[index]).map((name) => `/dev/${name}`);
}
