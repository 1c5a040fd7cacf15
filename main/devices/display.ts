import { describe } from '#drivers/device.ts';
import { createLineDisplay, type LineDisplay } from '#drivers/display/line-display.ts';
import { explainPole } from '#drivers/display/explain.ts';
import { hex } from '#drivers/hex.ts';
import { createVirtualDisplay } from '#drivers/virtual/display.ts';
import type { DeviceSettings } from '../settings.ts';
import type { DeviceContext, DeviceEntry } from './context.ts';
import { createEntry } from './entry.ts';
import { createHistory } from './history.ts';
import { createTransport, resourceOf } from './wiring.ts';

export interface DisplayContext extends DeviceContext {
  /** For the screensaver. */
  readonly shopName: string;
}

/** A pole display of this station. */
export function createDisplayEntry(settings: DeviceSettings['displays'][number], context: DisplayContext): DeviceEntry<LineDisplay> {
  const { id, protocol } = settings;
  const { bench } = context;
  const history = createHistory((bytes) => explainPole(bytes));
  const transport = createTransport(settings.transport, () => {
    const virtual = createVirtualDisplay({ id, protocol, onChange: () => bench.changed() });
    bench.displays.set(id, virtual);
    return virtual.transport;
  });

  return createEntry(context, {
    row: { id, kind: 'display', model: protocol, wiring: transport.wiring, virtual: settings.transport.type === 'virtual' },
    transport,
    resource: resourceOf(settings.transport, id),
    history,
    buildDriver: (onChange) =>
      createLineDisplay({
        id,
        dialect: settings,
        idleTexts: settings.idleTexts,
        shopName: context.shopName,
        transport: history.watch(transport, (bytes) => bench.log(id, 'out', hex(bytes))),
        onChange,
        ...context.backOff,
      }),
    async selfTest(display) {
      display.show({ show: 'total', totalMinor: 8_888_888 });
      const ok = display.status.state === 'ready';
      return { ok, detail: ok ? '88888.88' : describe(display.status) };
    },
  });
}
