import { afterEach, expect, test } from 'vitest';
import type { BenchFault, BenchView } from '#contract/bench.ts';
import type { DeviceStatus } from '#contract/device.ts';
import type { LabelDocument } from '#contract/label.ts';
import { createDevices, type Devices } from '#main/devices/devices.ts';
import { DeviceSettings, RoleSettings } from '#main/settings.ts';
import { createMemoryLog } from '../../fakes/memory-log.ts';
import { createRecording, type Recording } from '../../fakes/recording.ts';

const label: LabelDocument = {
  title: '奶瓶',
  width: 400,
  height: 300,
  media: { type: 'gap', gap: 20 },
  elements: [{ type: 'text', x: 20, y: 20, width: 300, height: 40, text: '奶瓶' }],
};
const CALLER = { role: 'store' } as const;

let devices: Devices | undefined;
let rows: Recording<readonly DeviceStatus[]>;
let bench: Recording<BenchView>;
let ready: Recording<string>;

afterEach(() => devices?.stop());

function open(model: string, role = 'labels'): Devices {
  rows = createRecording();
  bench = createRecording();
  ready = createRecording();
  devices = createDevices({
    settings: {
      store: { name: '小满母婴' },
      devices: DeviceSettings.parse({ labelPrinters: [{ id: 'labels', model, transport: { type: 'virtual' } }] }),
      roles: RoleSettings.parse({ labelPrinter: role }),
    },
    publish: (name, value) => {
      if (name === 'devices') rows.add(value as readonly DeviceStatus[]);
      if (name === 'bench') bench.add(value as BenchView);
    },
    scan: async () => {},
    log: createMemoryLog(),
    backOffMs: [1],
    publishIntervalMs: 1,
  });
  devices.onLabelPrinterReady(() => ready.add('ready'));
  devices.start();
  return devices;
}

const isWell = ([row]: readonly DeviceStatus[]): boolean => row?.state === 'ready' && row.problem === 'none';

test('the label printer of the settings prints for the shop, and its test prints a label of its own', async () => {
  const { handlers } = open('tspl-203');
  await rows.until(isWell);
  expect(await handlers['port.printLabel']({ title: '奶瓶 1/1', document: label }, CALLER)).toMatchObject({
    result: 'printed',
    problem: 'none',
  });
  expect(await handlers['device.test']({ deviceId: 'labels' }, CALLER)).toMatchObject({ ok: true });
  const view = await bench.until(({ labelPrinters }) => labelPrinters[0]?.printed === 2);
  expect(view.labelPrinters[0]?.unknown).toEqual([]);
  const { jobs } = await handlers['device.health']({ deviceId: 'labels' }, CALLER);
  expect(jobs.map(({ title, result }) => [title, result])).toEqual([
    ['奶瓶 1/1', 'printed'],
    ['test', 'printed'],
  ]);
});

test('the shop hears when the printer has labels again', async () => {
  const { handlers } = open('tspl-203');
  await rows.until(isWell);
  const fault = (name: BenchFault) => handlers['bench.fault']({ deviceId: 'labels', fault: name }, { role: 'bench' });
  await fault('paper_out');
  expect(await handlers['port.printLabel']({ title: '奶瓶', document: label }, CALLER)).toMatchObject({
    result: 'failed',
    problem: 'paper_out',
  });
  ready.clear();
  await fault('none');
  await ready.until(() => true);
});

test('a label is drawn for the preview at the resolution of the printer, and one that does not fit is refused in words', async () => {
  const { handlers } = open('tspl-203');
  expect(await handlers['port.drawLabel']({ document: label }, CALLER)).toMatchObject({ dpi: 203, widthDots: 320, heightDots: 240 });
  const wide: LabelDocument = {
    ...label,
    elements: [{ type: 'barcode', x: 0, y: 0, width: 100, height: 50, symbology: 'EAN13', data: '6901234567892' }],
  };
  await expect(handlers['port.drawLabel']({ document: wide }, CALLER)).rejects.toMatchObject({
    code: 'label_misfit',
    details: { what: '6901234567892' },
  });
});

test('a model nobody knows and a role without a device are rows that say so, and nothing is printed', async () => {
  const { handlers } = open('no-such-model');
  const [row] = await rows.until((all) => all.length > 0);
  expect(row).toMatchObject({ id: 'labels', kind: 'label_printer', problem: 'misconfigured' });
  expect(await handlers['port.printLabel']({ title: '奶瓶', document: label }, CALLER)).toEqual({
    result: 'failed',
    problem: 'misconfigured',
    bytes: 0,
  });
});
