import { describe, type Driver } from '#drivers/device.ts';
import type { LineDisplay } from '#drivers/display/line-display.ts';
import type { DeviceSettings } from '../settings.ts';
import type { DeviceContext, DeviceEntry } from './context.ts';
import { createEntry } from './entry.ts';
import { createHistory } from './history.ts';
import type { PrinterEntry } from './printer.ts';

/** A cash drawer of this station. */
export interface DrawerEntry extends DeviceEntry {
  /** Pulses the lock; true when the wire took the pulse. Never rejects. */
  openDrawer(): Promise<boolean>;
}

/** Where a drawer is plugged in. It has no wire of its own: the pulse goes through this device, and so does its health. */
export interface DrawerSocket {
  readonly entry: DeviceEntry;
  /** e.g. "pin 2". */
  readonly name: string;
  pulse(): Promise<boolean>;
}

export function printerSocket(printer: PrinterEntry, pin: 2 | 5): DrawerSocket {
  return { entry: printer, name: `pin ${pin}`, pulse: () => printer.driver.openDrawer(pin) };
}

/** The drawer socket of an LED8. */
export function displaySocket(display: DeviceEntry<LineDisplay>): DrawerSocket {
  return { entry: display, name: 'LED8', pulse: () => display.driver.openDrawer() };
}

export function createDrawerEntry(
  settings: DeviceSettings['drawers'][number],
  { entry: holder, name: model, pulse }: DrawerSocket,
  context: DeviceContext,
): DrawerEntry {
  const { id } = settings;
  const history = createHistory();
  let pulses = 0;

  const driver: Driver = {
    get status() {
      const { status } = holder.driver;
      return { ...status, statistics: { ...status.statistics, outputs: pulses } };
    },
    start() {},
    async stop() {},
  };

  async function openDrawer(): Promise<boolean> {
    const opened = await pulse();
    if (opened) {
      pulses += 1;
      history.event({ type: 'output_complete', atMs: Date.now(), outputId: pulses });
    }
    context.bench.log(id, 'out', opened ? `pulse ${model}` : `no pulse: ${describe(holder.driver.status)}`);
    context.changed();
    return opened;
  }

  const { virtual } = holder.status;
  const entry = createEntry(context, {
    row: { id, kind: 'drawer', model, wiring: holder.id, virtual },
    resource: undefined,
    history,
    buildDriver: () => driver,
    async selfTest() {
      const opened = await openDrawer();
      return { ok: opened, detail: opened ? model : describe(holder.driver.status) };
    },
  });
  return Object.assign(entry, { openDrawer });
}
