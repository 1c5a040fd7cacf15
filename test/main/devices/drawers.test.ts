import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { BenchView, VirtualDrawerChange } from '#contract/bench.ts';
import type { DrawerPolarity, DrawerView } from '#contract/drawer.ts';
import { topics } from '#contract/topics.ts';
import { createDevices, type Devices } from '#main/devices/devices.ts';
import { DeviceSettings, RoleSettings } from '#main/settings.ts';
import { createMemoryLog } from '../../fakes/memory-log.ts';
import { createRecording, type Recording } from '../../fakes/recording.ts';

const STORE = { role: 'store' } as const;
const BENCH = { role: 'bench' } as const;
const PRINTERS = [{ id: 'receipt', model: 'epson-tm-t20iii', transport: { type: 'virtual' } }];

let devices: Devices;
let drawers: Recording<DrawerView>;
let bench: Recording<BenchView>;
let kept: (readonly [string, DrawerPolarity])[];

function start(drawer: object, others: object = { printers: PRINTERS }): void {
  drawers = createRecording();
  bench = createRecording();
  kept = [];
  devices = createDevices({
    settings: {
      store: { name: '小满母婴' },
      devices: DeviceSettings.parse({ ...others, drawers: [{ id: 'drawer', ...drawer }] }),
      roles: RoleSettings.parse({ cashDrawer: 'drawer' }),
    },
    publish(name, value) {
      const checked = topics[name].value.parse(value);
      if (name === 'bench') bench.add(checked as BenchView);
      if (name === 'drawers') for (const view of checked as readonly DrawerView[]) drawers.add(view);
    },
    scan: async () => {},
    keepPolarity: async (id, polarity) => void kept.push([id, polarity]),
    log: createMemoryLog(),
    backOffMs: [1],
    publishIntervalMs: 1,
  });
  devices.start();
}

const open = () => devices.handlers['port.openDrawer']({}, STORE);
const hand = (change: VirtualDrawerChange) => devices.handlers['bench.drawer']({ drawerId: 'drawer', change }, BENCH);
const learn = async (stands: 'open' | 'closed') => (await devices.handlers['drawer.learn']({ drawerId: 'drawer', stands }, BENCH)).lesson;
const stands = (position: DrawerView['position']) => drawers.until((view) => view.position === position);

afterEach(() => devices.stop());

describe('a drawer on the printer, its switch known', () => {
  beforeEach(async () => {
    start({ printer: 'receipt', polarity: 'high_open' });
    await stands('closed');
  });

  test('opens by a pulse and is seen to', async () => {
    expect(await open()).toEqual({ pulse: 'sent', position: 'open' });
    expect((await stands('open')).openSinceMs).toBeGreaterThan(0);
    const { events } = await devices.handlers['device.health']({ deviceId: 'drawer' }, BENCH);
    expect(events.map((event) => (event.type === 'status_update' ? event.status : event.type))).toEqual([
      'drawer_closed',
      'drawer_open',
      'output_complete',
    ]);
  });

  test('pulled open with the key and pushed shut it is seen as well', async () => {
    await hand({ position: 'open' });
    await stands('open');
    drawers.clear();
    await hand({ position: 'closed' });
    await stands('closed');
  });

  test('jammed, it has its pulse and stays shut, and the till is told until it moves', async () => {
    await hand({ jammed: true });
    expect(await open()).toEqual({ pulse: 'sent', position: 'closed' });
    await drawers.until(({ alarm }) => alarm === 'did_not_open');
    expect(await devices.handlers['device.test']({ deviceId: 'drawer' }, BENCH)).toEqual({ ok: false, detail: 'closed' });
    await hand({ jammed: false });
    drawers.clear();
    expect(await open()).toEqual({ pulse: 'sent', position: 'open' });
    await drawers.until(({ alarm, position }) => alarm === 'none' && position === 'open');
  });

  test('is unknown while the printer is gone, and seen again when it is back', async () => {
    await devices.handlers['bench.fault']({ deviceId: 'receipt', fault: 'unplugged' }, BENCH);
    await stands('unknown');
    await hand({ position: 'open' });
    expect((await open()).pulse).toBe('failed');
    await drawers.until(({ alarm }) => alarm === 'no_pulse');
    drawers.clear();
    await devices.handlers['bench.fault']({ deviceId: 'receipt', fault: 'none' }, BENCH);
    await stands('open');
  });
});

describe('learning the switch', () => {
  test.each(['high_open', 'high_closed'] as const)('%s is found out, used at once and written down', async (sensor) => {
    start({ printer: 'receipt' });
    await drawers.until(({ hasSensor }) => hasSensor);
    await hand({ sensor, position: 'open' });
    expect(await learn('open')).toBe('half');
    await hand({ position: 'closed' });
    expect(await learn('closed')).toBe(sensor);
    expect(kept).toEqual([['drawer', sensor]]);
    expect(await open()).toEqual({ pulse: 'sent', position: 'open' });
  });

  test('no switch: the drawer stays unknown and opens by its pulse all the same', async () => {
    start({ printer: 'receipt', polarity: 'high_open' });
    await hand({ sensor: 'none', position: 'open' });
    await learn('open');
    await hand({ position: 'closed' });
    expect(await learn('closed')).toBe('no_sensor');
    expect(kept).toEqual([['drawer', 'unknown']]);
    expect(await open()).toEqual({ pulse: 'sent', position: 'unknown' });
  });

  test('a drawer nobody configured cannot learn', async () => {
    start({ printer: 'receipt' });
    await expect(async () => devices.handlers['drawer.learn']({ drawerId: 'other', stands: 'open' }, BENCH)).rejects.toMatchObject({
      code: 'device_unknown',
    });
  });
});

describe('a drawer on an LED8', () => {
  test('opens by 02 4D, and nobody knows more than that', async () => {
    start({ display: 'pole' }, { displays: [{ id: 'pole', protocol: 'led8', transport: { type: 'virtual' } }] });
    await bench.until((view) => view.displays[0]?.lastHex === '1B 40');
    expect(await open()).toEqual({ pulse: 'sent', position: 'unknown' });
    await bench.until((view) => view.drawers[0]?.position === 'open');
    expect(bench.all.at(-1)?.drawers).toEqual([{ id: 'drawer', position: 'open', jammed: false, sensor: 'high_open', pulses: 1 }]);
  });
});

test('a till without a drawer has none to open, one that names a drawer it cannot build has no pulse', async () => {
  start({ printer: 'nowhere' });
  expect(await open()).toEqual({ pulse: 'failed', position: 'unknown' });
  await devices.reconfigure({ store: { name: '' }, devices: DeviceSettings.parse({}), roles: RoleSettings.parse({}) });
  expect(await open()).toEqual({ pulse: 'none', position: 'unknown' });
});
