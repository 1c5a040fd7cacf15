import { describe, expect, test } from 'vitest';
import { remedyText } from '#contract/remedy.ts';
import { createLink, type LinkStatus } from '#drivers/link.ts';
import { findUsbPrinter, parseDeviceId } from '#drivers/transport/usb-printer-class.ts';
import { realUsbSystem, usbLocation } from '#drivers/transport/usb-system.ts';
import { createUsbTransport } from '#drivers/transport/usb.ts';
import { TransportError, type Transport, type TransportListener } from '#drivers/transport/transport.ts';
import { createRecording, type Recording } from '../../fakes/recording.ts';
import { createUsbBus, printerAlternate, type FakeUsbBus } from '../../fakes/usb-bus.ts';

const ids = { vendorId: 0x0483, productId: 0x5743 };

interface Near extends TransportListener {
  readonly data: Recording<readonly number[]>;
  readonly lost: Recording<TransportError>;
}

function createNear(): Near {
  const data = createRecording<readonly number[]>();
  const lost = createRecording<TransportError>();
  return { data, lost, onData: (bytes) => data.add([...bytes]), onLost: (error) => lost.add(error) };
}

const on = (bus: FakeUsbBus, extra: { serialNumber?: string; location?: string } = {}): Transport =>
  createUsbTransport({ ...ids, ...extra }, bus.system);

async function refusal(promise: Promise<unknown>): Promise<TransportError> {
  const error: unknown = await promise.then(
    () => undefined,
    (cause: unknown) => cause,
  );
  if (!(error instanceof TransportError)) throw new Error('was not refused');
  return error;
}

describe('a printer that is well', () => {
  test('bytes go out, answers come in, and the kernel driver gets the printer back at the end', async () => {
    const bus = createUsbBus();
    const printer = bus.plugIn();
    const transport = on(bus);
    const near = createNear();
    await transport.open(near);
    expect(transport.twoWay).toBe(true);
    await transport.write(Buffer.from('\x1b@hello\n', 'latin1'));
    expect(printer.paper()).toBe('\x1b@hello\n');
    printer.say([0x12]);
    expect(await near.data.until(() => true)).toEqual([0x12]);
    await transport.close();
    await transport.close();
    expect(printer.calls).toEqual(['open', 'detach 0', 'claim 0', 'control 0', 'release 0', 'attach 0', 'close']);
    expect(near.lost.all).toEqual([]);
  });

  test('a document longer than a transfer arrives whole and in order, whatever each transfer takes', async () => {
    const bus = createUsbBus();
    const printer = bus.plugIn();
    const transport = on(bus);
    await transport.open(createNear());
    const document = Buffer.from(Array.from({ length: 10_000 }, (_, index) => index & 0x7f)).toString('latin1');
    printer.nextOut.push(1, 4000, 64);
    await Promise.all([transport.write(Buffer.from(document, 'latin1')), transport.write(Buffer.from('after'))]);
    expect(printer.paper()).toBe(`${document}after`);
    await transport.close();
  });

  test('its own name from GET_DEVICE_ID stands behind the wiring', async () => {
    const bus = createUsbBus();
    const printer = bus.plugIn();
    printer.deviceId = 'MFG:XPrinter;CMD:ESC/POS;MDL:XP-80C;CLS:PRINTER;';
    const transport = on(bus);
    expect(transport.wiring).toBe('USB 0483:5743');
    await transport.open(createNear());
    expect(transport.wiring).toBe('USB 0483:5743 XP-80C');
    await transport.close();
  });

  test('empty packets are no data and do not spin', async () => {
    const bus = createUsbBus();
    const printer = bus.plugIn();
    const transport = on(bus);
    const near = createNear();
    await transport.open(near);
    printer.say([]);
    printer.say([0x16]);
    expect(await near.data.until(() => true)).toEqual([0x16]);
    await transport.close();
  });

  test('one without bulk IN is one-way and gone when the bus no longer lists it', async () => {
    const bus = createUsbBus();
    const printer = bus.plugIn({ twoWay: false });
    const transport = on(bus);
    const near = createNear();
    await transport.open(near);
    expect(transport.twoWay).toBe(false);
    bus.unplug(printer);
    expect(await near.lost.until(() => true)).toMatchObject({ fault: 'not_found', bytesSent: 0 });
    await transport.close();
  });

  test('a bidirectional interface is taken before a unidirectional one, packets and other classes never', () => {
    const interfaces = (alternates: Parameters<typeof Array.of>[0][]): Parameters<typeof findUsbPrinter>[0] => ({
      configuration: { interfaces: [{ interfaceNumber: 3, alternates: alternates as ReturnType<typeof printerAlternate>[] }] },
    });
    expect(findUsbPrinter(interfaces([printerAlternate(1, 0), printerAlternate(2, 1)]))).toEqual({
      interfaceNumber: 3,
      alternateSetting: 1,
      endpointOut: 1,
      endpointIn: 2,
      packetBytes: 64,
    });
    expect(findUsbPrinter(interfaces([printerAlternate(3)]))).toBeUndefined();
    expect(findUsbPrinter(interfaces([{ ...printerAlternate(2), interfaceClass: 3 }]))).toBeUndefined();
    expect(findUsbPrinter(interfaces([{ ...printerAlternate(2), endpoints: [] }]))).toBeUndefined();
    expect(findUsbPrinter({})).toBeUndefined();
  });

  test('an alternate setting is chosen after the claim', async () => {
    const bus = createUsbBus();
    const printer = bus.plugIn({ alternates: [printerAlternate(1, 0), printerAlternate(2, 1)] });
    const transport = on(bus);
    await transport.open(createNear());
    expect(printer.calls.slice(2, 4)).toEqual(['claim 0', 'alternate 0.1']);
    await transport.close();
  });
});

describe('which printer is meant', () => {
  test('a serial number finds it in any socket', async () => {
    const bus = createUsbBus();
    bus.plugIn({ serialNumber: 'A1', ports: [1] });
    const second = bus.plugIn({ serialNumber: 'B2', ports: [4, 2] });
    const transport = on(bus, { serialNumber: 'B2' });
    await transport.open(createNear());
    await transport.write(Buffer.from('x'));
    expect(second.paper()).toBe('x');
    await transport.close();
  });

  test('without one the socket tells two of the same model apart', async () => {
    const bus = createUsbBus();
    bus.plugIn({ ports: [1] });
    const second = bus.plugIn({ ports: [4, 2] });
    const transport = on(bus, { location: '1-4.2' });
    await transport.open(createNear());
    await transport.write(Buffer.from('x'));
    expect(second.paper()).toBe('x');
    await transport.close();
    expect((await refusal(on(bus).open(createNear()))).remedy?.code).toBe('same_model_twice');
  });

  test('a socket is named as Linux does', () => {
    expect(usbLocation({ bus: '001', ports: [4, 2] })).toBe('1-4.2');
    expect(usbLocation({ bus: 'PCIROOT(0)', ports: [3] })).toBe('PCIROOT(0)-3');
  });

  test('plugged out and into another socket, a link finds it again by its serial number', async () => {
    const bus = createUsbBus();
    let printer = bus.plugIn({ serialNumber: 'A1', ports: [1] });
    const changes = createRecording<LinkStatus>();
    const link = createLink({
      transport: on(bus, { serialNumber: 'A1' }),
      onData() {},
      onChange: (status) => changes.add(status),
      backOffMs: [1],
    });
    link.start();
    for (let port = 2; port < 5; port += 1) {
      await changes.until(({ state }) => state === 'ready');
      changes.clear();
      bus.unplug(printer);
      await changes.until(({ state, problem }) => state === 'lost' && problem === 'not_found');
      changes.clear();
      printer = bus.plugIn({ serialNumber: 'A1', ports: [port] });
      await changes.until(({ state }) => state === 'ready');
      await link.send(Buffer.from(`socket ${port}`));
      expect(printer.paper()).toBe(`socket ${port}`);
    }
    await link.stop();
  });
});

describe('a printer that cannot be opened', () => {
  const open = async (set: (bus: FakeUsbBus) => void, platform?: NodeJS.Platform): Promise<TransportError> => {
    const bus = createUsbBus(platform);
    set(bus);
    return refusal(on(bus).open(createNear()));
  };

  test('not plugged in, or only others of its kind, is not found', async () => {
    expect(await open(() => {})).toMatchObject({ fault: 'not_found', bytesSent: 0, message: 'USB 0483:5743: is not plugged in' });
    const bus = createUsbBus();
    bus.plugIn({ serialNumber: 'A1' });
    const error = await refusal(on(bus, { serialNumber: 'B2' }).open(createNear()));
    expect(error).toMatchObject({ fault: 'not_found', message: 'USB 0483:5743 B2: only others of its kind are plugged in' });
  });

  test('no rights on Linux come with the exact udev rule', async () => {
    const error = await open((bus) => (bus.plugIn().refuse.open = 'open error: permission denied (errno 13)'));
    expect(error.fault).toBe('no_permission');
    expect(error.remedy && remedyText(error.remedy, 'en')).toBe(
      'Put one line into /etc/udev/rules.d/60-guitai.rules: SUBSYSTEM=="usb", ATTR{idVendor}=="0483", ATTR{idProduct}=="5743", MODE="0660", GROUP="lp" Then run sudo udevadm control --reload and plug it in again; the user must be in group lp.',
    );
  });

  test('bound to the printer driver of Windows, the way is its print queue', async () => {
    const error = await open(
      (bus) => (bus.plugIn().refuse.claim = 'claimInterface error: incompatible driver is installed for this device'),
      'win32',
    );
    expect(error).toMatchObject({ fault: 'in_use', remedy: { code: 'use_print_queue' } });
  });

  test('held by another program it is in use, and left as it was found', async () => {
    const bus = createUsbBus();
    const printer = bus.plugIn();
    printer.refuse.claim = 'claimInterface error: interface is busy (errno 16)';
    const error = await refusal(on(bus).open(createNear()));
    expect(error).toMatchObject({ fault: 'in_use', remedy: { code: 'held_elsewhere' } });
    expect(printer.calls.slice(-2)).toEqual(['attach 0', 'close']);
  });

  test('a driver that is not there need not be moved aside; one that stays is told', async () => {
    const bus = createUsbBus();
    const printer = bus.plugIn();
    printer.refuse.detach = 'detachKernelDriver error: no kernel driver attached (errno 61)';
    const transport = on(bus);
    await transport.open(createNear());
    await transport.close();
    expect(printer.calls).not.toContain('attach 0');
    printer.refuse.detach = 'detachKernelDriver error: failed to detach kernel driver (errno 5)';
    expect((await refusal(transport.open(createNear()))).fault).toBe('offline');
  });

  test('a device that is no printer, will not be read, or a machine without USB says so', async () => {
    expect(await open((bus) => bus.plugIn({ alternates: [] }))).toMatchObject({
      fault: 'not_found',
      message: 'USB 0483:5743: has no printer interface (class 07)',
    });
    expect((await open((bus) => (bus.plugIn().refuse.configuration = 'configuration error: device is not configured'))).fault).toBe(
      'offline',
    );
    expect(await open((bus) => bus.failListing('getDevices error: /sys/bus/usb/devices/ not found (errno 2)'))).toMatchObject({
      fault: 'not_found',
      remedy: { code: 'no_usb_here' },
    });
    expect((await open((bus) => (bus.plugIn().refuse.open = 'open error: device not found (errno 2)'))).fault).toBe('not_found');
  });

  test('one owner at a time', async () => {
    const bus = createUsbBus();
    bus.plugIn();
    const transport = on(bus);
    const both = await Promise.allSettled([transport.open(createNear()), transport.open(createNear())]);
    expect(both.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
    expect((await refusal(transport.open(createNear()))).fault).toBe('in_use');
    await transport.close();
    await transport.open(createNear());
    await transport.close();
  });
});

describe('a write that goes wrong', () => {
  const broken = async (
    ends: (number | string)[],
    portStatus = 0x18,
  ): Promise<{ error: TransportError; lost: number; calls: readonly string[] }> => {
    const bus = createUsbBus();
    const printer = bus.plugIn();
    printer.portStatus = portStatus;
    const transport = on(bus);
    const near = createNear();
    await transport.open(near);
    printer.nextOut.push(...ends);
    const error = await refusal(transport.write(Buffer.alloc(10_000, 0x41)));
    expect((await refusal(transport.write(Buffer.from('y')))).fault).toBe('offline');
    await transport.close();
    return { error, lost: near.lost.all.length, calls: printer.calls };
  };

  test('a transfer that was cut off counts whole as possibly sent, what was never begun does not', async () => {
    const { error, lost } = await broken([4096, 'Disconnected']);
    expect(error).toMatchObject({ fault: 'not_found', bytesSent: 8192 });
    expect(lost).toBe(1);
  });

  test('a printer that takes no more says why when it can', async () => {
    expect((await broken(['Cancelled'], 0x38)).error).toMatchObject({
      fault: 'offline',
      bytesSent: 4096,
      message: 'USB 0483:5743: transferOut error: Cancelled; no paper',
    });
    expect((await broken(['Cancelled'], 0x00)).error.message).toMatch(/not selected, error$/);
    expect((await broken(['Cancelled'])).error.message).toBe('USB 0483:5743: took no more bytes in time');
  });

  test('a stall is cleared, so that the next connection can print', async () => {
    const { error, calls } = await broken(['Stall']);
    expect(error).toMatchObject({ fault: 'offline', bytesSent: 4096 });
    expect(calls).toContain('clear halt out 1');
  });

  test('a transfer that takes nothing is an end, not a loop', async () => {
    expect((await broken([100, 0])).error).toMatchObject({ fault: 'offline', bytesSent: 4196 });
  });

  test('before the wire is open not a byte is counted', async () => {
    expect(await refusal(on(createUsbBus()).write(Buffer.from('x')))).toMatchObject({ fault: 'offline', bytesSent: 0 });
  });
});

test('a device id is read with long or short keys, hostile bytes left out', () => {
  expect(parseDeviceId('MANUFACTURER:EPSON;COMMAND SET:ESC/POS,D4;MODEL:TM-T20III;CLASS:PRINTER;')).toEqual({
    maker: 'EPSON',
    model: 'TM-T20III',
    commands: 'ESC/POS,D4',
  });
  expect(parseDeviceId('mdl: \x1b\x00P80 \xff;')).toEqual({ maker: '', model: 'P80', commands: '' });
  expect(parseDeviceId('')).toBeUndefined();
  expect(parseDeviceId(';;::x')).toBeUndefined();
});

test('the real bus answers: a list, or the reason there is none', async () => {
  const listed = await realUsbSystem.list().then(Array.isArray, (cause: Error) => cause.message);
  expect(listed === true || /getDevices error/.test(String(listed))).toBe(true);
});
