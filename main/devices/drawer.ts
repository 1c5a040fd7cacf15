import { describe, type Driver } from '#drivers/device.ts';
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

/** A drawer on a printer's connector: it has no wire of its own, the pulse goes through the printer, and so does its health. */
export function createDrawerEntry(settings: DeviceSettings['drawers'][number], printer: PrinterEntry, context: DeviceContext): DrawerEntry {
  const { id, pin } = settings;
  const model = `pin ${pin}`;
  const history = createHistory();
  let pulses = 0;

  const driver: Driver = {
    get status() {
      const { status } = printer.driver;
      return { ...status, statistics: { ...status.statistics, outputs: pulses } };
    },
    start() {},
    async stop() {},
  };

  async function openDrawer(): Promise<boolean> {
    const opened = await printer.driver.openDrawer(pin);
    if (opened) {
      pulses += 1;
      history.event({ type: 'output_complete', atMs: Date.now(), outputId: pulses });
    }
    context.bench.log(id, 'out', opened ? `pulse ${model}` : `no pulse: ${describe(printer.driver.status)}`);
    context.changed();
    return opened;
  }

  const { virtual } = printer.status;
  const entry = createEntry(context, {
    row: { id, kind: 'drawer', model, wiring: settings.printer, virtual },
    resource: undefined,
    history,
    buildDriver: () => driver,
    async selfTest() {
      const opened = await openDrawer();
      return { ok: opened, detail: opened ? model : describe(printer.driver.status) };
    },
  });
  return Object.assign(entry, { openDrawer });
}
