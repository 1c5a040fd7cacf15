import { setTimeout as sleep } from 'node:timers/promises';
import type { DeviceKind, DeviceProblem, DeviceStatus, PrinterRole, PrintOutcome } from '#contract/device.ts';
import type { PrintDocument } from '#contract/document.ts';
import { GuitaiError } from '#contract/error.ts';
import type { LineDisplayView } from '#contract/line-display.ts';
import type { LinkStatus } from '#drivers/device.ts';
import { createLineDisplay, type LineDisplay } from '#drivers/display/line-display.ts';
import { findPrinterModel } from '#drivers/printer/models.ts';
import { createPosPrinter, type PosPrinter } from '#drivers/printer/pos-printer.ts';
import type { ScanRead } from '#drivers/scanner/decode.ts';
import { createSerialScanner } from '#drivers/scanner/serial.ts';
import { createVirtualDisplay, hex } from '#drivers/virtual/display.ts';
import { createVirtualPrinter } from '#drivers/virtual/printer.ts';
import { createVirtualScanner } from '#drivers/virtual/scanner.ts';
import { createBench, type Bench } from './bench.ts';
import { coalesce } from './coalesce.ts';
import type { HostHandlers } from './host.ts';
import { withoutPaymentCode } from '#main/store/checkout/payment-code.ts';
import type { Publish } from '#main/store/publish.ts';
import type { Log } from './log.ts';
import type { DeviceSettings, RoleSettings } from './settings.ts';
import { testPage } from './test-page.ts';
import { createTransport, logWrites, printerSession } from './wiring.ts';

/** Topics `devices` and `bench` change at most this often. */
export const PUBLISH_INTERVAL_MS = 200;

/** How long stop() waits for documents on their way to paper. */
export const DRAIN_MS = 3000;

/** The devices of this station: started from settings, watched, and reachable for the shop by role. */
export interface Devices {
  readonly handlers: Pick<HostHandlers, 'port.print' | 'port.openDrawer' | 'device.test' | 'bench.scan' | 'bench.fault' | 'bench.tearOff'>;
  /** Never waits: the display catches up by itself. */
  showOnLineDisplay(view: LineDisplayView): void;
  start(): void;
  /** Lets what is being printed end, but not longer than DRAIN_MS, then closes every wire. */
  stop(): Promise<void>;
  /** Called with each role of a printer that became able to print: at the first connection, plugged in again, paper or cover put right. */
  onPrinterReady(listener: (role: PrinterRole) => void): void;
}

export interface DevicesOptions {
  readonly settings: { readonly devices: DeviceSettings; readonly roles: RoleSettings };
  readonly publish: Publish;
  /** Hands a scan to the shop, exactly as a till would. A read that came broken is the empty text, which the shop answers with "scan again". */
  scan(text: string): Promise<void>;
  readonly log: Log;
  readonly backOffMs?: readonly number[];
  readonly publishIntervalMs?: number;
}

/** A configured device, whatever it is. One that cannot work has only a status. */
interface Device {
  readonly id: string;
  readonly status: () => DeviceStatus;
  readonly start?: () => void;
  readonly stop?: () => Promise<void>;
  readonly test?: () => Promise<{ readonly ok: boolean; readonly detail: string }>;
}

/** Builds every configured device; what the settings got wrong becomes a row that says `misconfigured`. */
export function createDevices(options: DevicesOptions): Devices {
  return new ConfiguredDevices(options);
}

const NOTHING_SEEN = { outputs: 0, bytes: 0, errors: 0, lastSeenMs: null };
const ROLE_KINDS = {
  receiptPrinter: 'printer',
  receiptPrinterFallback: 'printer',
  ticketPrinter: 'printer',
  lineDisplay: 'display',
  cashDrawer: 'drawer',
} as const satisfies Record<keyof RoleSettings, DeviceKind>;
const PRINTER_ROLES: readonly PrinterRole[] = ['receiptPrinter', 'ticketPrinter'];

class ConfiguredDevices implements Devices {
  readonly handlers: Devices['handlers'];
  readonly #options: DevicesOptions;
  readonly #bench: Bench;
  readonly #devices = new Map<string, Device>();
  readonly #misconfigured: DeviceStatus[] = [];
  readonly #printers = new Map<string, PosPrinter>();
  readonly #displays = new Map<string, LineDisplay>();
  readonly #drawers = new Map<string, () => Promise<boolean>>();
  readonly #printing = new Set<Promise<PrintOutcome>>();
  readonly #readyListeners: ((role: PrinterRole) => void)[] = [];
  /** What the log last said of each device. */
  readonly #logged = new Map<string, string>();
  readonly #changed: { ask(): void; stop(): void };

  constructor(options: DevicesOptions) {
    this.#options = options;
    const intervalMs = options.publishIntervalMs ?? PUBLISH_INTERVAL_MS;
    this.#changed = coalesce(() => this.#publish(), intervalMs);
    this.#bench = createBench({ publish: options.publish, intervalMs, reconnect: (id) => this.#devices.get(id)?.start?.() });
    const { scanners, printers, displays, drawers } = options.settings.devices;
    for (const scanner of scanners) this.#addScanner(scanner);
    for (const printer of printers) this.#addPrinter(printer);
    for (const display of displays) this.#addDisplay(display);
    for (const drawer of drawers) this.#addDrawer(drawer);
    this.#checkRoles();
    this.handlers = {
      ...this.#bench.handlers,
      'port.print': ({ role, document }) => this.#print(role, document),
      'port.openDrawer': async () => ({ opened: await this.#openDrawer() }),
      'device.test': ({ deviceId }) => this.#test(deviceId),
    };
  }

  showOnLineDisplay(view: LineDisplayView): void {
    this.#displays.get(this.#options.settings.roles.lineDisplay ?? '')?.show(view);
    this.#changed.ask();
  }

  start(): void {
    for (const device of this.#devices.values()) device.start?.();
    this.#publish();
    this.#bench.publishNow();
  }

  async stop(): Promise<void> {
    if (this.#printing.size > 0) await Promise.race([Promise.all(this.#printing), sleep(DRAIN_MS, undefined, { ref: false })]);
    await Promise.all([...this.#devices.values()].map(async (device) => device.stop?.()));
    this.#changed.stop();
    this.#bench.stop();
  }

  onPrinterReady(listener: (role: PrinterRole) => void): void {
    this.#readyListeners.push(listener);
  }

  #addScanner(settings: DeviceSettings['scanners'][number]): void {
    const { id } = settings;
    if (this.#taken(id, 'scanner', settings.type)) return;
    const transport = createTransport(settings, () => {
      const virtual = createVirtualScanner({ id, onChange: () => this.#bench.changed() });
      this.#bench.scanners.set(id, virtual);
      return virtual.transport;
    });
    const scanner = createSerialScanner({
      id,
      transport,
      duplicateGuardMs: settings.duplicateGuardMs,
      onScan: (read) => this.#scanned(id, read),
      onDuplicate: (text) => this.#bench.log(id, 'in', `duplicate, ignored: ${withoutPaymentCode(text)}`),
      onChange: (status) => this.#logState(id, status),
      ...this.#backOff(),
    });
    const row = { id, kind: 'scanner', model: settings.type, wiring: transport.wiring, virtual: settings.type === 'virtual' } as const;
    this.#devices.set(id, {
      id,
      status: () => ({ ...row, ...scanner.status }),
      start: () => scanner.start(),
      stop: () => scanner.stop(),
      test: async () => ({ ok: scanner.status.state === 'ready', detail: describe(scanner.status) }),
    });
  }

  #addPrinter(settings: DeviceSettings['printers'][number]): void {
    const { id } = settings;
    if (this.#taken(id, 'printer', settings.model)) return;
    const model = findPrinterModel(settings.model);
    if (!model) return this.#misconfigure(id, 'printer', settings.model);
    const transport = createTransport(settings.transport, () => {
      const virtual = createVirtualPrinter({ id, model, onChange: () => this.#bench.changed() });
      this.#bench.printers.set(id, virtual);
      return virtual.transport;
    });
    let well = false;
    const printer = createPosPrinter({
      id,
      model,
      transport,
      ...printerSession(settings.transport),
      onStatus: (status) => {
        this.#logState(id, status);
        const wasWell = well;
        well = status.state === 'ready' && (status.problem === 'none' || status.problem === 'paper_near_end');
        if (well && !wasWell) this.#printerReady(id);
      },
      ...this.#backOff(),
    });
    this.#printers.set(id, printer);
    const row = { id, kind: 'printer', model: model.id, wiring: transport.wiring, virtual: settings.transport.type === 'virtual' } as const;
    this.#devices.set(id, {
      id,
      status: () => ({ ...row, ...printer.status }),
      start: () => printer.start(),
      stop: () => printer.stop(),
      test: async () => {
        const { result, problem, bytes } = await this.#printOn(id, printer, testPage(row));
        const ok = result === 'printed' || result === 'sent';
        return { ok, detail: ok ? `${result}, ${bytes} B` : `${result}: ${problem}` };
      },
    });
  }

  #addDisplay(settings: DeviceSettings['displays'][number]): void {
    const { id, protocol } = settings;
    if (this.#taken(id, 'display', protocol)) return;
    const transport = createTransport(settings.transport, () => {
      const virtual = createVirtualDisplay({ id, protocol, onChange: () => this.#bench.changed() });
      this.#bench.displays.set(id, virtual);
      return virtual.transport;
    });
    const display = createLineDisplay({
      id,
      protocol,
      transport: logWrites(transport, (bytes) => this.#bench.log(id, 'out', hex(bytes))),
      onChange: (status) => this.#logState(id, status),
      ...this.#backOff(),
    });
    this.#displays.set(id, display);
    const row = { id, kind: 'display', model: protocol, wiring: transport.wiring, virtual: settings.transport.type === 'virtual' } as const;
    this.#devices.set(id, {
      id,
      status: () => ({ ...row, ...display.status }),
      start: () => display.start(),
      stop: () => display.stop(),
      test: async () => {
        display.show({ show: 'total', totalMinor: 8_888_888 });
        return { ok: display.status.state === 'ready', detail: display.status.state === 'ready' ? '88888.88' : describe(display.status) };
      },
    });
  }

  /** A drawer has no wire of its own: the pulse goes through its printer, and so does its health. */
  #addDrawer(settings: DeviceSettings['drawers'][number]): void {
    const { id, pin } = settings;
    const model = `pin ${pin}`;
    if (this.#taken(id, 'drawer', model)) return;
    const printer = this.#printers.get(settings.printer);
    if (!printer) return this.#misconfigure(id, 'drawer', model, settings.printer);
    let pulses = 0;
    const open = async (): Promise<boolean> => {
      const opened = await printer.openDrawer(pin);
      if (opened) pulses += 1;
      this.#bench.log(id, 'out', opened ? `pulse ${model}` : `no pulse: ${describe(printer.status)}`);
      this.#changed.ask();
      return opened;
    };
    this.#drawers.set(id, open);
    const virtual = this.#bench.printers.has(settings.printer);
    this.#devices.set(id, {
      id,
      status: () => {
        const { state, problem, statistics } = printer.status;
        return {
          id,
          kind: 'drawer',
          model,
          wiring: settings.printer,
          virtual,
          state,
          problem,
          statistics: { ...statistics, outputs: pulses },
        };
      },
      test: async () => {
        const opened = await open();
        return { ok: opened, detail: opened ? model : describe(printer.status) };
      },
    });
  }

  #checkRoles(): void {
    for (const [role, kind] of Object.entries(ROLE_KINDS) as [keyof RoleSettings, DeviceKind][]) {
      const id = this.#options.settings.roles[role];
      if (id === undefined || this.#misconfigured.some((row) => row.id === id)) continue;
      if (this.#devices.get(id)?.status().kind !== kind) this.#misconfigure(id, kind, '', role);
    }
  }

  /** Two devices of one id: the first keeps it. */
  #taken(id: string, kind: DeviceKind, model: string): boolean {
    if (!this.#devices.has(id)) return false;
    this.#misconfigure(id, kind, model);
    return true;
  }

  #misconfigure(id: string, kind: DeviceKind, model: string, wiring = ''): void {
    this.#misconfigured.push({
      id,
      kind,
      model,
      wiring,
      virtual: false,
      state: 'closed',
      problem: 'misconfigured',
      statistics: NOTHING_SEEN,
    });
  }

  #backOff(): { backOffMs?: readonly number[] } {
    return this.#options.backOffMs ? { backOffMs: this.#options.backOffMs } : {};
  }

  #scanned(id: string, read: ScanRead): void {
    const { log } = this.#options;
    const text = read.kind === 'scan' ? read.text : '';
    this.#options.scan(text).catch((error: unknown) => log.error('scan.failed', error, { device: id }));
    if (read.kind === 'bad') log.info('scan.bad', { device: id, reason: read.reason });
    this.#bench.log(id, 'in', read.kind === 'scan' ? withoutPaymentCode(text) : read.reason);
    this.#changed.ask();
  }

  /** The fallback printer gets only what the receipt printer could not begin: not one byte of the document left. */
  async #print(role: PrinterRole, document: PrintDocument): Promise<PrintOutcome> {
    const { roles } = this.#options.settings;
    const outcome = await this.#printBy(roles[role], document);
    if (role !== 'receiptPrinter' || outcome.result !== 'failed' || roles.receiptPrinterFallback === undefined) return outcome;
    const second = await this.#printBy(roles.receiptPrinterFallback, document);
    return second.result === 'failed' && outcome.problem !== 'misconfigured' ? outcome : second;
  }

  async #printBy(id: string | undefined, document: PrintDocument): Promise<PrintOutcome> {
    const printer = this.#printers.get(id ?? '');
    if (!id || !printer) return { result: 'failed', problem: 'misconfigured', bytes: 0 };
    return this.#printOn(id, printer, document);
  }

  async #printOn(id: string, printer: PosPrinter, document: PrintDocument): Promise<PrintOutcome> {
    const printing = printer.print(document);
    this.#printing.add(printing);
    const outcome = await printing.finally(() => this.#printing.delete(printing));
    const problem = outcome.problem === 'none' ? '' : `, ${outcome.problem}`;
    this.#bench.log(id, 'out', `${document.title}: ${outcome.bytes} B, ${outcome.result}${problem}`);
    this.#changed.ask();
    return outcome;
  }

  async #openDrawer(): Promise<boolean> {
    const open = this.#drawers.get(this.#options.settings.roles.cashDrawer ?? '');
    return open ? open() : false;
  }

  /** A lost device is tried again at once, so that the person who asks sees the present and not the last attempt. */
  async #test(deviceId: string): Promise<{ ok: boolean; detail: string }> {
    const device = this.#devices.get(deviceId);
    if (!device?.test) {
      const problem: DeviceProblem = 'misconfigured';
      if (this.#misconfigured.some((row) => row.id === deviceId)) return { ok: false, detail: problem };
      throw new GuitaiError('device_unknown', { device: deviceId });
    }
    if (device.status().state === 'lost') device.start?.();
    return device.test();
  }

  #printerReady(id: string): void {
    const { roles } = this.#options.settings;
    for (const role of PRINTER_ROLES) {
      if (roles[role] !== id && (role !== 'receiptPrinter' || roles.receiptPrinterFallback !== id)) continue;
      for (const listener of this.#readyListeners) listener(role);
    }
  }

  /** A device that is missing for a week is one line in the log, not one every ten seconds. */
  #logState(id: string, { state, problem }: LinkStatus): void {
    this.#changed.ask();
    const event = `device.${state}`;
    if ((state !== 'ready' && state !== 'lost') || this.#logged.get(id) === `${event} ${problem}`) return;
    this.#logged.set(id, `${event} ${problem}`);
    this.#options.log.info(event, { device: id, problem });
  }

  #publish(): void {
    this.#options.publish('devices', [...[...this.#devices.values()].map((device) => device.status()), ...this.#misconfigured]);
  }
}

const describe = ({ state, problem }: LinkStatus): string => (problem === 'none' ? state : `${state}: ${problem}`);
