import type { DrawerLesson, DrawerOutcome, DrawerView } from '#contract/drawer.ts';
import { describe, type Driver } from '#drivers/device.ts';
import type { LineDisplay } from '#drivers/display/line-display.ts';
import { createCashDrawer, type DrawerConnector } from '#drivers/drawer/cash-drawer.ts';
import type { DrawerLevel } from '#drivers/drawer/position.ts';
import { createVirtualDrawer } from '#drivers/virtual/drawer.ts';
import type { DeviceSettings } from '../settings.ts';
import type { Bench } from './bench.ts';
import type { DeviceContext, DeviceEntry } from './context.ts';
import { createEntry } from './entry.ts';
import { createHistory } from './history.ts';
import type { PrinterEntry } from './printer.ts';

/** A cash drawer of this station. */
export interface DrawerEntry extends DeviceEntry {
  view(): DrawerView;
  /** See CashDrawer.openDrawer. */
  openDrawer(): Promise<DrawerOutcome>;
  /** See CashDrawer.learn. */
  learn(stands: 'open' | 'closed'): Promise<DrawerLesson>;
}

interface VirtualSocket {
  onPulse(listener: () => void): void;
  setLevel(high: boolean): void;
}

/** Where a drawer is plugged in. It has no wire of its own: the pulse goes through this device, and so does its health. */
export interface DrawerSocket {
  readonly entry: DeviceEntry;
  /** e.g. "pin 2". */
  readonly name: string;
  readonly connector: DrawerConnector;
  /** The level of the drawer's switch, where this socket can tell. */
  onLevel(listener: (high: DrawerLevel) => void): void;
  /** Where a virtual device takes a virtual drawer; undefined for a real one. */
  readonly virtual: VirtualSocket | undefined;
}

export function printerSocket(printer: PrinterEntry, pin: 2 | 5, bench: Bench): DrawerSocket {
  const virtual = bench.printers.get(printer.id);
  return {
    entry: printer,
    name: `pin ${pin}`,
    connector: { pulse: () => printer.driver.openDrawer(pin), ask: () => printer.driver.askDrawer() },
    onLevel: (listener) => printer.onDrawerLevel(listener),
    virtual: virtual && {
      onPulse: (listener) => virtual.onDrawerPulse(pin, listener),
      setLevel: (high) => virtual.setDrawerLevel(high),
    },
  };
}

/** The drawer socket of an LED8, which tells nothing. */
export function displaySocket(display: DeviceEntry<LineDisplay>, bench: Bench): DrawerSocket {
  const virtual = bench.displays.get(display.id);
  return {
    entry: display,
    name: 'LED8',
    connector: { pulse: () => display.driver.openDrawer(), async ask() {} },
    onLevel() {},
    virtual: virtual && { onPulse: (listener) => virtual.onDrawerPulse(listener), setLevel() {} },
  };
}

export function createDrawerEntry(
  settings: DeviceSettings['drawers'][number],
  { entry: holder, name: model, connector, onLevel, virtual: plug }: DrawerSocket,
  context: DeviceContext,
): DrawerEntry {
  const { id } = settings;
  const { bench } = context;
  const history = createHistory();
  let pulses = 0;

  const drawer = createCashDrawer({
    connector,
    polarity: settings.polarity,
    openWarningMs: settings.openWarningSeconds * 1000,
    onChange: () => context.changed(),
    onMoved: (position) =>
      history.event({ type: 'status_update', atMs: Date.now(), status: position === 'open' ? 'drawer_open' : 'drawer_closed' }),
  });
  onLevel((high) => drawer.levelHeard(high));

  const { virtual } = holder.status;
  if (plug) {
    const virtualDrawer = createVirtualDrawer({ id, onLevel: (high) => plug.setLevel(high), onChange: () => bench.changed() });
    plug.onPulse(() => virtualDrawer.pulse());
    bench.drawers.set(id, virtualDrawer);
  }

  const driver: Driver = {
    get status() {
      const { status } = holder.driver;
      return { ...status, statistics: { ...status.statistics, outputs: pulses } };
    },
    start() {},
    async stop() {
      drawer.stop();
    },
  };

  async function openDrawer(): Promise<DrawerOutcome> {
    const outcome = await drawer.openDrawer();
    if (outcome.pulse === 'sent') {
      pulses += 1;
      history.event({ type: 'output_complete', atMs: Date.now(), outputId: pulses });
    }
    bench.log(id, 'out', outcome.pulse === 'sent' ? `pulse ${model}, ${outcome.position}` : `no pulse: ${describe(holder.driver.status)}`);
    context.changed();
    return outcome;
  }

  const entry = createEntry(context, {
    row: { id, kind: 'drawer', model, wiring: holder.id, virtual },
    resource: undefined,
    history,
    buildDriver: () => driver,
    async selfTest() {
      const { pulse, position } = await openDrawer();
      const ok = pulse === 'sent' && position !== 'closed';
      return { ok, detail: ok ? model : pulse === 'sent' ? 'closed' : describe(holder.driver.status) };
    },
  });
  return Object.assign(entry, {
    view: (): DrawerView => ({ id, ...drawer.view }),
    openDrawer,
    learn: (stands: 'open' | 'closed') => drawer.learn(stands),
  });
}
