import type { UsbAlternate, UsbDevice } from './usb-system.ts';

/**
 * USB Device Class Definition for Printing Devices 1.1: class 07; protocol 1 unidirectional, 2 bidirectional, 3 IEEE 1284.4
 * (packets, which a receipt printer does not speak). Class requests: GET_DEVICE_ID A1 00, GET_PORT_STATUS A1 01.
 */
const PRINTER_CLASS = 0x07;
const PROTOCOLS = [2, 1] as const;
const GET_DEVICE_ID = 0x00;
const GET_PORT_STATUS = 0x01;
const DEVICE_ID_BYTES = 1023;
const CONTROL_TIMEOUT_MS = 1000;

/** Where the bytes of a printer go in and out. */
export interface PrinterInterface {
  readonly interfaceNumber: number;
  readonly alternateSetting: number;
  readonly endpointOut: number;
  /** Missing on a printer that never answers. */
  readonly endpointIn: number | undefined;
  readonly packetBytes: number;
}

/** The printer interface of a device: a bidirectional one before a unidirectional one; undefined when it is no printer. Throws when the device refuses to be read. */
export function findUsbPrinter(device: Pick<UsbDevice, 'configuration'>): PrinterInterface | undefined {
  const interfaces = device.configuration?.interfaces ?? [];
  for (const protocol of PROTOCOLS) {
    for (const { interfaceNumber, alternates } of interfaces) {
      const alternate = alternates.find((each) => each.interfaceClass === PRINTER_CLASS && each.interfaceProtocol === protocol);
      const found = alternate && printerInterface(interfaceNumber, alternate);
      if (found) return found;
    }
  }
  return undefined;
}

function printerInterface(interfaceNumber: number, { alternateSetting, endpoints }: UsbAlternate): PrinterInterface | undefined {
  const bulk = endpoints.filter(({ type }) => type === 'bulk');
  const out = bulk.find(({ direction }) => direction === 'out');
  const input = bulk.find(({ direction }) => direction === 'in');
  if (!out) return undefined;
  return {
    interfaceNumber,
    alternateSetting,
    endpointOut: out.endpointNumber,
    endpointIn: input?.endpointNumber,
    packetBytes: input?.packetSize ?? out.packetSize,
  };
}

/** What a printer calls itself; undefined when it does not say. */
export async function readDeviceId(device: UsbDevice, printer: PrinterInterface): Promise<DeviceId | undefined> {
  // wValue: configuration 0; wIndex: interface in the high byte, alternate setting in the low one.
  const index = (printer.interfaceNumber << 8) | printer.alternateSetting;
  const answer = await control(device, GET_DEVICE_ID, index, DEVICE_ID_BYTES);
  return answer && parseDeviceId(Buffer.from(answer.subarray(2)).toString('latin1'));
}

export interface DeviceId {
  readonly maker: string;
  readonly model: string;
  /** Command sets, e.g. "ESC/POS" or "TSPL". */
  readonly commands: string;
}

/** IEEE 1284: `MFG:XPrinter;CMD:ESC/POS;MDL:XP-80;CLS:PRINTER;`, with long or short keys, the first two bytes of length left off. */
export function parseDeviceId(text: string): DeviceId | undefined {
  const fields = new Map(
    text.split(';').map((field): [string, string] => {
      const colon = field.indexOf(':');
      return [field.slice(0, colon).trim().toUpperCase(), printableOnly(field.slice(colon + 1))];
    }),
  );
  const of = (...keys: readonly string[]): string => keys.map((key) => fields.get(key)).find(Boolean) ?? '';
  const id = { maker: of('MFG', 'MANUFACTURER'), model: of('MDL', 'MODEL'), commands: of('CMD', 'COMMAND SET') };
  return id.maker || id.model || id.commands ? id : undefined;
}

const printableOnly = (text: string): string =>
  text
    .replaceAll(/[^\x20-\x7e]/g, '')
    .trim()
    .slice(0, 60);

/** What is wrong in words ("no paper", "not selected", "error"); undefined when all is well or the printer does not say. */
export async function readPortStatus(device: UsbDevice, printer: PrinterInterface): Promise<string | undefined> {
  const answer = await control(device, GET_PORT_STATUS, printer.interfaceNumber, 1);
  return answer?.length === 1 ? describePortStatus(answer[0] ?? 0) : undefined;
}

/** Bits 5 paper empty, 4 selected, 3 no error. */
function describePortStatus(status: number): string | undefined {
  const said = [status & 0x20 ? 'no paper' : '', status & 0x10 ? '' : 'not selected', status & 0x08 ? '' : 'error'].filter(Boolean);
  return said.length > 0 ? said.join(', ') : undefined;
}

async function control(device: UsbDevice, request: number, index: number, bytes: number): Promise<Uint8Array | undefined> {
  const setup = { requestType: 'class', recipient: 'interface', request, value: 0, index } as const;
  try {
    const { data } = await device.controlTransferIn(setup, bytes, CONTROL_TIMEOUT_MS);
    return data && new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  } catch {
    return undefined;
  }
}
