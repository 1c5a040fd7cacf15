import type { FoundDevice } from '#contract/setup.ts';
import { missingRight } from '../transport/access.ts';
import { hasLinuxUsb, listLinuxUsb, type LinuxUsbDevice, type LinuxUsbInterface } from '../transport/linux-usb.ts';
import { listSerialPorts } from '../transport/serial-list.ts';
import { TransportError } from '../transport/transport.ts';
import { identityText, usbRule, type UsbIdentity } from '../transport/usb-identity.ts';
import { findUsbPrinter, parseDeviceId } from '../transport/usb-printer-class.ts';
import { realUsbSystem, usbIdentity, type UsbDevice, type UsbSystem } from '../transport/usb-system.ts';
import { deviceName, findVendor, ON_A_PRINTER_WIRE, ON_A_SERIAL_LINE, suggestModel } from './known-devices.ts';

const PRINTER_CLASS = 0x07;
const HID_CLASS = 0x03;
const KEYBOARD_PROTOCOL = 0x01;

/** The machine to look at; tests hand in their own. */
export interface LocalMachine {
  readonly platform: NodeJS.Platform;
  readonly sysRoot: string;
  readonly usb: Pick<UsbSystem, 'list'>;
  missingRight: typeof missingRight;
}

export const thisMachine: LocalMachine = { platform: process.platform, sysRoot: '/sys', usb: realUsbSystem, missingRight };

/** Every serial port, with what stands behind it where USB says so. */
export async function findSerial(machine: LocalMachine): Promise<readonly FoundDevice[]> {
  const ports = await listSerialPorts(machine.sysRoot, machine.platform);
  return Promise.all(
    ports.map(async ({ path, usb, manufacturer, product }) => {
      const remedy = await machine.missingRight(path, 'dialout');
      return {
        key: usb ? `serial ${identityText(usb)}` : `serial ${path}`,
        wire: { type: 'serial', path, ...(usb ? { usb: plainIdentity(usb) } : {}) },
        name: usb ? deviceName(usb.vendorId, manufacturer, product) : '',
        kinds: [...((usb && findVendor(usb.vendorId)?.kinds) ?? ON_A_SERIAL_LINE)],
        ...rights(remedy),
      } satisfies FoundDevice;
    }),
  );
}

/** USB printers; on Linux also adapters no driver took, and scanners that type. Rejects where there is no USB. */
export async function findUsb(machine: LocalMachine): Promise<readonly FoundDevice[]> {
  if (machine.platform !== 'linux') return (await machine.usb.list()).flatMap(foreignPrinter);
  if (!(await hasLinuxUsb(machine.sysRoot))) throw new TransportError('not_found', 'no USB bus', 0, { code: 'no_usb_here', details: {} });
  const devices = await listLinuxUsb(machine.sysRoot);
  const found = await Promise.all(devices.map((device) => linuxDevice(device, machine)));
  return found.filter((device) => device !== undefined);
}

async function linuxDevice(device: LinuxUsbDevice, machine: LocalMachine): Promise<FoundDevice | undefined> {
  const { interfaces } = device;
  const printer = interfaces.find(({ interfaceClass }) => interfaceClass === PRINTER_CLASS);
  if (printer) return linuxPrinter(device, printer, machine);
  const vendor = findVendor(device.vendorId);
  const name = deviceName(device.vendorId, device.manufacturer, device.product);
  const driver = vendor?.adapterDriver;
  if (driver && interfaces.every(({ nodes }) => nodes.length === 0)) {
    return {
      key: `serial ${identityText(device)}`,
      wire: { type: 'serial', usb: plainIdentity(device) },
      name,
      kinds: [...ON_A_SERIAL_LINE],
      access: 'no_driver',
      remedy: { code: 'load_driver', details: { driver } },
    };
  }
  const types = interfaces.some(({ interfaceClass, protocol }) => interfaceClass === HID_CLASS && protocol === KEYBOARD_PROTOCOL);
  if (!types || !vendor?.kinds.includes('scanner')) return undefined;
  const remedy = { code: 'keyboard_scanner', details: {} } as const;
  return { key: `keyboard ${identityText(device)}`, wire: { type: 'keyboard' }, name, kinds: ['scanner'], access: 'ok', remedy };
}

/** Directly where that is allowed, because then it is found in any socket; else through its device file; else with the rule that would allow it. */
async function linuxPrinter(device: LinuxUsbDevice, printer: LinuxUsbInterface, machine: LocalMachine): Promise<FoundDevice> {
  const id = parseDeviceId(printer.deviceId);
  const name = deviceName(device.vendorId, id?.maker || device.manufacturer, id?.model || device.product);
  const model = suggestModel(name);
  const common = { key: identityText(device), name, kinds: printerKinds(id?.commands ?? ''), ...(model ? { model } : {}) };
  const direct = { type: 'usb', ...plainIdentity(device) } as const;
  if (!(await machine.missingRight(device.busPath, 'lp'))) return { ...common, wire: direct, access: 'ok' };
  const path = printer.nodes.find((node) => node.startsWith('/dev/usb/'));
  if (path && !(await machine.missingRight(path, 'lp'))) return { ...common, wire: { type: 'file', path }, access: 'ok' };
  const remedy = { code: 'udev_rule', details: { rule: usbRule(device, 'lp'), group: 'lp' } } as const;
  return { ...common, wire: direct, access: 'no_permission', remedy };
}

/** Windows and macOS: only what can be opened shows its interfaces; a printer held by the system's driver is found as its print queue. */
function foreignPrinter(device: UsbDevice): readonly FoundDevice[] {
  try {
    if (!findUsbPrinter(device)) return [];
  } catch {
    return [];
  }
  const identity = usbIdentity(device);
  const name = findVendor(device.vendorId)?.name ?? '';
  return [
    { key: identityText(identity), wire: { type: 'usb', ...plainIdentity(identity) }, name, kinds: [...ON_A_PRINTER_WIRE], access: 'ok' },
  ];
}

const printerKinds = (commands: string): FoundDevice['kinds'] =>
  /TSPL|ZPL|EPL/i.test(commands) ? ['label_printer', 'printer'] : [...ON_A_PRINTER_WIRE];

/** With a serial number the socket does not matter. */
function plainIdentity({ vendorId, productId, serialNumber, location }: UsbIdentity): UsbIdentityValue {
  if (serialNumber) return { vendorId, productId, serialNumber: serialNumber.slice(0, 60) };
  return { vendorId, productId, ...(location ? { location: location.slice(0, 60) } : {}) };
}

type UsbIdentityValue = { vendorId: number; productId: number; serialNumber?: string; location?: string };

const rights = (remedy: FoundDevice['remedy']): Pick<FoundDevice, 'access' | 'remedy'> =>
  remedy ? { access: 'no_permission', remedy } : { access: 'ok' };
