import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { FoundDevice } from '#contract/setup.ts';
import { discoverDevices, type DiscoverOptions } from '#drivers/discovery/discover.ts';
import { deviceName, suggestModel } from '#drivers/discovery/known-devices.ts';
import type { LocalMachine } from '#drivers/discovery/local.ts';
import { createSysfs, type Sysfs } from '../../fakes/sysfs.ts';
import { createUsbBus } from '../../fakes/usb-bus.ts';

let sysfs: Sysfs;
let programs: string;

beforeEach(() => {
  sysfs = createSysfs();
  programs = mkdtempSync(join(tmpdir(), 'guitai-programs-'));
  vi.stubEnv('PATH', programs);
});

afterEach(() => {
  vi.unstubAllEnvs();
  sysfs.remove();
  rmSync(programs, { recursive: true, force: true });
});

/** Which files this user may not open. */
const machine = (forbidden: readonly string[] = []): LocalMachine => ({
  platform: 'linux',
  sysRoot: sysfs.root,
  usb: { list: async () => [] },
  missingRight: async (path, group) => (forbidden.includes(path) ? { code: 'join_group', details: { group } } : undefined),
});

async function search(options: Partial<DiscoverOptions> = {}): Promise<{ found: FoundDevice[]; ended: Record<string, string> }> {
  const found: FoundDevice[] = [];
  const ended: Record<string, string> = {};
  await discoverDevices({
    signal: new AbortController().signal,
    targets: [],
    found: (device) => found.push(FoundDevice.parse(device)),
    ended: (source, error) => (ended[source] = error ? (error.remedy?.code ?? 'failed') : 'done'),
    hostsDone() {},
    machine: machine(),
    listHid: async () => [],
    ...options,
  });
  return { found, ended };
}

function plugInPrinter(): void {
  sysfs.device('1-2', { idVendor: '0483', idProduct: '5743', busnum: '1', devnum: '5', product: 'POS80' });
  sysfs.interface('1-2', 0, {
    class: '07',
    protocol: '02',
    driver: 'usblp',
    deviceId: 'MFG:XPrinter;MDL:XP-80C;CMD:ESC/POS;',
    nodes: ['usbmisc/lp0'],
  });
}

describe('a USB printer', () => {
  const common = { key: 'USB 0483:5743 1-2', name: 'XPrinter XP-80C', kinds: ['printer', 'label_printer'], model: 'xprinter-xp-80' };

  test('is driven directly where that is allowed', async () => {
    plugInPrinter();
    expect((await search()).found).toEqual([
      { ...common, wire: { type: 'usb', vendorId: 0x0483, productId: 0x5743, location: '1-2' }, access: 'ok' },
    ]);
  });

  test('else through its device file', async () => {
    plugInPrinter();
    const { found } = await search({ machine: machine(['/dev/bus/usb/001/005']) });
    expect(found).toEqual([{ ...common, wire: { type: 'file', path: '/dev/usb/lp0' }, access: 'ok' }]);
  });

  test('else it comes with the rule that would allow it', async () => {
    plugInPrinter();
    const { found } = await search({ machine: machine(['/dev/bus/usb/001/005', '/dev/usb/lp0']) });
    expect(found[0]).toMatchObject({
      access: 'no_permission',
      remedy: {
        code: 'udev_rule',
        details: { rule: 'SUBSYSTEM=="usb", ATTR{idVendor}=="0483", ATTR{idProduct}=="5743", MODE="0660", GROUP="lp"', group: 'lp' },
      },
    });
  });

  test('that speaks a label language is a label printer first', async () => {
    sysfs.device('1-2', { idVendor: '0483', idProduct: '5743', busnum: '1', devnum: '5', serial: 'L1' });
    sysfs.interface('1-2', 0, { class: '07', deviceId: 'MFG:Gprinter;MDL:GP-3120;CMD:TSPL;' });
    expect((await search()).found[0]).toMatchObject({ kinds: ['label_printer', 'printer'], wire: { serialNumber: 'L1' } });
  });

  test('on other systems is found where it can be opened', async () => {
    const bus = createUsbBus('darwin');
    bus.plugIn({ serialNumber: 'A1' });
    bus.plugIn({ serialNumber: 'B2' }).refuse.configuration = 'open error: incompatible driver is installed for this device';
    const list = bus.system.list;
    if (!list) throw new Error('the fake bus lists');
    const { found } = await search({ machine: { ...machine(), platform: 'darwin', usb: { list } } });
    expect(found.filter(({ wire }) => wire.type === 'usb').map(({ key }) => key)).toEqual(['USB 0483:5743 A1']);
  });
});

describe('serial ports', () => {
  test('say what they are by their vendor, and what right is missing', async () => {
    sysfs.device('1-1', {
      idVendor: '0c2e',
      idProduct: '0b61',
      serial: '21C4A',
      busnum: '1',
      devnum: '7',
      product: 'Honeywell Xenon 1900',
    });
    sysfs.interface('1-1', 0, { class: '02', driver: 'cdc_acm', nodes: ['tty/ttyACM0'] });
    sysfs.device('1-3', { idVendor: '1a86', idProduct: '7523', busnum: '1', devnum: '8' });
    sysfs.interface('1-3', 0, { class: 'ff', driver: 'ch341', nodes: ['ttyUSB0/tty/ttyUSB0'] });
    sysfs.builtInPort('ttyS0', '4');
    const { found } = await search({ machine: machine(['/dev/ttyUSB0']) });
    expect(found).toEqual([
      {
        key: 'serial USB 0c2e:0b61 21C4A',
        wire: { type: 'serial', path: '/dev/ttyACM0', usb: { vendorId: 0x0c2e, productId: 0x0b61, serialNumber: '21C4A' } },
        name: 'Honeywell Xenon 1900',
        kinds: ['scanner'],
        access: 'ok',
      },
      {
        key: 'serial USB 1a86:7523 1-3',
        wire: { type: 'serial', path: '/dev/ttyUSB0', usb: { vendorId: 0x1a86, productId: 0x7523, location: '1-3' } },
        name: 'WCH CH340',
        kinds: ['display', 'scanner', 'scale', 'printer'],
        access: 'no_permission',
        remedy: { code: 'join_group', details: { group: 'dialout' } },
      },
      {
        key: 'serial /dev/ttyS0',
        wire: { type: 'serial', path: '/dev/ttyS0' },
        name: '',
        kinds: ['display', 'scanner', 'scale', 'printer'],
        access: 'ok',
      },
    ]);
  });

  test('an adapter without a driver is named with the driver it needs', async () => {
    sysfs.device('1-3', { idVendor: '067b', idProduct: '2303', busnum: '1', devnum: '8' });
    sysfs.interface('1-3', 0, { class: 'ff' });
    expect((await search()).found).toMatchObject([{ access: 'no_driver', remedy: { code: 'load_driver', details: { driver: 'pl2303' } } }]);
  });
});

describe('scanners', () => {
  test('in HID POS mode are found by their usage page, with the right they lack', async () => {
    const { found } = await search({
      machine: machine(['/dev/hidraw3']),
      listHid: async () => [{ vendorId: 0x05e0, productId: 0x1300, serialNumber: 'S9', path: '/dev/hidraw3', usagePage: 0x8c }],
    });
    expect(found).toEqual([
      {
        key: 'hid USB 05e0:1300 S9',
        wire: { type: 'hid', vendorId: 0x05e0, productId: 0x1300, serialNumber: 'S9' },
        name: 'Zebra HID POS',
        kinds: ['scanner'],
        access: 'no_permission',
        remedy: { code: 'join_group', details: { group: 'plugdev' } },
      },
    ]);
  });

  test('that type like a keyboard need no settings and say how to change that', async () => {
    sysfs.device('1-4', { idVendor: '1eab', idProduct: '0003', busnum: '1', devnum: '9', serial: 'N1' });
    sysfs.interface('1-4', 0, { class: '03', protocol: '01' });
    sysfs.device('1-5', { idVendor: '046d', idProduct: 'c31c', busnum: '1', devnum: '10', product: 'Keyboard K120' });
    sysfs.interface('1-5', 0, { class: '03', protocol: '01' });
    const { found } = await search();
    expect(found).toMatchObject([
      { wire: { type: 'keyboard' }, name: 'Newland', kinds: ['scanner'], remedy: { code: 'keyboard_scanner' } },
    ]);
  });
});

describe.skipIf(process.platform === 'win32')('print queues', () => {
  test('come from lpstat -e; names that could be options are left out', async () => {
    writeFileSync(join(programs, 'lpstat'), '#!/bin/sh\n[ "$*" = "-e" ] && printf "RECEIPTS\\n小票 机\\n-h\\n\\n"\n');
    chmodSync(join(programs, 'lpstat'), 0o755);
    const { found, ended } = await search();
    expect(found.map(({ wire }) => wire)).toEqual([
      { type: 'spooler', queue: 'RECEIPTS' },
      { type: 'spooler', queue: '小票 机' },
    ]);
    expect(ended['queues']).toBe('done');
  });

  test('without the program the rest is found and the package is named', async () => {
    plugInPrinter();
    const { found, ended } = await search();
    expect(found.length).toBe(1);
    expect(ended).toEqual({ usb: 'done', serial: 'done', hid: 'done', queues: 'install_package', network: 'done' });
  });
});

test('a machine without USB, and HID that cannot be used, are told and stop nothing', async () => {
  sysfs.builtInPort('ttyS0', '4');
  const { found, ended } = await search({ listHid: () => Promise.reject(new Error('libudev.so.1: cannot open shared object file')) });
  expect(found.map(({ key }) => key)).toEqual(['serial /dev/ttyS0']);
  expect(ended).toMatchObject({ usb: 'no_usb_here', hid: 'failed', serial: 'done' });
});

test('a source that never answers is given up when time is up', async () => {
  const { ended } = await search({ listHid: () => new Promise(() => {}), limitMs: 20 });
  expect(ended['hid']).toBe('failed');
});

test('a stopped search ends at once and finds nothing more', async () => {
  const stop = new AbortController();
  const searching = search({ signal: stop.signal, listHid: () => new Promise(() => {}) });
  stop.abort();
  expect((await searching).found).toEqual([]);
});

test('a model is suggested by the longest name a printer says', () => {
  expect(suggestModel('EPSON TM-T88VI')).toBe('epson-tm-t88vi');
  expect(suggestModel('TM-T88V')).toBe('epson-tm-t88v');
  expect(suggestModel('xp-58iih')).toBe('xprinter-xp-58');
  expect(suggestModel('POS80')).toBeUndefined();
  expect(suggestModel('')).toBeUndefined();
});

test('a name is not doubled', () => {
  expect(deviceName(0x0c2e, '', 'Honeywell Xenon 1900')).toBe('Honeywell Xenon 1900');
  expect(deviceName(0x0c2e, '', '')).toBe('Honeywell');
  expect(deviceName(0x1234, 'ACME', 'Gun')).toBe('ACME Gun');
});
