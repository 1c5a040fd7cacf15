import { join } from 'node:path';
import { createBoardVoices } from './board-voices.ts';
import { createBackupService } from './backup/service.ts';
import { siteOf } from './backup/site.ts';
import { createDevices, type Devices } from './devices/devices.ts';
import { createDiskWatch, type DiskState } from './disk-watch.ts';
import { personOf, type LanPairing, type StationHost } from './host.ts';
import type { Log } from './log.ts';
import { createMedia } from './media/media.ts';
import { createPictures } from './media/pictures.ts';
import { createOwnVoice } from './media/voice-pack.ts';
import { packageVersion } from './package-version.ts';
import { createPublisher } from './publisher.ts';
import { readLinkToken } from './queue-link/link-token.ts';
import { createQueueLink, type QueueLink } from './queue-link/queue-link.ts';
import { createRouter } from './router.ts';
import { changeDevice } from './settings-document.ts';
import { createSettingsEditor } from './settings-editor.ts';
import { createScanClaims } from './scan-claims.ts';
import type { LoadedSettings } from './settings-file.ts';
import type { Settings } from './settings.ts';
import { createTillKeys } from './till-keys.ts';
import { createTraining } from './training.ts';
import type { SearchPlace } from './setup/search.ts';
import { createSetup } from './setup/setup.ts';
import { createLocalTime } from './store/local-time.ts';
import { createStoreHost, type StoreHost } from './store-host.ts';
import type { DrawerPolarity } from '#contract/drawer.ts';
import { errorText, GuitaiError, type WireError } from '#contract/error.ts';
import type { TopicFrame } from '#contract/frame.ts';
import { newRequestId } from '#contract/ids.ts';
import type { ProcedureInput, ProcedureName, ProcedureOutput } from '#contract/procedures.ts';
import type { Caller } from '#contract/role.ts';
import type { LineDisplayView } from '#contract/line-display.ts';
import type { PairedTill } from '#contract/pairing.ts';
import type { QueueView } from '#contract/queue.ts';
import type { Station } from '#contract/station.ts';
import type { TenderWay } from '#contract/tender.ts';
import type { WeighingView } from '#contract/weighing.ts';
import type { Shop } from '#main/store/shop.ts';

export interface StationOptions {
  readonly dataDir: string;
  readonly settings: LoadedSettings;
  readonly log: Log;
  /** Lets devices of the LAN in; left out, pairing answers pairing_off. */
  readonly pairing?: LanPairing;
  /** What a search for devices looks at, where it is not this machine. */
  readonly search?: SearchPlace;
  /** Free bytes of the disk, where it is not this machine's. */
  readonly freeBytes?: () => number;
}

/** Puts the station together: drivers, gate, topics and the store thread. With wrong settings it starts in safe mode and says what is wrong. */
export function startStation(options: StationOptions): StationHost {
  const { dataDir, settings: loaded, log } = options;
  const { settings } = loaded;
  const publisher = createPublisher(log);
  const ready = Promise.withResolvers<void>();
  const station = stationOf(loaded);
  const shop: WritableShop = { ...shopOf(settings), tills: options.pairing?.tills ?? [] };
  const { station: stationUrl } = settings.queue;
  const link =
    stationUrl === undefined ? undefined : createQueueLink({ stationUrl, token: readLinkToken(dataDir), publish: publisher.publish });
  const setStation = (changes: Partial<Station>): void => publisher.publish('station', Object.assign(station, changes));

  const editor = createSettingsEditor(dataDir);
  const devices = createDevices({
    settings,
    publish: publisher.publish,
    log,
    scan: (text) => scans.scanned(text),
    pressed: (counterId, press) => router.call('queue.press', { requestId: newRequestId(), counterId, press }, { role: 'device' }),
    progress: (progress) => router.call('print.progress', progress, { role: 'device' }),
    keepPolarity,
    orderDrawer: (drawerId, caller) => askFor(caller, 'drawer.open', { requestId: newRequestId(), reason: 'test', drawerId }),
  });
  const scans = createScanClaims({ toBasket: scanFromDevice, publish: publisher.publish, log });
  /** In safe mode there are no settings to change: the file is put right by hand. */
  const setup =
    loaded.kind === 'problems'
      ? undefined
      : createSetup({
          settings,
          editor,
          devices,
          journal: (change, caller) => askFor(caller, 'settings.change', change),
          apply: takeUp,
          publish: publisher.publish,
          log,
          place: options.search,
        });
  const tillKeys =
    setup &&
    createTillKeys({
      editor,
      journal: (change, caller) => askFor(caller, 'settings.change', change),
      onSaved(keys) {
        setup.refresh();
        setStation({ keys });
      },
    });
  const store = loaded.kind === 'problems' ? undefined : openStoreHost();
  /** Asks the shop for the person who asks the station. */
  const askFor = <Name extends ProcedureName>(caller: Caller, name: Name, input: ProcedureInput<Name>): Promise<ProcedureOutput<Name>> =>
    router.call(name, input, personOf(caller)) as Promise<ProcedureOutput<Name>>;
  const backups =
    store &&
    createBackupService({
      site: siteOf(dataDir, settings),
      publish: publisher.publish,
      log,
      clock: Date.now,
      permit: (requestId, caller) => askFor(caller, 'backup.permit', { requestId }),
      whileClosed: store.whileClosed,
      isSafe: () => station.mode === 'safe',
      isLive: () => station.mode === 'selling' && !station.training && station.ledger !== 'readonly',
    });
  const training =
    store &&
    createTraining({
      store,
      permit: (input, caller) => askFor(caller, 'training.permit', input),
      ended: (input) => router.call('training.ended', input, { role: 'device' }),
    });
  const pictures = createPictures(dataDir);
  const router = createRouter({
    hostHandlers: {
      ...devices.handlers,
      ...scans.handlers,
      ...setup?.handlers,
      ...tillKeys,
      ...backups?.handlers,
      ...training,
      ...createBoardVoices(Date.now),
      'station.time': () => ({ nowMs: Date.now() }),
      'pairing.createCode': pairingOff,
      'pairing.remove': pairingOff,
      'product.pictures': async ({ names }) => ({ pictures: await pictures.lookUp(names) }),
      ...options.pairing?.handlers,
    },
    callStore,
    log,
  });
  if (!store) ready.resolve();

  async function callStore(name: ProcedureName, input: unknown, caller: Caller): Promise<unknown> {
    if (!store) throw new GuitaiError('safe_mode');
    if (link?.answers(name)) return askLink(link, store, name, input, caller);
    const output = await store.request(name, input, caller);
    // The counter over there stands beside the station, not beside its tablets.
    if (name === 'sale.complete' && link && !station.training && caller.deviceId === undefined) {
      // What is paid stays paid: a ticket over there that is not finished by it is finished by hand.
      link.saleCompleted((input as ProcedureInput<'sale.complete'>).requestId).catch((error: unknown) => log.error('queue.sale', error));
    }
    if (name === 'shift.close' || name === 'day.close') backups?.periodClosed();
    return output;
  }

  /** The queue of another station, for whoever may use this till. */
  async function askLink(to: QueueLink, own: StoreHost, name: ProcedureName, input: unknown, caller: Caller): Promise<unknown> {
    if (station.training) throw new GuitaiError('queue_link_training');
    if (caller.role === 'till') await own.request('queue.setup', {}, caller);
    return to.ask(name, input, caller);
  }

  async function scanFromDevice(text: string): Promise<void> {
    const input = { requestId: newRequestId(), text, source: 'scanner' };
    const scan = (): Promise<unknown> => router.call('basket.scan', input, { role: 'device' });
    // A store thread that died took the answer along, not the scan: asked again under the same id it is added once.
    await scan().catch((error: unknown) => (isDisconnected(error) ? scan() : Promise.reject(error)));
  }

  /** A settings.json that cannot be changed now is left alone: what was learned holds until the next start. */
  async function keepPolarity(drawerId: string, polarity: DrawerPolarity): Promise<void> {
    try {
      await askFor({ role: 'device' }, 'settings.change', { requestId: newRequestId(), change: 'learn', deviceId: drawerId });
      editor.change(editor.revision, (document) => changeDevice(document, 'drawer', drawerId, { polarity })).write();
      setup?.refresh();
    } catch (error) {
      log.error('drawer.polarity', error, { device: drawerId });
    }
  }

  /** New devices and roles, while the till goes on selling; what else the file says holds from the next start. */
  async function takeUp(changed: Settings): Promise<void> {
    shop.printsReceipts = printsReceipts(changed);
    shop.printsTickets = printsTickets(changed);
    await devices.reconfigure({ store: settings.store, devices: changed.devices, roles: changed.roles });
    setStation({ virtualDevices: hasVirtualDevices(changed) });
    const { printsReceipts: receipts, printsTickets: tickets } = shop;
    await router.call('shop.configure', { printsReceipts: receipts, printsTickets: tickets }, { role: 'device' });
  }

  /** Little room: the log keeps still. None: no new sale is begun. */
  function onDisk(disk: DiskState): void {
    backups?.setDisk(disk);
    log.setQuiet(disk.level === 'critical' || disk.level === 'full');
    const diskFull = disk.level === 'full';
    if (shop.diskFull === diskFull) return;
    shop.diskFull = diskFull;
    router.call('shop.configure', { diskFull }, { role: 'device' }).catch((error: unknown) => log.error('disk.full', error));
  }

  function openStoreHost(): StoreHost {
    return createStoreHost({
      site: siteOf(dataDir, settings),
      shop,
      programVersion: packageVersion(),
      setStation,
      onTopic(name, frameText, tillId) {
        if (!link?.owns(name)) publisher.forward(name, frameText, tillId);
      },
      answer: (name, input) => router.call(name, input, { role: 'store' }),
      onState(state, error) {
        setStation(
          state === 'failed'
            ? { mode: 'safe', problems: [ledgerProblem(dataDir, error)] }
            : { mode: state === 'ready' ? 'selling' : 'starting', problems: [] },
        );
        if (state !== 'ready') devices.showOnLineDisplay({ show: 'closed' });
        if (state !== 'starting') ready.resolve();
      },
      log,
    });
  }

  const localTime = createLocalTime(settings.store.timeZone);
  const media = createMedia({ dataDir, now: () => localTime(Date.now()), publish: publisher.publish, log });
  const ownVoice = createOwnVoice({ dataDir, publish: publisher.publish, log });
  const disk = createDiskWatch({
    dataDir,
    onChange: onDisk,
    trouble: (error) => log.error('disk.watch', error),
    ...(options.freeBytes ? { freeBytes: options.freeBytes } : {}),
  });
  setStation({});
  options.pairing?.start(publisher.publish, () => {
    shop.tills = options.pairing?.tills ?? [];
    const told = router.call('shop.configure', { tills: [...shop.tills] }, { role: 'device' });
    // Before it answers the shop says the last of a till that is gone.
    void told.catch((error: unknown) => log.error('tills', error)).then(() => publisher.keepTills(shop.tills.map(({ tillId }) => tillId)));
  });
  link?.start();
  publisher.subscribe('device', (frameText) => tellDevices(devices, frameText));
  devices.onLabelPrinterReady(() => {
    router.call('label.printerReady', {}, { role: 'device' }).catch((error: unknown) => log.error('label.printerReady', error));
  });
  devices.onPrinterReady((role) => {
    router.call('print.resume', { role }, { role: 'device' }).catch((error: unknown) => log.error('print.resume', error));
  });
  devices.showOnLineDisplay({ show: 'closed' });
  scans.start();
  devices.start();
  setup?.start();
  backups?.start();
  disk.start();
  media.start();
  ownVoice.start();

  return {
    ready: ready.promise,
    findMedia: (id) => media.find(id) ?? pictures.find(id) ?? ownVoice.find(id),
    connect(role, push, deviceId) {
      const unsubscribe = publisher.subscribe(role, push, deviceId);
      if (!link) publisher.tell(role, push, 'here', { deviceId: deviceId ?? '' });
      const caller = deviceId === undefined ? { role } : { role, deviceId };
      return {
        receive: (frameText) => router.receive(frameText, caller),
        close() {
          unsubscribe();
          scans.left(caller);
        },
      };
    },
    openToPhones(ticketPage, takeUrl) {
      if (link) return;
      publisher.publish('phoneDoor', { takeUrl });
      if (shop.ticketPage === ticketPage) return;
      shop.ticketPage = ticketPage;
      router.call('shop.configure', { ticketPage }, { role: 'device' }).catch((error: unknown) => log.error('phone.page', error));
    },
    async stop() {
      link?.stop();
      scans.stop();
      setup?.stop();
      disk.stop();
      media.stop();
      ownVoice.stop();
      await Promise.all([backups?.stop(), store?.stop()]);
      devices.showOnLineDisplay({ show: 'closed' });
      await devices.stop();
    },
  };
}

/** The topics that devices show by themselves. */
function tellDevices(devices: Devices, frameText: string): void {
  const { name, value } = JSON.parse(frameText) as TopicFrame;
  if (name === 'lineDisplay') devices.showOnLineDisplay(value as LineDisplayView);
  else if (name === 'queue') devices.showQueue(value as QueueView);
  else if (name === 'weighing') devices.showWeighing(value as WeighingView);
}

function hasVirtualDevices({ devices }: Settings): boolean {
  const wires = [
    ...devices.scanners,
    ...devices.printers.map((printer) => printer.transport),
    ...devices.displays.map((display) => display.transport),
    ...devices.scales.map((scale) => scale.transport),
    ...devices.labelPrinters.map((printer) => printer.transport),
    ...devices.keypads.map((keypad) => keypad.transport),
  ];
  return wires.some((wire) => wire.type === 'virtual');
}

function stationOf(loaded: LoadedSettings): Station {
  const { store, terminal, demo } = loaded.settings;
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
    virtualDevices: hasVirtualDevices(loaded.settings),
    demo,
    tenders: tenderWays(loaded.settings.tenders),
    keys: loaded.settings.keys,
    training: false,
    ledger: 'ok',
  };
}

/** What may change while the shop is open is writable: a store thread that starts again takes it up. */
type WritableShop = Shop & {
  printsReceipts: boolean;
  printsTickets: boolean;
  diskFull: boolean;
  ticketPage?: string;
  tills: readonly PairedTill[];
};

/** What the shop's rules need of the settings. */
function shopOf({
  store,
  terminal,
  roles,
  barcodes,
  staff,
  tenders,
  refund,
  orders,
  pricing,
  goods,
  shift,
  demo,
  eInvoice,
}: Settings): Omit<WritableShop, 'tills'> {
  return {
    storeCode: store.code,
    storeName: store.name,
    address: store.address,
    phone: store.phone,
    receiptFooter: store.receiptFooter,
    namesSalespeople: store.receiptSalespeople,
    terminal,
    locale: store.locale,
    timeZone: store.timeZone,
    labelRules: barcodes.labels,
    pieceRules: barcodes.pieces,
    printsReceipts: printsReceipts({ roles }),
    printsTickets: printsTickets({ roles }),
    demo,
    tenders: tenderWays(tenders),
    idleLockMs: staff.idleLockSeconds * 1000,
    diskFull: false,
    goods,
    depositPercent: orders.depositPercent,
    refundDays: refund.days,
    refundCapMinor: refund.withoutReceiptMaxMinor,
    discounts: { limits: pricing.discountPercents.map((percent) => percent * 100), floorPercent: pricing.floorPercent },
    rounding: pricing.rounding,
    shift,
    eInvoiceUrl: eInvoice.url,
  };
}

/** The ways to pay besides cash that are switched on. */
function tenderWays({ cardMaxMinor, voucherMaxMinor, other, foreign }: Settings['tenders']): TenderWay[] {
  const fixed = [
    { kind: 'card', maxMinor: cardMaxMinor },
    { kind: 'voucher', maxMinor: voucherMaxMinor },
  ] as const;
  return [
    ...fixed.filter(({ maxMinor }) => maxMinor > 0),
    ...other.map((way) => ({ kind: 'other', ...way }) as const),
    ...foreign.map((way) => ({ kind: 'foreign', ...way }) as const),
  ];
}

const printsReceipts = ({ roles }: Pick<Settings, 'roles'>): boolean => roles.receiptPrinter !== undefined;
const printsTickets = ({ roles }: Pick<Settings, 'roles'>): boolean => roles.ticketPrinter !== undefined;

function ledgerProblem(dataDir: string, error: WireError | undefined): Station['problems'][number] {
  return {
    key: error?.code ?? 'ledger_failed',
    value: join(dataDir, 'ledger.db').slice(-200),
    allowed: error ? `${errorText(error, 'zh')} / ${errorText(error, 'en')}`.slice(0, 500) : '',
  };
}

function isDisconnected(error: unknown): boolean {
  return error instanceof GuitaiError && error.code === 'disconnected';
}

function pairingOff(): never {
  throw new GuitaiError('pairing_off');
}
