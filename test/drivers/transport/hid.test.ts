import { existsSync } from 'node:fs';
import { beforeEach, describe, expect, test } from 'vitest';
import { createHidTransport, type HidInterface } from '#drivers/transport/hid.ts';
import type { TransportError, TransportListener } from '#drivers/transport/transport.ts';
import { createHidMachine, type HidMachine } from '../../fakes/hid-machine.ts';

/** Two interfaces of one gun, as hidapi lists them: the keyboard first. */
const KEYBOARD: HidInterface = { path: '/dev/hidraw3', vendorId: 0x0c2e, productId: 0x0b61, serialNumber: 'A1', usagePage: 1, usage: 6 };
const SCANNER: HidInterface = { ...KEYBOARD, path: '/dev/hidraw4', usagePage: 0x8c, usage: 2 };
const SECOND: HidInterface = { ...SCANNER, path: '/dev/hidraw7', serialNumber: 'B2' };
const MOUSE: HidInterface = { path: '/dev/hidraw0', vendorId: 0x046d, productId: 0xc077, usagePage: 1, usage: 2 };

let machine: HidMachine;
let reports: string[];
let lost: TransportError[];
let listener: TransportListener;

beforeEach(() => {
  machine = createHidMachine();
  reports = [];
  lost = [];
  listener = {
    onData: (bytes) => void reports.push(Buffer.from(bytes).toString('hex')),
    onLost: (error) => void lost.push(error),
  };
});

describe('a scanner is found', () => {
  test('by vendor and product, never on its keyboard interface', async () => {
    machine.plug(MOUSE, KEYBOARD, SCANNER);
    const transport = createHidTransport({ vendorId: 0x0c2e, productId: 0x0b61 }, machine.system);
    await transport.open(listener);
    expect(machine.history).toEqual(['open /dev/hidraw4']);
    expect(transport.wiring).toBe('HID 0c2e:0b61');
    await transport.close();
    expect(machine.history).toEqual(['open /dev/hidraw4', 'close /dev/hidraw4']);
  });

  test('by serial number, when two are alike', async () => {
    machine.plug(SCANNER, SECOND);
    const transport = createHidTransport({ vendorId: 0x0c2e, serialNumber: 'B2' }, machine.system);
    await transport.open(listener);
    expect(machine.history).toEqual(['open /dev/hidraw7']);
    expect(transport.wiring).toBe('HID 0c2e:* B2');
  });

  test('with nothing set, as the first that says it is one', async () => {
    machine.plug(MOUSE, KEYBOARD, SECOND);
    const transport = createHidTransport({}, machine.system);
    await transport.open(listener);
    expect(machine.history).toEqual(['open /dev/hidraw7']);
    expect(transport.wiring).toBe('HID');
  });

  test('with its descriptor, where the system shows it', async () => {
    machine.plug(SCANNER);
    const transport = createHidTransport({}, machine.system);
    await transport.open(listener);
    expect(transport.device).toEqual({ vendorId: 0x0c2e, reportDescriptor: undefined });
    await transport.close();
    machine.describe('/dev/hidraw4', Uint8Array.of(0x05, 0x8c));
    await transport.open(listener);
    expect(transport.device).toEqual({ vendorId: 0x0c2e, reportDescriptor: Uint8Array.of(0x05, 0x8c) });
  });

  test('again in another socket after it was unplugged', async () => {
    machine.plug(SCANNER);
    const transport = createHidTransport({ serialNumber: 'A1' }, machine.system);
    await transport.open(listener);
    machine.unplug('/dev/hidraw4');
    expect(lost.map(({ fault }) => fault)).toEqual(['offline']);
    await transport.close();
    await expect(transport.open(listener)).rejects.toMatchObject({ fault: 'not_found' });
    machine.plug({ ...SCANNER, path: '/dev/hidraw9' });
    await transport.open(listener);
    machine.say('/dev/hidraw9', Uint8Array.of(2, 1));
    expect(reports).toEqual(['0201']);
  });
});

describe('reports', () => {
  test('come one a call and are copies', async () => {
    machine.plug(SCANNER);
    await createHidTransport({}, machine.system).open(listener);
    machine.say('/dev/hidraw4', Uint8Array.of(2, 3, 4));
    machine.say('/dev/hidraw4', Uint8Array.of(2, 5));
    expect(reports).toEqual(['020304', '0205']);
  });

  test('go out in order, and not after close', async () => {
    machine.plug(SCANNER);
    const transport = createHidTransport({}, machine.system);
    await transport.open(listener);
    await Promise.all([transport.write(Uint8Array.of(4, 1)), transport.write(Uint8Array.of(4, 2))]);
    expect(machine.written.all).toEqual(['0401', '0402']);
    await transport.close();
    await transport.close();
    await expect(transport.write(Uint8Array.of(4))).rejects.toMatchObject({ fault: 'offline' });
  });

  test('that cannot be written lose the wire, once', async () => {
    machine.plug(SCANNER);
    const transport = createHidTransport({}, machine.system);
    await transport.open(listener);
    machine.refuse('write', 'Cannot write to hid device: No such device');
    await expect(transport.write(Uint8Array.of(4, 1))).rejects.toMatchObject({ fault: 'offline', bytesSent: 2 });
    machine.unplug('/dev/hidraw4');
    expect(lost).toHaveLength(1);
  });

  test('that come after close reach nobody', async () => {
    machine.plug(SCANNER);
    const transport = createHidTransport({}, machine.system);
    await transport.open(listener);
    const closing = transport.close();
    machine.say('/dev/hidraw4', Uint8Array.of(2, 1));
    await closing;
    machine.unplug('/dev/hidraw4');
    expect(lost).toEqual([]);
  });
});

describe('what stands in the way is said with its remedy', () => {
  const failure = (options: Parameters<typeof createHidTransport>[0] = { vendorId: 0x0c2e }): Promise<unknown> =>
    createHidTransport(options, machine.system)
      .open(listener)
      .then(
        () => 'opened',
        ({ fault, message, remedy }: TransportError) => [fault, message, remedy],
      );

  test('a scanner that acts as a keyboard', async () => {
    machine.plug(KEYBOARD);
    expect(await failure()).toEqual(['not_found', 'HID 0c2e:*: it acts as a keyboard', { code: 'set_hid_pos', details: {} }]);
  });

  test('a scanner in some other mode', async () => {
    machine.plug({ ...KEYBOARD, usagePage: 0xff45, usage: 1 });
    expect(await failure()).toEqual(['not_found', 'HID 0c2e:*: it is not in HID POS mode', { code: 'set_hid_pos', details: {} }]);
  });

  test('the keyboard of the till is not taken for a scanner when none is named', async () => {
    machine.plug(KEYBOARD);
    expect(await failure({})).toEqual(['not_found', 'HID: no such scanner is connected', undefined]);
  });

  test.each([
    ['load', 'libusb-1.0.so.0', 'libusb-1.0-0'],
    ['list', 'libudev.so.1', 'libudev1'],
  ] as const)('a library that is missing when devices are to %sed', async (what, library, name) => {
    const said = `${library}: cannot open shared object file: No such file or directory`;
    machine.refuse(what, said);
    expect(await failure()).toEqual([
      'not_found',
      `HID 0c2e:*: ${said}`,
      { code: 'install_package', details: { program: library, package: name } },
    ]);
  });

  test('a device file that may not be opened', async () => {
    machine.plug(SCANNER);
    const said = "cannot open device with path /dev/hidraw4: Failed to open a device with path '/dev/hidraw4': Permission denied";
    machine.refuse('open', said);
    expect(await failure()).toEqual([
      'no_permission',
      `HID 0c2e:*: ${said}`,
      { code: 'join_group', details: { group: 'owner of /dev/hidraw4' } },
    ]);
  });

  test('a device another program holds', async () => {
    machine.plug(SCANNER);
    machine.refuse('open', 'exclusive access and device already open');
    expect(await failure()).toEqual([
      'in_use',
      'HID 0c2e:*: exclusive access and device already open',
      { code: 'held_elsewhere', details: {} },
    ]);
  });

  test('a wire that is open already', async () => {
    machine.plug(SCANNER);
    const transport = createHidTransport({}, machine.system);
    const opening = transport.open(listener);
    await expect(transport.open(listener)).rejects.toMatchObject({ fault: 'in_use' });
    await opening;
    await expect(transport.open(listener)).rejects.toMatchObject({ fault: 'in_use' });
  });
});

test.runIf(process.platform === 'linux' && !existsSync('/dev/hidraw0'))('the real system without HID devices says so', async () => {
  const opening = createHidTransport({ vendorId: 0x0c2e }).open(listener);
  await expect(opening).rejects.toMatchObject({
    fault: 'not_found',
    message: expect.stringMatching(/no such scanner is connected|lib(usb-1\.0|udev)\.so/) as string,
  });
});
