import type { UsbIdentity } from './usb-identity.ts';

/** The part of WebUSB, as package usb offers it, that the printer wire uses; tests hand in their own. */
export interface UsbSystem {
  /** Everything that is plugged in. The package is loaded at the first call, so that a station without USB devices does not pay for it. */
  list(): Promise<readonly UsbDevice[]>;
  readonly platform: NodeJS.Platform;
  /** How often a printer that cannot answer is looked for. */
  readonly presenceIntervalMs: number;
}

/** A device on the bus. Reading `serialNumber` or `configuration` may open it, so both may throw. */
export interface UsbDevice {
  readonly vendorId: number;
  readonly productId: number;
  readonly serialNumber?: string | null | undefined;
  readonly bus: string;
  readonly ports: readonly number[];
  readonly configuration?: UsbConfiguration | null | undefined;
  open(): Promise<void>;
  close(): Promise<void>;
  claimInterface(interfaceNumber: number): Promise<void>;
  releaseInterface(interfaceNumber: number): Promise<void>;
  selectAlternateInterface(interfaceNumber: number, alternateSetting: number): Promise<void>;
  /** Linux only. */
  detachKernelDriver(interfaceNumber: number): Promise<void>;
  attachKernelDriver(interfaceNumber: number): Promise<void>;
  controlTransferIn(setup: UsbControlSetup, length: number, timeoutMs?: number): Promise<UsbRead>;
  transferIn(endpointNumber: number, length: number, timeoutMs?: number): Promise<UsbRead>;
  /** Rejects with "… Stall", "… Cancelled" (the time was up) or "… Disconnected", and then nobody knows how many bytes left. */
  transferOut(endpointNumber: number, data: Uint8Array<ArrayBuffer>, timeoutMs?: number): Promise<{ readonly bytesWritten: number }>;
  clearHalt(direction: 'in' | 'out', endpointNumber: number): Promise<void>;
}

export interface UsbConfiguration {
  readonly interfaces: readonly { readonly interfaceNumber: number; readonly alternates: readonly UsbAlternate[] }[];
}

export interface UsbAlternate {
  readonly alternateSetting: number;
  readonly interfaceClass: number;
  readonly interfaceProtocol: number;
  readonly endpoints: readonly {
    readonly endpointNumber: number;
    readonly direction: 'in' | 'out';
    readonly type: 'bulk' | 'interrupt' | 'isochronous';
    readonly packetSize: number;
  }[];
}

interface UsbControlSetup {
  readonly requestType: 'class';
  readonly recipient: 'interface';
  readonly request: number;
  readonly value: number;
  readonly index: number;
}

interface UsbRead {
  readonly data?: DataView | undefined;
}

const PRESENCE_INTERVAL_MS = 2000;

/** The machine's own bus, through package usb (nusb underneath: no libusb). */
export const realUsbSystem: UsbSystem = {
  async list() {
    const { usb } = await import('usb');
    // The package's types leave out what it adds to its native class in JavaScript.
    return (await usb.getDevices()) as unknown as readonly UsbDevice[];
  },
  platform: process.platform,
  presenceIntervalMs: PRESENCE_INTERVAL_MS,
};

/** Which socket a device is in, as Linux names it: "1-1.2" is port 2 of the hub in port 1 of bus 1. */
export function usbLocation({ bus, ports }: Pick<UsbDevice, 'bus' | 'ports'>): string {
  return `${/^\d+$/.test(bus) ? Number(bus) : bus}-${ports.join('.')}`;
}

/** Reading a serial number opens the device on some systems, which may be refused: then it has none. */
export function usbIdentity(device: UsbDevice): UsbIdentity {
  const { vendorId, productId } = device;
  return { vendorId, productId, serialNumber: serialNumberOf(device), location: usbLocation(device) };
}

function serialNumberOf(device: UsbDevice): string | undefined {
  try {
    return device.serialNumber ?? undefined;
  } catch {
    return undefined;
  }
}
