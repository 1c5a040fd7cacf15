import type { StatusUpdate } from '#contract/device.ts';
import { formatWeight, type ScaleView } from '#contract/scale.ts';
import { describe, type HealthReport } from '#drivers/device.ts';
import { findScaleProtocol } from '#drivers/scale/protocols.ts';
import { createScale, type Scale } from '#drivers/scale/scale.ts';
import { createVirtualScale } from '#drivers/virtual/scale.ts';
import type { DeviceSettings } from '../settings.ts';
import type { DeviceContext, DeviceEntry } from './context.ts';
import { createEntry } from './entry.ts';
import { createHistory } from './history.ts';
import { createTransport, resourceOf } from './wiring.ts';

/** How long a test waits for a load that moves. */
const TEST_MS = 2000;

/** What the device model has names for; the others are told by topic `scale`. */
const STATUS_UPDATES: Partial<Record<ScaleView['state'], StatusUpdate>> = {
  stable: 'stable_weight',
  zero: 'stable_weight',
  unstable: 'weight_unstable',
};

export interface ScaleContext extends DeviceContext {
  /** What lies on a scale changed. */
  weighed(view: ScaleView): void;
}

/** A counter scale of this station. */
export function createScaleEntry(settings: DeviceSettings['scales'][number], context: ScaleContext): DeviceEntry<Scale> {
  const { id, protocol, unit } = settings;
  const { bench } = context;
  const history = createHistory();
  let lastState: ScaleView['state'] = 'not_ready';
  const transport = createTransport(settings.transport, () => {
    const virtual = createVirtualScale({ id, protocol, unit, onChange: () => bench.changed() });
    bench.scales.set(id, virtual);
    return virtual.transport;
  });

  function changed(view: ScaleView): void {
    if (view.state !== lastState) {
      lastState = view.state;
      const status = STATUS_UPDATES[view.state];
      if (status) history.event({ type: 'status_update', atMs: Date.now(), status });
      bench.log(id, 'in', words(view));
    }
    context.weighed(view);
  }

  return createEntry(context, {
    row: { id, kind: 'scale', model: protocol, wiring: transport.wiring, virtual: settings.transport.type === 'virtual' },
    transport,
    resource: resourceOf(settings.transport, id),
    history,
    buildDriver: (onChange) =>
      createScale({
        id,
        protocol: findScaleProtocol(protocol, unit),
        transport: history.watch(transport),
        stableReadings: settings.stableReadings,
        watchLoads: settings.loadGuard,
        onView: changed,
        onChange,
        ...context.backOff,
      }),
    async selfTest(scale): Promise<HealthReport> {
      const reading = await scale.readWeight(TEST_MS);
      if (reading.result === 'failed' && reading.reason === 'not_ready') return { ok: false, detail: describe(scale.status) };
      return { ok: true, detail: words(scale.view) };
    },
  });
}

/** "stable 0.355 kg", "not_ready". */
function words({ state, weight }: ScaleView): string {
  return weight ? `${state} ${formatWeight(weight)} ${weight.unit}` : state;
}
