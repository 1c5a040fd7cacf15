import type { Remedy } from '#contract/remedy.ts';
import type { DiscoverySource, FoundDevice } from '#contract/setup.ts';
import { hidrawMatch, listHidScanners, type HidInterface } from '../transport/hid.ts';
import { listPrintQueues } from '../transport/spooler.ts';
import { TransportError } from '../transport/transport.ts';
import { identityText } from '../transport/usb-identity.ts';
import { deviceName, ON_A_PRINTER_WIRE } from './known-devices.ts';
import { findSerial, findUsb, thisMachine, type LocalMachine } from './local.ts';
import { findOnNetwork, type Target } from './network.ts';
import type { SearchOptions } from './source.ts';

/** No source may take longer; a whole /24 that is silent takes about 7 s. */
export const SEARCH_LIMIT_MS = 20_000;

export interface DiscoverOptions extends SearchOptions {
  /** Addresses to ask; none leaves the network alone. */
  readonly targets: readonly Target[];
  /** A source is through, or could not be asked and why. */
  ended(source: DiscoverySource, error?: { readonly remedy: Remedy | undefined }): void;
  hostsDone(count: number): void;
  readonly machine?: LocalMachine;
  listHid?(): Promise<readonly HidInterface[]>;
  readonly limitMs?: number;
}

/** Looks everywhere at once. Resolves when every source has ended; never rejects. */
export async function discoverDevices(options: DiscoverOptions): Promise<void> {
  const { machine = thisMachine, listHid = listHidScanners, limitMs = SEARCH_LIMIT_MS } = options;
  const signal = AbortSignal.any([options.signal, AbortSignal.timeout(limitMs)]);
  const found = (device: FoundDevice): void => {
    if (!signal.aborted) options.found(device);
  };
  const source = async (name: DiscoverySource, search: () => Promise<readonly FoundDevice[] | void>): Promise<void> => {
    try {
      const devices = await orAborted(search(), signal);
      for (const device of devices ?? []) found(device);
      options.ended(name);
    } catch (error) {
      options.ended(name, { remedy: error instanceof TransportError ? error.remedy : undefined });
    }
  };
  await Promise.all([
    source('usb', () => findUsb(machine)),
    source('serial', () => findSerial(machine)),
    source('hid', async () => Promise.all((await listHid()).map((hid) => hidScanner(hid, machine)))),
    source('queues', async () => (await listPrintQueues(signal)).map(printQueue)),
    source('network', () => findOnNetwork(options.targets, { signal, found, progress: options.hostsDone })),
  ]);
}

/** A search that does not look at the signal itself is left behind when time is up. */
function orAborted<Result>(search: Promise<Result>, signal: AbortSignal): Promise<Result> {
  return new Promise((resolve, reject) => {
    const abort = (): void => reject(signal.reason);
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort, { once: true });
    search.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}

async function hidScanner({ vendorId, productId, serialNumber, path }: HidInterface, machine: LocalMachine): Promise<FoundDevice> {
  const identity = { vendorId, productId, ...(serialNumber ? { serialNumber: serialNumber.slice(0, 60) } : {}) };
  const remedy = path && machine.platform === 'linux' ? await machine.missingRight(path, 'plugdev', hidrawMatch(vendorId)) : undefined;
  return {
    key: `hid ${identityText(identity)}`,
    wire: { type: 'hid', ...identity },
    name: deviceName(vendorId, '', 'HID POS'),
    kinds: ['scanner'],
    ...(remedy ? { access: 'no_permission', remedy } : { access: 'ok' }),
  };
}

const printQueue = (queue: string): FoundDevice => ({
  key: `spooler ${queue}`,
  wire: { type: 'spooler', queue },
  name: queue,
  kinds: [...ON_A_PRINTER_WIRE],
  access: 'ok',
});
