import { afterEach, describe, expect, test } from 'vitest';
import type { BenchView } from '#contract/bench.ts';
import type { DeviceStatus } from '#contract/device.ts';
import type { ScaleView } from '#contract/scale.ts';
import { topics } from '#contract/topics.ts';
import { createDevices, type Devices } from '#main/devices/devices.ts';
import type { Publish } from '#main/store/publish.ts';
import { DeviceSettings, RoleSettings } from '#main/settings.ts';
import { createMemoryLog } from '../../fakes/memory-log.ts';
import { openPseudoTerminal } from '../../fakes/pseudo-terminal.ts';
import { createRecording, type Recording } from '../../fakes/recording.ts';

const RICE = { id: 6, name: 'Rice', spec: '', unit: 'kg', priceMinor: 880 };
const STORE = { role: 'store' } as const;
const TILL = { role: 'till' } as const;
const BENCH = { role: 'bench' } as const;

interface Station {
  readonly devices: Devices;
  readonly views: Recording<ScaleView | null>;
  readonly rows: Recording<readonly DeviceStatus[]>;
  readonly bench: Recording<BenchView>;
  /** Resolves when topic `scale` says so. */
  until(state: ScaleView['state'], value?: number): Promise<ScaleView>;
  put(milli: number, moving?: boolean): void;
}

const running: Devices[] = [];

afterEach(async () => {
  for (const devices of running.splice(0)) await devices.stop();
});

function start(transport: object = { type: 'virtual' }, roles: object = { scale: 'scale', lineDisplay: 'pole' }): Station {
  const views = createRecording<ScaleView | null>();
  const rows = createRecording<readonly DeviceStatus[]>();
  const bench = createRecording<BenchView>();
  const publish: Publish = (name, value) => {
    const checked = topics[name].value.parse(value);
    if (name === 'scale') views.add(checked as ScaleView | null);
    if (name === 'devices') rows.add(checked as readonly DeviceStatus[]);
    if (name === 'bench') bench.add(checked as BenchView);
  };
  const devices = createDevices({
    settings: {
      store: { name: '小满母婴' },
      devices: DeviceSettings.parse({
        scales: [{ id: 'scale', protocol: 'toledo-8217', transport }],
        displays: [{ id: 'pole', protocol: 'cd5220', transport: { type: 'virtual' } }],
      }),
      roles: RoleSettings.parse(roles),
    },
    publish,
    scan: async () => {},
    log: createMemoryLog(),
    backOffMs: [1],
    publishIntervalMs: 1,
  });
  devices.start();
  running.push(devices);
  return {
    devices,
    views,
    rows,
    bench,
    async until(state, value) {
      const view = await views.until((each) => each?.state === state && (value === undefined || each.weight?.value === value));
      return view as ScaleView;
    },
    put: (milli, moving = false) => void devices.handlers['bench.load']({ scaleId: 'scale', milli, moving }, BENCH),
  };
}

describe('the scale of the till', () => {
  test('is shown as it is, asked for its weight by the shop, and tested', async () => {
    const { devices, until, put, rows } = start();
    await until('zero');
    put(355);
    expect(await until('stable', 355)).toEqual({
      scaleId: 'scale',
      state: 'stable',
      weight: { value: 355, decimals: 3, unit: 'kg' },
      net: false,
      canZero: true,
    });
    expect(await devices.handlers['port.readWeight']({ timeoutMs: 1000 }, STORE)).toMatchObject({
      result: 'weight',
      weight: { value: 355 },
    });
    expect(await devices.handlers['device.test']({ deviceId: 'scale' }, BENCH)).toEqual({ ok: true, detail: 'stable 0.355 kg' });
    await rows.until((all) => all.some(({ id, kind, state }) => id === 'scale' && kind === 'scale' && state === 'ready'));
    const { events } = await devices.handlers['device.health']({ deviceId: 'scale' }, BENCH);
    expect(events.flatMap((event) => (event.type === 'status_update' ? [event.status] : []))).toEqual([
      'power_online',
      'stable_weight',
      'stable_weight',
    ]);
  });

  test('takes tare and zero from the till', async () => {
    const { devices, until, put } = start();
    put(50);
    await until('stable', 50);
    expect(await devices.handlers['scale.tare']({}, TILL)).toEqual({ done: true });
    put(405);
    expect(await until('stable', 355)).toMatchObject({ net: true });
    put(0);
    await until('under_zero');
    expect(await devices.handlers['scale.tare']({}, TILL)).toEqual({ done: true });
    expect(await devices.handlers['scale.zero']({}, TILL)).toEqual({ done: true });
  });

  test('says when it fell silent, and the test of it fails', async () => {
    const { devices, until } = start();
    await until('zero');
    await devices.handlers['bench.fault']({ deviceId: 'scale', fault: 'unplugged' }, BENCH);
    await until('not_ready');
    expect(await devices.handlers['port.readWeight']({ timeoutMs: 1000 }, STORE)).toEqual({ result: 'failed', reason: 'not_ready' });
    expect(await devices.handlers['device.test']({ deviceId: 'scale' }, BENCH)).toMatchObject({ ok: false });
  });

  test('a till without one says so, whatever scales are there', async () => {
    const { devices, views } = start({ type: 'virtual' }, {});
    await views.until((view) => view === null);
    expect(await devices.handlers['port.readWeight']({ timeoutMs: 1000 }, STORE)).toEqual({ result: 'failed', reason: 'no_scale' });
    expect(await devices.handlers['scale.tare']({}, TILL)).toEqual({ done: false });
    expect(await devices.handlers['scale.zero']({}, TILL)).toEqual({ done: false });
  });

  test('a bench that names no scale is told', () => {
    const { devices } = start();
    expect(() => devices.handlers['bench.load']({ scaleId: 'other', milli: 1, moving: false }, BENCH)).toThrow('No such device: other');
  });
});

test('the pole shows price and weight, the amount once it rests, and what it showed before when the weighing ends', async () => {
  const { devices, bench, until, put } = start();
  const pole = (upper: string, lower: string): Promise<BenchView> =>
    bench.until(({ displays: [display] }) => display?.lines[0] === upper && display.lines[1] === lower);
  devices.showOnLineDisplay({ show: 'total', totalMinor: 29_800 });
  await pole('TOTAL         298.00', '                    ');
  await until('zero');
  devices.showWeighing({ product: RICE });
  await pole('Rice            8.80', '0 kg                ');
  put(355);
  await pole('Rice            8.80', '0.355 kg        3.12');
  bench.clear();
  devices.showWeighing({ product: null });
  await pole('TOTAL         298.00', '                    ');
});

test('a Toledo 8217 on a real tty: asked with W, its answer is the weight, its status a moving load', async () => {
  const tty = await openPseudoTerminal();
  const { devices, until } = start({ type: 'serial', path: tty.path, baudRate: 9600, dataBits: 7, parity: 'even' });
  try {
    await tty.until((bytes) => bytes.toString() === 'W');
    tty.write('\x02?\x01\r');
    expect(await until('unstable')).toMatchObject({ weight: null });
    await tty.until((bytes) => bytes.toString() === 'WW');
    tty.write('\x02001.');
    tty.write('234\r');
    expect(await until('stable')).toMatchObject({ weight: { value: 1234, decimals: 3, unit: 'kg' } });
    expect(await devices.handlers['scale.zero']({}, TILL)).toEqual({ done: true });
    await tty.until((bytes) => bytes.includes('Z'));
  } finally {
    await tty.close();
  }
  await until('not_ready');
});
