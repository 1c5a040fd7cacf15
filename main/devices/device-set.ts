import type { DeviceKind, DeviceStatus } from '#contract/device.ts';
import type { LineDisplay } from '#drivers/display/line-display.ts';
import { findLabelPrinterModel } from '#drivers/label/models.ts';
import type { Scale } from '#drivers/scale/scale.ts';
import { findPrinterModel } from '#drivers/printer/models.ts';
import type { DeviceSettings, RoleSettings } from '../settings.ts';
import type { DeviceEntry, DeviceRow } from './context.ts';
import { createDisplayEntry, type DisplayContext } from './display.ts';
import { createDrawerEntry, displaySocket, printerSocket, type DrawerEntry, type DrawerSocket } from './drawer.ts';
import { createKeypadEntry, type KeypadContext } from './keypad.ts';
import { createLabelPrinterEntry, type LabelPrinterContext, type LabelPrinterEntry } from './label-printer.ts';
import { createPrinterEntry, type PrinterContext, type PrinterEntry } from './printer.ts';
import { createScaleEntry, type ScaleContext } from './scale.ts';
import { createScannerEntry, type ScannerContext } from './scanner.ts';
import type { WindowBar } from './window-bars.ts';

/** What the settings say about devices. */
export interface DevicePlan {
  readonly store: { readonly name: string };
  readonly devices: DeviceSettings;
  readonly roles: RoleSettings;
}

/** Every device that the settings name, by what it can do. */
export interface DeviceSet {
  /** In the order of the settings. */
  readonly entries: ReadonlyMap<string, DeviceEntry>;
  readonly printers: ReadonlyMap<string, PrinterEntry>;
  readonly displays: ReadonlyMap<string, DeviceEntry<LineDisplay>>;
  /** The displays above counters of the queue. */
  readonly windowBars: readonly WindowBar[];
  readonly drawers: ReadonlyMap<string, DrawerEntry>;
  readonly labelPrinters: ReadonlyMap<string, LabelPrinterEntry>;
  readonly scales: ReadonlyMap<string, DeviceEntry<Scale>>;
  /** Rows for what the settings got wrong. */
  readonly misconfigured: readonly DeviceStatus[];
}

const ROLE_KINDS = {
  receiptPrinter: 'printer',
  receiptPrinterFallback: 'printer',
  ticketPrinter: 'printer',
  lineDisplay: 'display',
  cashDrawer: 'drawer',
  labelPrinter: 'label_printer',
  scale: 'scale',
} as const satisfies Record<keyof RoleSettings, DeviceKind>;

/** Builds the devices; nothing is opened yet. What cannot be built becomes a row that says `misconfigured`, and the rest works. */
export function buildDeviceSet(
  settings: Pick<DevicePlan, 'devices' | 'roles'>,
  context: ScannerContext & PrinterContext & DisplayContext & LabelPrinterContext & ScaleContext & KeypadContext,
  /** Devices of another plan that a drawer may hang on. */
  others?: Pick<DeviceSet, 'printers' | 'displays'>,
): DeviceSet {
  const { devices, roles } = settings;
  const entries = new Map<string, DeviceEntry>();
  const printers = new Map<string, PrinterEntry>();
  const displays = new Map<string, DeviceEntry<LineDisplay>>();
  const drawers = new Map<string, DrawerEntry>();
  const labelPrinters = new Map<string, LabelPrinterEntry>();
  const scales = new Map<string, DeviceEntry<Scale>>();
  const misconfigured: DeviceStatus[] = [];

  const refuse = (id: string, kind: DeviceKind, model: string, wiring = ''): void => {
    misconfigured.push(misconfiguredRow({ id, kind, model, wiring, virtual: false }));
  };
  /** Builds one device and keeps it; of two devices with one id the first keeps it. */
  const add = <Entry extends DeviceEntry>(
    id: string,
    kind: DeviceKind,
    model: string,
    build: () => Entry | undefined,
    wiring = '',
  ): Entry | undefined => {
    const entry = entries.has(id) ? undefined : build();
    if (entry) entries.set(id, entry);
    else refuse(id, kind, model, wiring);
    return entry;
  };

  const socketOf = ({
    printer: printerId = '',
    display: displayId = '',
    pin,
  }: DeviceSettings['drawers'][number]): DrawerSocket | undefined => {
    const printer = printers.get(printerId) ?? others?.printers.get(printerId);
    const display = displays.get(displayId) ?? others?.displays.get(displayId);
    return printer ? printerSocket(printer, pin, context.bench) : display && displaySocket(display, context.bench);
  };

  for (const scanner of devices.scanners) add(scanner.id, 'scanner', scanner.type, () => createScannerEntry(scanner, context));
  for (const printer of devices.printers) {
    const model = findPrinterModel(printer.model);
    keep(
      printers,
      add(printer.id, 'printer', printer.model, () => model && createPrinterEntry(printer, model, context)),
    );
  }
  for (const display of devices.displays) {
    keep(
      displays,
      add(display.id, 'display', display.protocol, () => createDisplayEntry(display, context)),
    );
  }
  for (const drawer of devices.drawers) {
    const socket = socketOf(drawer);
    const build = (): DrawerEntry | undefined => socket && createDrawerEntry(drawer, socket, context);
    keep(drawers, add(drawer.id, 'drawer', socket?.name ?? '', build, drawer.printer ?? drawer.display));
  }
  for (const printer of devices.labelPrinters) {
    const found = findLabelPrinterModel(printer.model);
    // The label printer of the bench speaks TSPL.
    const model = printer.transport.type === 'virtual' && found?.language !== 'tspl' ? undefined : found;
    keep(
      labelPrinters,
      add(printer.id, 'label_printer', printer.model, () => model && createLabelPrinterEntry(printer, model, context)),
    );
  }
  for (const scale of devices.scales) {
    keep(
      scales,
      add(scale.id, 'scale', scale.protocol, () => createScaleEntry(scale, context)),
    );
  }
  for (const keypad of devices.keypads) add(keypad.id, 'keypad', 'ascii', () => createKeypadEntry(keypad, context));
  for (const [role, kind] of Object.entries(ROLE_KINDS) as [keyof RoleSettings, DeviceKind][]) {
    const id = roles[role];
    if (id === undefined || misconfigured.some((row) => row.id === id)) continue;
    if (entries.get(id)?.kind !== kind) refuse(id, kind, '', role);
  }
  const windowBars = devices.displays.flatMap(({ id, counterId }): WindowBar[] => {
    const display = displays.get(id)?.driver;
    return display && counterId !== undefined ? [{ counterId, display }] : [];
  });
  return { entries, printers, displays, windowBars, drawers, labelPrinters, scales, misconfigured };
}

function keep<Entry extends DeviceEntry>(kept: Map<string, Entry>, entry: Entry | undefined): void {
  if (entry) kept.set(entry.id, entry);
}

function misconfiguredRow(row: DeviceRow): DeviceStatus {
  return {
    ...row,
    state: 'closed',
    problem: 'misconfigured',
    control: 'error',
    claimed: false,
    enabled: false,
    power: 'unknown',
    error: 'no_service',
    lastEvent: null,
    statistics: { outputs: 0, bytes: 0, errors: 0, lastSeenMs: null },
  };
}
