import { afterEach, expect, test, vi } from 'vitest';
import type { DeviceStatus } from '#contract/device.ts';
import { remedyText } from '#contract/remedy.ts';
import { topics } from '#contract/topics.ts';
import { createDevices, type Devices } from '#main/devices/devices.ts';
import { DeviceSettings, RoleSettings } from '#main/settings.ts';
import { createMemoryLog } from '../../fakes/memory-log.ts';
import { createRecording } from '../../fakes/recording.ts';

let devices: Devices | undefined;

afterEach(async () => {
  await devices?.stop();
  vi.unstubAllEnvs();
});

test.runIf(process.platform === 'linux')(
  'a missing program is named with its package on the row of the device and in the log',
  async () => {
    vi.stubEnv('PATH', '/nowhere');
    const rows = createRecording<readonly DeviceStatus[]>();
    const log = createMemoryLog();
    devices = createDevices({
      settings: {
        store: { name: '小满母婴' },
        devices: DeviceSettings.parse({
          printers: [{ id: 'receipt', model: 'generic-80', transport: { type: 'spooler', queue: 'RECEIPTS' } }],
        }),
        roles: RoleSettings.parse({ receiptPrinter: 'receipt' }),
      },
      publish: (name, value) => (name === 'devices' ? rows.add(topics.devices.value.parse(value)) : undefined),
      scan: async () => {},
      log,
      publishIntervalMs: 1,
    });
    devices.start();
    const [row] = await rows.until(([first]) => first?.remedy !== undefined);
    expect(row).toMatchObject({ state: 'lost', problem: 'not_found' });
    expect(row?.remedy && remedyText(row.remedy, 'zh')).toBe('缺少程序 lpstat。安装软件包 cups-client：sudo apt install cups-client');
    expect(log.entries.find(({ event }) => event === 'device.lost')?.details).toEqual({
      device: 'receipt',
      problem: 'not_found',
      remedy: 'The program lpstat is missing. Install package cups-client: sudo apt install cups-client',
    });
  },
);

test('a HID scanner that is not there is a row that says so, and everything else works', async () => {
  const rows = createRecording<readonly DeviceStatus[]>();
  devices = createDevices({
    settings: {
      store: { name: '小满母婴' },
      devices: DeviceSettings.parse({
        scanners: [
          { id: 'gun', type: 'hid', vendorId: 0x0c2e },
          { id: 'second', type: 'virtual' },
        ],
      }),
      roles: RoleSettings.parse({}),
    },
    publish: (name, value) => (name === 'devices' ? rows.add(topics.devices.value.parse(value)) : undefined),
    scan: async () => {},
    log: createMemoryLog(),
    publishIntervalMs: 1,
  });
  devices.start();
  const [gun] = await rows.until(([first, second]) => first?.state === 'lost' && second?.state === 'ready');
  expect(gun).toMatchObject({ kind: 'scanner', model: 'hid', wiring: 'HID 0c2e:*', problem: 'not_found' });
});
