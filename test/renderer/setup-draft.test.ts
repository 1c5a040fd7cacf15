import { expect, test } from 'vitest';
import type { SetupView } from '#contract/setup.ts';
import { adviceFor, draftOf, formFor, kindsOn, parseAddress, withKind } from '#renderer/screens/setup/draft.ts';
import { deviceRow } from '../fakes/device-row.ts';

const view: SetupView = {
  revision: 'a1',
  canUndo: false,
  roles: {},
  configured: [],
  models: {
    printer: [{ id: 'generic-80', name: '80 mm' }],
    label_printer: [{ id: 'tsc-203', name: 'TSC' }],
    scale: [{ id: 'toledo-8217', name: 'Toledo 8217' }],
  },
  discovery: { state: 'idle', sources: [], hostsDone: 0, hostsTotal: 0, found: [] },
  trial: null,
};
const serial = { type: 'serial', path: '/dev/ttyUSB0', usb: { vendorId: 0x1a86, productId: 0x7523, location: '1-3' } } as const;

test('the kinds a wire can carry come with the likeliest first', () => {
  expect(kindsOn(serial, ['display', 'scanner', 'scale'])).toEqual(['display', 'scanner', 'scale', 'printer', 'label_printer']);
  expect(kindsOn({ type: 'usb', vendorId: 1, productId: 2 }, ['label_printer', 'printer'])).toEqual(['label_printer', 'printer']);
  expect(kindsOn({ type: 'keyboard' }, ['scanner'])).toEqual([]);
});

test('a port with a USB device behind it is saved by the device, not by the name it has today', () => {
  expect(draftOf(formFor({ wire: serial, kinds: ['display'] }, view, []))).toEqual({
    kind: 'display',
    device: {
      id: 'pole',
      protocol: 'led8',
      transport: { type: 'serial', usb: { vendorId: 0x1a86, productId: 0x7523, location: '1-3' }, baudRate: 2400 },
    },
  });
  const port = { type: 'serial', path: '/dev/ttyS0' } as const;
  expect(draftOf(formFor({ wire: port, kinds: ['scanner'] }, view, []))).toEqual({
    kind: 'scanner',
    device: { id: 'gun', type: 'serial', path: '/dev/ttyS0', baudRate: 9600 },
  });
});

test('a scale that sends seven bits is saved so', () => {
  const port = { type: 'serial', path: '/dev/ttyS0' } as const;
  expect(draftOf(formFor({ wire: port, kinds: ['scale'] }, view, []))).toEqual({
    kind: 'scale',
    device: {
      id: 'scale',
      protocol: 'toledo-8217',
      transport: { type: 'serial', path: '/dev/ttyS0', baudRate: 9600, dataBits: 7, parity: 'even' },
    },
  });
});

test('a new device gets a free name and the roles nobody has', () => {
  const receipt = deviceRow({ id: 'receipt', kind: 'printer', model: 'generic-80' });
  const form = formFor(
    { wire: { type: 'tcp', host: '192.168.1.9', port: 9100 }, kinds: ['printer'], model: 'xprinter-xp-80' },
    { ...view, roles: { receiptPrinter: 'receipt' } },
    [receipt],
  );
  expect(form).toMatchObject({ id: 'receipt-2', model: 'xprinter-xp-80', roles: ['ticketPrinter'] });
  expect(draftOf({ ...form, shared: true }).device['transport']).toEqual({ type: 'tcp', host: '192.168.1.9', port: 9100, session: 'job' });
  expect(withKind(form, 'label_printer', view, [receipt])).toMatchObject({ id: 'label', roles: ['labelPrinter'] });
});

test('a device that is set up already keeps its name, its model and its roles', () => {
  const front = deviceRow({ id: 'front', kind: 'printer', model: 'generic-58' });
  const found = { wire: { type: 'usb', vendorId: 1, productId: 2 }, kinds: ['printer'], configuredAs: 'front' } as const;
  expect(
    formFor(
      { ...found, kinds: [...found.kinds] },
      {
        ...view,
        roles: { receiptPrinter: 'front', ticketPrinter: 'front' },
        configured: [
          { kind: 'printer', device: { id: 'front', model: 'generic-58', transport: { type: 'usb', vendorId: 1, productId: 2 } } },
        ],
      },
      [front],
    ),
  ).toMatchObject({
    id: 'front',
    model: 'generic-58',
    roles: ['receiptPrinter', 'ticketPrinter'],
  });
});

test.each([
  ['scale', 'scale', { protocol: 'yaohua', transport: { baudRate: 4800, dataBits: 7, parity: 'odd', stopBits: 2, flowControl: 'none' } }],
  [
    'printer',
    'receipt',
    { model: 'generic-58', transport: { baudRate: 19_200, dataBits: 8, parity: 'none', stopBits: 1, flowControl: 'rts-cts' } },
  ],
] as const)('a %s that is set up keeps how its wire was set', (kind, id, { transport, ...options }) => {
  const port = { type: 'serial', path: '/dev/ttyS0' } as const;
  const device = { id, ...options, transport: { ...port, ...transport } };
  const form = formFor({ wire: port, kinds: ['scanner'], configuredAs: id }, { ...view, configured: [{ kind, device }] }, [
    deviceRow({ id, kind, model: '' }),
  ]);
  const { flowControl, ...written } = device.transport;
  expect(draftOf(form)).toEqual({ kind, device: { ...device, transport: flowControl === 'none' ? written : device.transport } });
});

test('a printer on the network keeps that it is shared, and a scale of another protocol sends as that one does', () => {
  const wire = { type: 'tcp', host: '192.168.1.9', port: 9100 } as const;
  const shared = { id: 'receipt', model: 'generic-80', transport: { ...wire, session: 'job' } };
  const found = { wire, kinds: [], configuredAs: 'receipt' };
  const form = formFor(found, { ...view, configured: [{ kind: 'printer', device: shared }] }, [
    deviceRow({ id: 'receipt', kind: 'printer', model: '' }),
  ]);
  expect(draftOf(form).device['transport']).toEqual({ ...wire, session: 'job' });
  expect(withKind({ ...form, format: { dataBits: 7, parity: 'odd', stopBits: 2 } }, 'scanner', view, []).format).toBeUndefined();
});

test.each([
  ['192.168.1.60', '192.168.1.60', 9100],
  [' 192.168.1.60:9101 ', '192.168.1.60', 9101],
  ['printer.lan:515', 'printer.lan', 515],
  // Not all typed yet.
  ['192.168.1.60:', '192.168.1.60:', 9100],
  ['', '', 9100],
] as const)('the address %j is host %j and port %i', (text, host, port) => {
  expect(parseAddress(text)).toEqual({ host, port });
});

test('what came out wrong leads to the change that may put it right', () => {
  const printer = formFor({ wire: serial, kinds: ['printer'] }, view, []);
  expect(adviceFor(printer, 'cut')).toEqual({ advice: 'setup.adviceCut', change: { model: 'generic-58' } });
  expect(adviceFor({ ...printer, model: 'generic-58' }, 'cut').change).toEqual({ model: 'generic-80' });
  expect(adviceFor(printer, 'garbled')).toEqual({ advice: 'setup.adviceGarbled' });
  expect(adviceFor({ ...printer, kind: 'drawer' }, 'nothing').change).toEqual({ pin: 5 });
  expect(adviceFor(printer, 'right')).toEqual({ advice: 'setup.good' });
});
