import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { GuitaiError } from '#contract/error.ts';
import { changeDevice, putDevice, removeDevice, type SettingsDocument } from '#main/settings-document.ts';
import { createSettingsEditor, type SettingsEditor } from '#main/settings-editor.ts';

const PLAIN = '{ "store": { "code": "S001", "name": "小满" }, "terminal": "01" }';
const PRINTER = { id: 'receipt', model: 'generic-80', transport: { type: 'tcp', host: '192.168.1.50', port: 9100 } };
const DRAWER = { id: 'drawer', printer: 'receipt' };

let dataDir: string;
let editor: SettingsEditor;
const text = (): string => readFileSync(join(dataDir, 'settings.json'), 'utf8');
const document = (): SettingsDocument => JSON.parse(text()) as SettingsDocument;

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'guitai-editor-'));
  writeFileSync(join(dataDir, 'settings.json'), PLAIN);
  editor = createSettingsEditor(dataDir);
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

function change(edit: (document: SettingsDocument) => void): void {
  editor.change(editor.revision, edit).write();
}

function refusal(attempt: () => unknown): GuitaiError {
  try {
    attempt();
  } catch (error) {
    if (error instanceof GuitaiError) return error;
    throw error;
  }
  throw new Error('was not refused');
}

test('a device is added with its roles, and nothing else in the file changes', () => {
  const prepared = editor.change(editor.revision, (all) => putDevice(all, 'printer', PRINTER, ['receiptPrinter', 'ticketPrinter']));
  expect(text()).toBe(PLAIN);
  prepared.write();
  expect(prepared.settings.devices.printers[0]).toMatchObject({ id: 'receipt', transport: { type: 'tcp', session: 'held' } });
  expect(document()).toEqual({
    store: { code: 'S001', name: '小满' },
    terminal: '01',
    devices: { printers: [PRINTER] },
    roles: { receiptPrinter: 'receipt', ticketPrinter: 'receipt' },
  });
  expect(readFileSync(join(dataDir, 'settings.previous.json'), 'utf8')).toBe(PLAIN);
  expect(readdirSync(dataDir).toSorted()).toEqual(['settings.json', 'settings.previous.json']);
});

test('a device of the same id is replaced in its place, and a role it is not given any more is dropped', () => {
  change((all) => {
    putDevice(all, 'printer', PRINTER, ['receiptPrinter', 'ticketPrinter']);
    putDevice(all, 'printer', { ...PRINTER, id: 'second' }, []);
  });
  change((all) => putDevice(all, 'printer', { ...PRINTER, model: 'generic-58' }, ['ticketPrinter']));
  expect(document()).toMatchObject({ devices: { printers: [{ id: 'receipt', model: 'generic-58' }, { id: 'second' }] } });
  expect(document()['roles']).toEqual({ ticketPrinter: 'receipt' });
});

test('what a person set on a device besides stays when it is set up again, but not with another dialect or an old wire', () => {
  change((all) => {
    putDevice(all, 'printer', PRINTER, []);
    putDevice(all, 'drawer', { ...DRAWER, polarity: 'high_open' }, []);
    putDevice(all, 'scanner', { id: 'gun', type: 'serial', path: '/dev/ttyACM0', duplicateGuardMs: 300 }, []);
    putDevice(all, 'display', { id: 'pole', protocol: 'led8', lampOrder: 'after', transport: { type: 'virtual' } }, []);
  });
  change((all) => {
    putDevice(all, 'drawer', { ...DRAWER, pin: 5 }, []);
    putDevice(all, 'scanner', { id: 'gun', type: 'serial', usb: { vendorId: 3118, productId: 2913 } }, []);
    putDevice(all, 'display', { id: 'pole', protocol: 'cd5220', transport: { type: 'virtual' } }, []);
  });
  expect(document()['devices']).toEqual({
    printers: [PRINTER],
    drawers: [{ id: 'drawer', printer: 'receipt', polarity: 'high_open', pin: 5 }],
    scanners: [{ id: 'gun', type: 'serial', usb: { vendorId: 3118, productId: 2913 }, duplicateGuardMs: 300 }],
    displays: [{ id: 'pole', protocol: 'cd5220', transport: { type: 'virtual' } }],
  });
});

test('a printer is removed with its roles and with the drawer on its socket', () => {
  change((all) => {
    putDevice(all, 'printer', PRINTER, ['receiptPrinter']);
    putDevice(all, 'drawer', DRAWER, ['cashDrawer']);
    putDevice(all, 'scanner', { id: 'gun', type: 'virtual' }, []);
  });
  change((all) => removeDevice(all, 'receipt'));
  expect(document()['devices']).toEqual({ printers: [], drawers: [], scanners: [{ id: 'gun', type: 'virtual' }] });
  expect(document()['roles']).toEqual({});
});

test('one value of a device changes and all else stays as it was written; an unknown device is left alone', () => {
  change((all) => {
    putDevice(all, 'printer', PRINTER, ['receiptPrinter']);
    putDevice(all, 'drawer', DRAWER, ['cashDrawer']);
  });
  change((all) => changeDevice(all, 'drawer', 'drawer', { polarity: 'high_open' }));
  expect(document()).toMatchObject({ devices: { printers: [PRINTER], drawers: [{ ...DRAWER, polarity: 'high_open' }] } });
  const before = document();
  change((all) => changeDevice(all, 'drawer', 'other', { polarity: 'high_open' }));
  expect(document()).toEqual(before);
});

test('of two who edit at once the second is told, and the file keeps the first change', () => {
  const seen = editor.revision;
  const late = editor.change(seen, (all) => putDevice(all, 'printer', { ...PRINTER, id: 'late' }, []));
  change((all) => putDevice(all, 'printer', PRINTER, []));
  expect(refusal(() => late.write()).code).toBe('settings_changed');
  const after = text();
  expect(refusal(() => createSettingsEditor(dataDir).change(seen, (all) => removeDevice(all, 'receipt'))).code).toBe('settings_changed');
  writeFileSync(join(dataDir, 'settings.json'), `${after}\n`);
  expect(refusal(() => editor.undo(seen)).code).toBe('settings_changed');
});

test('what the next start would refuse is not written', () => {
  const error = refusal(() => editor.change(editor.revision, (all) => putDevice(all, 'drawer', DRAWER, [])));
  expect(error.toWire()).toMatchObject({ code: 'settings_refused', details: { key: 'devices.drawers[0].printer' } });
  expect(
    refusal(() => editor.change(editor.revision, (all) => putDevice(all, 'scanner', { id: 'Gun 1', type: 'virtual' }, []))).details,
  ).toMatchObject({
    key: 'devices.scanners[0].id',
  });
  expect(text()).toBe(PLAIN);
  expect(editor.canUndo).toBe(false);
});

test('the last change is taken back, byte for byte, and can be put back again', () => {
  expect(refusal(() => editor.undo(editor.revision)).code).toBe('nothing_to_undo');
  change((all) => putDevice(all, 'printer', PRINTER, []));
  const changed = text();
  editor.undo(editor.revision).write();
  expect(text()).toBe(PLAIN);
  editor.undo(editor.revision).write();
  expect(text()).toBe(changed);
});

test('a file with the byte order mark of a Windows editor is changed like any other', () => {
  writeFileSync(join(dataDir, 'settings.json'), `\uFEFF${PLAIN}`);
  change((all) => putDevice(all, 'printer', PRINTER, []));
  expect(document()['terminal']).toBe('01');
});
