import type { UsbAlternate, UsbDevice, UsbSystem } from '#drivers/transport/usb-system.ts';

/** A USB printer in the test's hand. Its refusals are the sentences of nusb, which package usb passes on. */
export interface FakeUsbPrinter {
  /** Everything bulk OUT took. */
  readonly paper: () => string;
  /** What was asked of the device, in order. */
  readonly calls: readonly string[];
  /** The printer answers on bulk IN. */
  say(bytes: readonly number[]): void;
  /** How the next transfers out end: bytes taken, or an error's words. */
  readonly nextOut: (number | string)[];
  refuse: { open?: string; detach?: string; claim?: string; configuration?: string };
  /** GET_PORT_STATUS: 0x18 is all well. */
  portStatus: number;
  deviceId: string;
}

export interface FakeUsbBus {
  readonly system: Partial<UsbSystem>;
  plugIn(options?: FakeUsbPrinterOptions): FakeUsbPrinter;
  unplug(printer: FakeUsbPrinter): void;
  failListing(words: string | undefined): void;
}

export interface FakeUsbPrinterOptions {
  readonly serialNumber?: string;
  readonly ports?: readonly number[];
  readonly twoWay?: boolean;
  readonly alternates?: readonly UsbAlternate[];
}

const DISCONNECTED = 'Disconnected';

export function createUsbBus(platform: NodeJS.Platform = 'linux'): FakeUsbBus {
  const devices = new Map<FakeUsbPrinter, { readonly device: UsbDevice; unplug(): void }>();
  let listingFails: string | undefined;
  return {
    system: {
      platform,
      presenceIntervalMs: 5,
      async list() {
        if (listingFails !== undefined) throw new Error(listingFails);
        return [...devices.values()].map(({ device }) => device);
      },
    },
    plugIn(options = {}) {
      const { printer, ...rest } = createPrinter(options);
      devices.set(printer, rest);
      return printer;
    },
    unplug(printer) {
      devices.get(printer)?.unplug();
      devices.delete(printer);
    },
    failListing(words) {
      listingFails = words;
    },
  };
}

/** An interface of the printer class with bulk endpoint 1 out and, in protocol 2, bulk endpoint 2 in. */
export function printerAlternate(protocol: number, alternateSetting = 0): UsbAlternate {
  const out = { endpointNumber: 1, direction: 'out', type: 'bulk', packetSize: 64 } as const;
  const input = { endpointNumber: 2, direction: 'in', type: 'bulk', packetSize: 64 } as const;
  return { alternateSetting, interfaceClass: 7, interfaceProtocol: protocol, endpoints: protocol === 2 ? [out, input] : [out] };
}

function createPrinter(options: FakeUsbPrinterOptions): { printer: FakeUsbPrinter; device: UsbDevice; unplug: () => void } {
  const { serialNumber, ports = [2], twoWay = true, alternates = [printerAlternate(twoWay ? 2 : 1)] } = options;
  const calls: string[] = [];
  const answers: Uint8Array[] = [];
  let paper = '';
  let gone = false;
  let wake = (): void => {};
  const printer: FakeUsbPrinter = {
    paper: () => paper,
    calls,
    say(bytes) {
      answers.push(Uint8Array.from(bytes));
      wake();
    },
    nextOut: [],
    refuse: {},
    portStatus: 0x18,
    deviceId: '',
  };
  const step = (call: string, refusal: string | undefined): void => {
    calls.push(call);
    if (gone) throw new Error(`${call}: ${DISCONNECTED}`);
    if (refusal !== undefined) throw new Error(refusal);
  };
  const device: UsbDevice = {
    vendorId: 0x0483,
    productId: 0x5743,
    serialNumber,
    bus: '001',
    ports,
    get configuration() {
      if (printer.refuse.configuration !== undefined) throw new Error(printer.refuse.configuration);
      return { interfaces: [{ interfaceNumber: 0, alternates }] };
    },
    open: async () => step('open', printer.refuse.open),
    close: async () => step('close', undefined),
    claimInterface: async (number) => step(`claim ${number}`, printer.refuse.claim),
    releaseInterface: async (number) => step(`release ${number}`, undefined),
    selectAlternateInterface: async (number, setting) => step(`alternate ${number}.${setting}`, undefined),
    detachKernelDriver: async (number) => step(`detach ${number}`, printer.refuse.detach),
    attachKernelDriver: async (number) => step(`attach ${number}`, undefined),
    clearHalt: async (direction, endpoint) => step(`clear halt ${direction} ${endpoint}`, undefined),
    async controlTransferIn({ request }) {
      step(`control ${request}`, undefined);
      const bytes =
        request === 0
          ? Buffer.concat([Buffer.from([0, printer.deviceId.length + 2]), Buffer.from(printer.deviceId)])
          : [printer.portStatus];
      return { data: new DataView(Uint8Array.from(bytes).buffer) };
    },
    async transferIn(_endpoint, _length, timeoutMs) {
      if (answers.length === 0 && !gone) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, Math.min(timeoutMs ?? 5, 5));
          wake = () => {
            clearTimeout(timer);
            resolve();
          };
        });
      }
      if (gone) throw new Error(`transferIn error: ${DISCONNECTED}`);
      const answer = answers.shift();
      if (!answer) throw new Error('transferIn error: Cancelled');
      return { data: new DataView(answer.buffer) };
    },
    async transferOut(_endpoint, data) {
      const bytes = Buffer.from(data);
      if (gone) throw new Error(`transferOut error: ${DISCONNECTED}`);
      const end = printer.nextOut.shift() ?? bytes.length;
      if (typeof end === 'string') throw new Error(`transferOut error: ${end}`);
      paper += bytes.subarray(0, end).toString('latin1');
      return { bytesWritten: Math.min(end, bytes.length) };
    },
  };
  const unplug = (): void => {
    gone = true;
    wake();
  };
  return { printer, device, unplug };
}
