import { afterEach, expect, test } from 'vitest';
import { listLinuxUsb } from '#drivers/transport/linux-usb.ts';
import { listSerialPorts } from '#drivers/transport/serial-list.ts';
import { createSysfs } from '../../fakes/sysfs.ts';

let sysfs = createSysfs();

afterEach(() => {
  sysfs.remove();
  sysfs = createSysfs();
});

function plugIn(): void {
  sysfs.device('usb1', { idVendor: '1d6b', idProduct: '0002', bDeviceClass: '09' });
  sysfs.device('1-1', { idVendor: '05e3', idProduct: '0608', bDeviceClass: '09' });
  sysfs.device('1-1.2', {
    idVendor: '0c2e',
    idProduct: '0b61',
    serial: '21C4A',
    busnum: '1',
    devnum: '7',
    manufacturer: 'Honeywell',
    product: 'Xenon 1900',
  });
  sysfs.interface('1-1.2', 0, { class: '02', driver: 'cdc_acm', nodes: ['tty/ttyACM0'] });
  sysfs.interface('1-1.2', 1, { class: '0a', driver: 'cdc_acm' });
  sysfs.device('1-3', { idVendor: '1a86', idProduct: '7523', busnum: '1', devnum: '8', product: 'USB2.0-Serial' });
  sysfs.interface('1-3', 0, { class: 'ff', driver: 'ch341', nodes: ['ttyUSB0/tty/ttyUSB0'] });
  sysfs.device('2-4', {
    idVendor: '0483',
    idProduct: '5743',
    busnum: '2',
    devnum: '31',
    manufacturer: 'STM\x1b[31m\x00icro',
    product: 'POS80',
  });
  sysfs.interface('2-4', 0, { class: '07', protocol: '02', driver: 'usblp', deviceId: 'MFG:XP;MDL:XP-80;', nodes: ['usbmisc/lp3'] });
}

test('serial ports come with the USB device behind them, whichever driver made the name', async () => {
  plugIn();
  sysfs.builtInPort('ttyS0', '4');
  sysfs.builtInPort('ttyS1', '0');
  sysfs.builtInPort('tty0', '4');
  expect(await listSerialPorts(sysfs.root, 'linux')).toEqual([
    {
      path: '/dev/ttyACM0',
      usb: { vendorId: 0x0c2e, productId: 0x0b61, serialNumber: '21C4A', location: '1-1.2' },
      manufacturer: 'Honeywell',
      product: 'Xenon 1900',
    },
    {
      path: '/dev/ttyUSB0',
      usb: { vendorId: 0x1a86, productId: 0x7523, serialNumber: undefined, location: '1-3' },
      manufacturer: '',
      product: 'USB2.0-Serial',
    },
    { path: '/dev/ttyS0', usb: undefined, manufacturer: '', product: '' },
  ]);
});

test('hubs are no devices, a printer has its node, its driver and its own words, control bytes left out', async () => {
  plugIn();
  const devices = await listLinuxUsb(sysfs.root);
  expect(devices.map(({ location }) => location)).toEqual(['1-1.2', '1-3', '2-4']);
  expect(devices[2]).toEqual({
    vendorId: 0x0483,
    productId: 0x5743,
    serialNumber: undefined,
    location: '2-4',
    manufacturer: 'STM[31micro',
    product: 'POS80',
    busPath: '/dev/bus/usb/002/031',
    interfaces: [{ interfaceClass: 7, subclass: 0, protocol: 2, driver: 'usblp', deviceId: 'MFG:XP;MDL:XP-80;', nodes: ['/dev/usb/lp3'] }],
  });
});

test('a machine without USB has an empty list, not an error', async () => {
  expect(await listSerialPorts('/nowhere', 'linux')).toEqual([]);
  expect(Array.isArray(await listSerialPorts())).toBe(true);
});
