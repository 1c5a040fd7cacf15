import { setTimeout as sleep } from 'node:timers/promises';
import type { PrinterRole, PrintOutcome } from '#contract/device.ts';
import type { DrawerLesson, DrawerOutcome, DrawerPolarity } from '#contract/drawer.ts';
import { GuitaiError } from '#contract/error.ts';
import type { KeypadPress } from '#contract/keypad.ts';
import type { LabelDocument } from '#contract/label.ts';
import type { LineDisplayView } from '#contract/line-display.ts';
import type { QueueView } from '#contract/queue.ts';
import type { Caller } from '#contract/role.ts';
import type { ScaleView } from '#contract/scale.ts';
import type { WeighingView } from '#contract/weighing.ts';
import { createClaims, DeviceError } from '#drivers/claims.ts';
import type { HealthReport } from '#drivers/device.ts';
import type { Publish } from '#main/store/publish.ts';
import { coalesce } from '../coalesce.ts';
import type { HostHandlers } from '../host.ts';
import type { Log } from '../log.ts';
import { createBench, type Bench } from './bench.ts';
import type { DeviceEntry } from './context.ts';
import { createCounterScale, type CounterScale } from './counter-scale.ts';
import type { PrinterEntry } from './printer.ts';
import { buildDeviceSet, type DevicePlan, type DeviceSet } from './device-set.ts';
import { drawnLabel } from './drawn-label.ts';
import { drawnPaper } from './drawn-paper.ts';
import { printByRole, printOnce, type TellProgress } from './print-route.ts';
import { createTrials, type Trials } from './trial.ts';
import { createWindowBars } from './window-bars.ts';

/** Topics `devices` and `bench` change at most this often. */
export const PUBLISH_INTERVAL_MS = 200;

/** How long stop() waits for documents on their way to paper. */
export const DRAIN_MS = 3000;

type HandlerName =
  | keyof Bench['handlers']
  | keyof CounterScale['handlers']
  | 'port.printLabel'
  | 'port.drawLabel'
  | 'port.drawPaper'
  | 'port.printSample'
  | 'port.print'
  | 'port.openDrawer'
  | 'drawer.learn'
  | 'device.test'
  | 'device.health';

/** The devices of this station: started from settings, watched, and reachable for the shop by role. */
export interface Devices extends Pick<Trials, 'tryDevice' | 'probeRates'> {
  readonly handlers: Pick<HostHandlers, HandlerName>;
  /** Never waits: the display catches up by itself. */
  showOnLineDisplay(view: LineDisplayView): void;
  /** What the window bars above the counters say; never waits either. */
  showQueue(queue: QueueView): void;
  /** What the shop is weighing now, for the pole display. */
  showWeighing(goods: WeighingView): void;
  start(): void;
  /**
   * Lets what is being printed end, but not longer than DRAIN_MS, closes every wire and starts with other settings. Ends a trial first. What is to be
   * printed meanwhile is printed by the new devices.
   */
  reconfigure(plan: DevicePlan): Promise<void>;
  /** Lets what is being printed end, but not longer than DRAIN_MS, then closes every wire. */
  stop(): Promise<void>;
  /** Called with each role of a printer that became able to print: at the first connection, plugged in again, paper or cover put right. */
  onPrinterReady(listener: (role: PrinterRole) => void): void;
  /** The same of the label printer. */
  onLabelPrinterReady(listener: () => void): void;
}

export interface DevicesOptions {
  readonly settings: DevicePlan;
  readonly publish: Publish;
  /** See ScannerContext.scan. */
  scan(text: string): Promise<void>;
  /** See KeypadContext.pressed. Left out, keypads do nothing. */
  pressed?(counterId: number, press: KeypadPress): Promise<unknown>;
  /** Left out, every job may be sent. */
  readonly progress?: TellProgress;
  /** Writes down what a drawer's switch was found to say. */
  keepPolarity?(drawerId: string, polarity: DrawerPolarity): Promise<void>;
  /** Has the shop open a drawer that is to be tested, which journals who did. Left out, the test opens it by itself. */
  orderDrawer?(drawerId: string, caller: Caller): Promise<unknown>;
  readonly log: Log;
  readonly backOffMs?: readonly number[];
  readonly publishIntervalMs?: number;
}

const PRINTER_ROLES: readonly PrinterRole[] = ['receiptPrinter', 'ticketPrinter'];

/** Builds every configured device; what the settings got wrong becomes a row that says `misconfigured`. */
export function createDevices(options: DevicesOptions): Devices {
  const { publish, log } = options;
  const intervalMs = options.publishIntervalMs ?? PUBLISH_INTERVAL_MS;
  const readyListeners: ((role: PrinterRole) => void)[] = [];
  const labelListeners: (() => void)[] = [];
  let { roles } = options.settings;
  let set: DeviceSet;
  let shown: LineDisplayView | undefined;
  /** The end of the change in progress: what would use a device meanwhile waits for the new ones, so that nothing is cut off. */
  let changing: Promise<unknown> | undefined;

  const publishRows = (): void => {
    publish('devices', [...[...set.entries.values()].map(({ status }) => status), ...set.misconfigured]);
    publish(
      'drawers',
      [...set.drawers.values()].map((drawer) => drawer.view()),
    );
  };
  const changed = coalesce(publishRows, intervalMs);
  const bench = createBench({ publish, intervalMs, reconnect: (id) => set.entries.get(id)?.driver.start() });
  const context = {
    bench,
    claims: createClaims(),
    log,
    backOff: options.backOffMs ? { backOffMs: options.backOffMs } : {},
    changed: () => changed.ask(),
    scan: (text: string) => options.scan(text),
    pressed: async (counterId: number, press: KeypadPress) => options.pressed?.(counterId, press),
    printerReady,
    labelPrinterReady,
    weighed: (view: ScaleView) => scale.weighed(view),
  };
  let { name: shopName } = options.settings.store;
  const build = (plan: DevicePlan): DeviceSet => buildDeviceSet(plan, { ...context, shopName });
  const bars = createWindowBars();
  const scale = createCounterScale({ publish, show: (view) => draw(view ?? shown) });
  set = build(options.settings);
  const trials = createTrials({
    running: () => set,
    context: () => ({ ...context, shopName }),
    drain: ({ id }) => drain([set.printers.get(id), set.labelPrinters.get(id)].filter((printer) => printer !== undefined)),
  });

  function printerReady(id: string): void {
    for (const role of PRINTER_ROLES) {
      if (roles[role] !== id && (role !== 'receiptPrinter' || roles.receiptPrinterFallback !== id)) continue;
      for (const listener of readyListeners) listener(role);
    }
  }

  function labelPrinterReady(id: string): void {
    if (roles.labelPrinter === id) for (const listener of labelListeners) listener();
  }

  async function printLabel(title: string, label: LabelDocument): Promise<PrintOutcome> {
    const printer = set.labelPrinters.get(roles.labelPrinter ?? '');
    return printer ? printer.print(title, label) : { result: 'failed', problem: 'misconfigured', bytes: 0 };
  }

  async function openDrawer(drawerId = roles.cashDrawer): Promise<DrawerOutcome> {
    return (await set.drawers.get(drawerId ?? '')?.openDrawer()) ?? noDrawer(drawerId);
  }

  async function test(deviceId: string, caller: Caller): Promise<HealthReport> {
    const entry = set.entries.get(deviceId);
    if (!entry && set.misconfigured.some((row) => row.id === deviceId)) return { ok: false, detail: 'misconfigured' };
    if (entry?.kind === 'drawer' && options.orderDrawer) {
      await options.orderDrawer(deviceId, caller);
      return { ok: true, detail: entry.status.model };
    }
    try {
      return await known(entry, deviceId).device.checkHealth('external');
    } catch (error) {
      if (error instanceof DeviceError) return { ok: false, detail: error.code };
      throw error;
    }
  }

  function draw(view: LineDisplayView | undefined): void {
    if (view) set.displays.get(roles.lineDisplay ?? '')?.driver.show(view);
  }

  /** What was learned is used at once, and written down so that it is known after a restart. */
  async function learn(drawerId: string, stands: 'open' | 'closed'): Promise<{ lesson: DrawerLesson }> {
    const drawer = set.drawers.get(drawerId);
    if (!drawer) throw new GuitaiError('device_unknown', { device: drawerId });
    const lesson = await drawer.learn(stands);
    if (lesson !== 'half') await options.keepPolarity?.(drawerId, drawer.view().polarity);
    return { lesson };
  }

  function start(): void {
    for (const entry of set.entries.values()) entry.start();
    draw(shown);
    bars.use(set.windowBars);
    scale.use(set.scales.get(roles.scale ?? '')?.driver);
    publishRows();
    bench.publishNow();
  }

  function afterChange<Result>(task: () => Promise<Result>): Promise<Result> {
    return changing ? changing.then(task) : task();
  }

  async function takeUp(plan: DevicePlan): Promise<void> {
    await closeAll();
    bench.clear();
    ({ roles } = plan);
    shopName = plan.store.name;
    set = build(plan);
    start();
  }

  async function closeAll(): Promise<void> {
    await trials.end();
    await drain([...set.printers.values(), ...set.labelPrinters.values()]);
    await Promise.all([...set.entries.values()].map((entry) => entry.stop()));
  }

  return {
    handlers: {
      ...bench.handlers,
      ...scale.handlers,
      'port.print': (job) =>
        afterChange(() => printByRole(job, { roles, printer: (id) => set.printers.get(id), tell: options.progress ?? (async () => {}) })),
      'port.printLabel': ({ title, document }) => afterChange(() => printLabel(title, document)),
      'port.drawLabel': ({ document }) => drawnLabel(document, set.labelPrinters.get(roles.labelPrinter ?? '')?.model),
      'port.drawPaper': ({ document, paper }) => drawnPaper(document, paper),
      'port.printSample': ({ document }) => afterChange(() => printOnce(document, set.printers.get(roles.receiptPrinter ?? ''))),
      'port.openDrawer': ({ drawerId }) => afterChange(() => openDrawer(drawerId)),
      'drawer.learn': ({ drawerId, stands }) => learn(drawerId, stands),
      'device.test': ({ deviceId }, caller) => test(deviceId, caller),
      'device.health': ({ deviceId }) => known(set.entries.get(deviceId), deviceId).health,
    },
    showOnLineDisplay(view) {
      shown = view;
      draw(view);
      changed.ask();
    },
    showQueue: (queue) => bars.show(queue),
    showWeighing: (goods) => scale.weighing(goods),
    start,
    tryDevice: (candidate, signal) => afterChange(() => trials.tryDevice(candidate, signal)),
    probeRates: (wire, signal, showing) => afterChange(() => trials.probeRates(wire, signal, showing)),
    reconfigure(plan) {
      const change = afterChange(() => takeUp(plan));
      const ended: Promise<unknown> = change
        .catch(() => {})
        .then(() => {
          if (changing === ended) changing = undefined;
        });
      changing = ended;
      return change;
    },
    async stop() {
      await changing;
      bars.close();
      await closeAll();
      changed.stop();
      bench.stop();
    },
    onPrinterReady(listener) {
      readyListeners.push(listener);
    },
    onLabelPrinterReady(listener) {
      labelListeners.push(listener);
    },
  };
}

/** Waits for documents on their way to paper, but not longer than DRAIN_MS. */
function drain(printers: readonly Pick<PrinterEntry, 'drained'>[]): Promise<unknown> {
  return Promise.race([Promise.all(printers.map((printer) => printer.drained())), sleep(DRAIN_MS, undefined, { ref: false })]);
}

/** A name of a drawer nobody could build is a drawer that got no pulse. */
function noDrawer(drawerId: string | undefined): DrawerOutcome {
  return { pulse: drawerId === undefined ? 'none' : 'failed', position: 'unknown' };
}

function known(entry: DeviceEntry | undefined, deviceId: string): DeviceEntry {
  if (!entry) throw new GuitaiError('device_unknown', { device: deviceId });
  return entry;
}
