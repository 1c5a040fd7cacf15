import { join } from 'node:path';
import { createDevices, type Devices } from './devices/devices.ts';
import type { HostHandlers, StationHost } from './host.ts';
import type { Log } from './log.ts';
import { packageVersion } from './package-version.ts';
import { createPublisher } from './publisher.ts';
import { createRouter } from './router.ts';
import type { LoadedSettings } from './settings-file.ts';
import type { Settings } from './settings.ts';
import { startStoreThread, type StoreThread } from './store-thread.ts';
import { GuitaiError, type WireError } from '#contract/error.ts';
import type { TopicFrame } from '#contract/frame.ts';
import { newRequestId } from '#contract/ids.ts';
import type { LineDisplayView } from '#contract/line-display.ts';
import type { Station } from '#contract/station.ts';
import type { Shop } from '#main/store/shop.ts';

export interface StationOptions {
  readonly dataDir: string;
  readonly settings: LoadedSettings;
  readonly log: Log;
  /** Makes one-time codes for devices of the LAN; left out, pairing answers pairing_off. */
  readonly pairing?: Pick<HostHandlers, 'pairing.createCode'>;
}

/** Puts the station together: drivers, gate, topics and the store thread. With wrong settings it starts in safe mode and says what is wrong. */
export function startStation(options: StationOptions): StationHost {
  const { dataDir, settings: loaded, log } = options;
  const { settings } = loaded;
  const publisher = createPublisher(log);
  const ready = Promise.withResolvers<void>();
  const station = stationOf(loaded);
  const setStation = (changes: Partial<Station>): void => publisher.publish('station', Object.assign(station, changes));

  const devices = createDevices({
    settings,
    publish: publisher.publish,
    log,
    scan: (text) => scanFromDevice(text),
    progress: (progress) => router.call('print.progress', progress, { role: 'device' }),
  });
  const router = createRouter({
    hostHandlers: { ...devices.handlers, 'pairing.createCode': pairingOff, ...options.pairing },
    callStore: (name, input, caller) => (store ? store.request(name, input, caller.role) : Promise.reject(new GuitaiError('safe_mode'))),
    log,
  });
  const store = loaded.kind === 'problems' ? undefined : openStoreThread();
  if (!store) ready.resolve();

  async function scanFromDevice(text: string): Promise<void> {
    const input = { requestId: newRequestId(), text, source: 'scanner' };
    const scan = (): Promise<unknown> => router.call('basket.scan', input, { role: 'device' });
    // A store thread that died took the answer along, not the scan: asked again under the same id it is added once.
    await scan().catch((error: unknown) => (isDisconnected(error) ? scan() : Promise.reject(error)));
  }

  function openStoreThread(): StoreThread {
    return startStoreThread({
      data: {
        files: {
          ledger: join(dataDir, 'ledger.db'),
          catalog: join(dataDir, 'catalog.db'),
          labels: join(dataDir, 'labels.db'),
          pepper: join(dataDir, 'pepper.key'),
        },
        shop: shopOf(settings),
        programVersion: packageVersion(),
      },
      onTopic: publisher.forward,
      answer: (name, input) => router.call(name, input, { role: 'store' }),
      onState(state, error) {
        setStation(
          state === 'failed'
            ? { mode: 'safe', problems: [ledgerProblem(dataDir, error)] }
            : { mode: state === 'ready' ? 'selling' : 'starting' },
        );
        if (state !== 'ready') devices.showOnLineDisplay({ show: 'closed' });
        if (state !== 'starting') ready.resolve();
      },
      log,
    });
  }

  setStation({});
  publisher.subscribe('device', (frameText) => showOnLineDisplay(devices, frameText));
  devices.onLabelPrinterReady(() => {
    router.call('label.printerReady', {}, { role: 'device' }).catch((error: unknown) => log.error('label.printerReady', error));
  });
  devices.onPrinterReady((role) => {
    router.call('print.resume', { role }, { role: 'device' }).catch((error: unknown) => log.error('print.resume', error));
  });
  devices.showOnLineDisplay({ show: 'closed' });
  devices.start();

  return {
    ready: ready.promise,
    connect(role, push) {
      const unsubscribe = publisher.subscribe(role, push);
      return { receive: (frameText) => router.receive(frameText, { role }), close: unsubscribe };
    },
    async stop() {
      await store?.stop();
      devices.showOnLineDisplay({ show: 'closed' });
      await devices.stop();
    },
  };
}

function showOnLineDisplay(devices: Devices, frameText: string): void {
  const frame = JSON.parse(frameText) as TopicFrame & { readonly value: LineDisplayView };
  if (frame.name === 'lineDisplay') devices.showOnLineDisplay(frame.value);
}

function stationOf(loaded: LoadedSettings): Station {
  const { store, terminal, devices, demo } = loaded.settings;
  const wires = [
    ...devices.scanners,
    ...devices.printers.map((printer) => printer.transport),
    ...devices.displays.map((display) => display.transport),
  ];
  return {
    storeCode: store.code,
    storeName: store.name,
    terminal,
    currency: store.currency,
    locale: store.locale,
    timeZone: store.timeZone,
    version: packageVersion(),
    mode: loaded.kind === 'problems' ? 'safe' : 'starting',
    problems: loaded.kind === 'problems' ? [...loaded.problems] : [],
    settingsFile: loaded.file,
    virtualDevices: wires.some((wire) => wire.type === 'virtual'),
    demo,
  };
}

function shopOf({ store, terminal, roles, barcodes, staff }: Settings): Shop {
  return {
    storeCode: store.code,
    storeName: store.name,
    address: store.address,
    phone: store.phone,
    receiptFooter: store.receiptFooter,
    terminal,
    locale: store.locale,
    timeZone: store.timeZone,
    labelRules: barcodes.labels,
    printsReceipts: roles.receiptPrinter !== undefined,
    idleLockMs: staff.idleLockSeconds * 1000,
  };
}

function ledgerProblem(dataDir: string, error: WireError | undefined): Station['problems'][number] {
  return {
    key: error?.code ?? 'ledger_failed',
    value: join(dataDir, 'ledger.db').slice(-200),
    allowed: (error?.message ?? '').slice(0, 500),
  };
}

function isDisconnected(error: unknown): boolean {
  return error instanceof GuitaiError && error.code === 'disconnected';
}

function pairingOff(): never {
  throw new GuitaiError('pairing_off');
}
