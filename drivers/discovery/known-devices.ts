import type { DeviceKind } from '#contract/device.ts';
import { printerModelIds } from '../printer/models.ts';

/** What a USB vendor's number says of a device: a hint for the person who sets it up, never a decision. */
export interface VendorHint {
  readonly name: string;
  readonly kinds: readonly DeviceKind[];
  /** A serial adapter: what hangs on it is unknown. The kernel module that drives it. */
  readonly adapterDriver?: string;
}

/** Behind an adapter or a built-in port, in the order of likelihood on a counter. */
export const ON_A_SERIAL_LINE: readonly DeviceKind[] = ['display', 'scanner', 'scale', 'printer'];
export const ON_A_PRINTER_WIRE: readonly DeviceKind[] = ['printer', 'label_printer'];

const scanner = (name: string): VendorHint => ({ name, kinds: ['scanner'] });
const printer = (name: string): VendorHint => ({ name, kinds: ON_A_PRINTER_WIRE });
const adapter = (name: string, adapterDriver: string): VendorHint => ({ name, kinds: ON_A_SERIAL_LINE, adapterDriver });

/** USB-IF vendor ids (usb.ids); scanners as in facts 2.7. Clones borrow the numbers of their chip makers. */
const vendors: Readonly<Record<number, VendorHint>> = {
  0x0c2e: scanner('Honeywell'),
  0x23d0: scanner('Honeywell'),
  0x05e0: scanner('Zebra'),
  0x05f9: scanner('Datalogic'),
  0x1eab: scanner('Newland'),
  0x04b8: printer('Epson'),
  0x0519: printer('Star'),
  0x1504: printer('Bixolon'),
  0x067b: adapter('Prolific PL2303', 'pl2303'),
  0x1a86: adapter('WCH CH340', 'ch341'),
  0x0403: adapter('FTDI', 'ftdi_sio'),
  0x10c4: adapter('Silicon Labs CP210x', 'cp210x'),
};

export function findVendor(vendorId: number): VendorHint | undefined {
  return vendors[vendorId];
}

/** What a device is called on a screen: its own words, with the vendor's in front where they are not there. */
export function deviceName(vendorId: number, manufacturer: string, product: string): string {
  const vendor = manufacturer || (findVendor(vendorId)?.name ?? '');
  return (product.toLowerCase().startsWith(vendor.toLowerCase()) ? product : `${vendor} ${product}`).trim().slice(0, 120);
}

/** The model file whose name stands in what a printer says of itself: the longest, so that a TM-T88VI is no TM-T88V. */
export function suggestModel(text: string): string | undefined {
  const said = plain(text);
  const names = printerModelIds().map((id) => ({ id, name: plain(id.slice(id.indexOf('-') + 1)) }));
  return names.filter(({ name }) => name.length >= 4 && said.includes(name)).toSorted((a, b) => b.name.length - a.name.length)[0]?.id;
}

const plain = (text: string): string => text.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
