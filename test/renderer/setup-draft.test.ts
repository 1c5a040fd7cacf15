import { expect, test } from 'vitest';
import type { SetupView } from '#contract/setup.ts';
import { adviceFor, draftOf, formFor, kindsOn, withKind } from '#renderer/screens/setup/draft.ts';
import { deviceRow } from '../fakes/device-row.ts';

const view: SetupView = {
  revision: 'a1',
  canUndo: false,
  roles: {},
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
    formFor({ ...found, kinds: [...found.kinds] }, { ...view, roles: { receiptPrinter: 'front', ticketPrinter: 'front' } }, [front]),
  ).toMatchObject({
    id: 'front',
    model: 'generic-58',
    roles: ['receiptPrinter', 'ticketPrinter'],
  });
});

test('what came out wrong leads to the change that may put it right', () => {
  const printer = formFor({ wire: serial, kinds: ['printer'] }, view, []);
  expect(adviceFor(printer, 'cut')).toEqual({ advice: 'setup.adviceCut', change: { model: 'generic-58' } });
  expect(adviceFor({ ...printer, model: 'generic-58' }, 'cut').change).toEqual({ model: 'generic-80' });
  expect(adviceFor(printer, 'garbled')).toEqual({ advice: 'setup.adviceGarbled' });
  expect(adviceFor({ ...printer, kind: 'drawer' }, 'nothing').change).toEqual({ pin: 5 });
  expect(adviceFor(printer, 'right')).toEqual({ advice: 'setup.good' });
});
