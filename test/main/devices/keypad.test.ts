import { afterEach, describe, expect, test } from 'vitest';
import type { DeviceStatus } from '#contract/device.ts';
import type { KeypadPress } from '#contract/keypad.ts';
import { topics } from '#contract/topics.ts';
import { createDevices, type Devices } from '#main/devices/devices.ts';
import type { Publish } from '#main/store/publish.ts';
import { DeviceSettings, RoleSettings } from '#main/settings.ts';
import { createMemoryLog } from '../../fakes/memory-log.ts';
import { openPseudoTerminal } from '../../fakes/pseudo-terminal.ts';
import { createRecording, type Recording } from '../../fakes/recording.ts';

const BENCH = { role: 'bench' } as const;

type Pressed = KeypadPress & { readonly counterId: number };

let devices: Devices | undefined;
afterEach(() => devices?.stop());

/** A station with one keypad at counter 2; the shop refuses what `refuse` says. */
function start(keypad: object): {
  readonly devices: Devices;
  readonly pressed: Recording<Pressed>;
  readonly rows: Recording<DeviceStatus>;
} {
  const pressed = createRecording<Pressed>();
  const rows = createRecording<DeviceStatus>();
  const publish: Publish = (name, value) => {
    const checked = topics[name].value.parse(value);
    if (name === 'devices') for (const row of checked as readonly DeviceStatus[]) rows.add(row);
  };
  devices = createDevices({
    settings: {
      store: { name: '小满母婴' },
      devices: DeviceSettings.parse({ keypads: [{ id: 'caller', counter: 2, ...keypad }] }),
      roles: RoleSettings.parse({}),
    },
    publish,
    scan: async () => {},
    pressed: async (counterId, press) => pressed.add({ counterId, ...press }),
    log: createMemoryLog(),
    backOffMs: [1],
    publishIntervalMs: 1,
  });
  devices.start();
  return { devices, pressed, rows };
}

test('a keypad on a real tty calls for its counter, in pieces or not, and again after the cable was out', async () => {
  const tty = await openPseudoTerminal();
  const { pressed, rows } = start({ transport: { type: 'serial', path: tty.path } });
  await rows.until(({ state }) => state === 'ready');
  tty.write('N\r\n');
  expect(await pressed.until(({ action }) => action === 'next')).toEqual({ counterId: 2, action: 'next', number: '' });
  tty.write('3');
  tty.write('3N');
  expect(await pressed.until(({ number }) => number !== '')).toEqual({ counterId: 2, action: 'next', number: '33' });
  await tty.close();
  await rows.until(({ state }) => state === 'lost');
});

describe('a keypad of another maker', () => {
  test('is told what its keys send', async () => {
    const tty = await openPseudoTerminal();
    const { pressed, rows } = start({ transport: { type: 'serial', path: tty.path }, keys: { next: '0x0B', recall: '*' } });
    await rows.until(({ state }) => state === 'ready');
    tty.write(Uint8Array.of(0x0b));
    expect(await pressed.until(() => true)).toEqual({ counterId: 2, action: 'next', number: '' });
    tty.write('*');
    await pressed.until(({ action }) => action === 'recall');
    await tty.close();
  });

  test.each([
    ['a digit', { next: '1' }],
    ['two letters', { next: 'NX' }],
    ['half a byte', { next: '0x1' }],
    ['the key of another action', { next: 'R' }],
    ['the same letter, small', { next: 'f' }],
  ])('%s is no key', (_what, keys) => {
    expect(DeviceSettings.safeParse({ keypads: [{ id: 'caller', counter: 2, transport: { type: 'virtual' }, keys }] }).success).toBe(false);
  });
});

test('the keypad of the bench is pressed, pulled out and put back', async () => {
  const { devices: running, pressed, rows } = start({ transport: { type: 'virtual' } });
  await rows.until(({ state }) => state === 'ready');
  await running.handlers['bench.press']({ keypadId: 'caller', press: { action: 'transfer', number: '4' } }, BENCH);
  expect(await pressed.until(() => true)).toEqual({ counterId: 2, action: 'transfer', number: '4' });
  await running.handlers['bench.fault']({ deviceId: 'caller', fault: 'unplugged' }, BENCH);
  await rows.until(({ state }) => state === 'lost');
  rows.clear();
  await running.handlers['bench.fault']({ deviceId: 'caller', fault: 'none' }, BENCH);
  await rows.until(({ state }) => state === 'ready');
  expect(() => running.handlers['bench.press']({ keypadId: 'other', press: { action: 'next', number: '' } }, BENCH)).toThrow(
    'No such device: other',
  );
});
