import { setTimeout as pause } from 'node:timers/promises';
import { listBuiltInPorts, listLinuxUsb } from './linux-usb.ts';
import type { UsbIdentity } from './usb-identity.ts';

/** A serial port of this machine. */
export interface SerialPortInfo {
  /** Today's name: "/dev/ttyACM0", "COM3". */
  readonly path: string;
  /** What stays when the name changes; undefined for a built-in port. */
  readonly usb: UsbIdentity | undefined;
  readonly manufacturer: string;
  readonly product: string;
}

const LIST_MS = 5000;

/**
 * Every serial port. On Linux from sysfs: serialport's own list starts udevadm, and where that program is missing its error ends the process.
 * Rejects when the system does not answer in time.
 */
export async function listSerialPorts(sysRoot = '/sys', platform: NodeJS.Platform = process.platform): Promise<readonly SerialPortInfo[]> {
  if (platform !== 'linux') return listByBinding();
  const [devices, builtIn] = await Promise.all([listLinuxUsb(sysRoot), listBuiltInPorts(sysRoot)]);
  const onUsb = devices.flatMap(({ vendorId, productId, serialNumber, location, manufacturer, product, interfaces }) =>
    interfaces
      .flatMap(({ nodes }) => nodes.filter((node) => node.startsWith('/dev/tty')))
      .map((path) => ({ path, usb: { vendorId, productId, serialNumber, location }, manufacturer, product })),
  );
  return [...onUsb, ...builtIn.map((path) => ({ path, usb: undefined, manufacturer: '', product: '' }))];
}

async function listByBinding(): Promise<readonly SerialPortInfo[]> {
  const { SerialPort } = await import('serialport');
  const tooLate = pause(LIST_MS, undefined, { ref: false }).then(() =>
    Promise.reject(new Error('the system did not list its serial ports in time')),
  );
  const ports = await Promise.race([SerialPort.list(), tooLate]);
  return ports.map(({ path, vendorId, productId, serialNumber, locationId, manufacturer }) => ({
    path,
    usb:
      vendorId && productId
        ? { vendorId: Number.parseInt(vendorId, 16), productId: Number.parseInt(productId, 16), serialNumber, location: locationId }
        : undefined,
    manufacturer: manufacturer ?? '',
    product: '',
  }));
}
