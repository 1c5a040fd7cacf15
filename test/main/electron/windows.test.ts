import type { WebContents } from 'electron';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { assignDisplays, type SavedDisplays } from '#main/electron/displays.ts';
import { openWindows, type StationWindows } from '#main/electron/windows.ts';
import { app, BrowserWindow, fakeDisplay, resetElectron, screen, type FakeWebContents } from '../../fakes/electron.ts';

const TILL = fakeDisplay(1, 'TILL-15', 0, { width: 1366, height: 768 });
const POLE = fakeDisplay(2, 'CUSTOMER-10', 1366, { width: 1024, height: 600 });

let dataDir: string;
beforeEach(() => {
  resetElectron();
  app.becomeReady();
  dataDir = mkdtempSync(join(tmpdir(), 'guitai-windows-'));
});

function open(packaged: boolean): StationWindows {
  return openWindows({ dataDir, preload: '/app/out/preload.cjs', packaged });
}

function windowOf(path: string): BrowserWindow | undefined {
  return BrowserWindow.all.find(({ webContents }) => webContents.mainFrame.url === `app://guitai/${path}`);
}

function roleOf(windows: StationWindows, contents: FakeWebContents | undefined): string | undefined {
  return windows.roleOf(contents as unknown as WebContents);
}

describe('an installed till with two displays', () => {
  beforeEach(() => {
    screen.displays = [TILL, POLE];
  });

  test('shows the cashier on the first and the customer on the second, both full-screen', () => {
    const windows = open(true);
    expect(windowOf('checkout')?.options).toMatchObject({ x: 0, y: 0, width: 1366, height: 768, kiosk: true });
    expect(windowOf('customer')?.options).toMatchObject({ x: 1366, y: 0, width: 1024, height: 600, kiosk: true });
    expect(roleOf(windows, windowOf('checkout')?.webContents)).toBe('till');
    expect(roleOf(windows, windowOf('customer')?.webContents)).toBe('display');
  });

  test('the customer window can never take the focus from the scan field', () => {
    open(true);
    const customer = windowOf('customer');
    expect(customer?.options.focusable).toBe(false);
    customer?.emit('ready-to-show');
    windowOf('checkout')?.emit('ready-to-show');
    expect(customer?.history).toEqual(['showInactive']);
    expect(windowOf('checkout')?.history).toEqual(['show']);
  });

  test('windows are sandboxed by default settings: nothing is switched off', () => {
    open(true);
    for (const { options } of BrowserWindow.all) {
      expect(Object.keys(options.webPreferences ?? {}).toSorted()).toEqual([
        'autoplayPolicy',
        'backgroundThrottling',
        'devTools',
        'preload',
        'spellcheck',
      ]);
      expect(options.webPreferences?.devTools).toBe(false);
    }
  });

  test('takes the customer window away with its display and brings it back with it', () => {
    open(true);
    screen.displays = [TILL];
    screen.emit('display-removed', {}, POLE);
    expect(windowOf('customer')).toBeUndefined();
    screen.displays = [TILL, POLE];
    screen.emit('display-added', {}, POLE);
    expect(windowOf('customer')?.getBounds()).toEqual({ x: 1366, y: 0, width: 1024, height: 600 });
    expect(BrowserWindow.all).toHaveLength(2);
  });

  test('moves a window when its display changes', () => {
    open(true);
    screen.displays = [fakeDisplay(1, 'TILL-15', 0, { width: 1920, height: 1080 }), POLE];
    screen.emit('display-metrics-changed', {}, TILL, ['bounds']);
    expect(windowOf('checkout')?.getBounds()).toEqual({ x: 0, y: 0, width: 1920, height: 1080 });
    expect(windowOf('checkout')?.history).toEqual(['no-kiosk', 'kiosk']);
    expect(windowOf('customer')?.history).toEqual([]);
  });

  test('keeps the roles of the last start when the displays come in another order', () => {
    open(true);
    const { all } = BrowserWindow;
    while (all[0]) all[0].destroy();
    screen.removeAllListeners();
    screen.displays = [
      fakeDisplay(8, 'CUSTOMER-10', 1366, { width: 1024, height: 600 }),
      fakeDisplay(9, 'TILL-15', 0, { width: 1366, height: 768 }),
    ];
    open(true);
    expect(windowOf('checkout')?.options.x).toBe(0);
    expect(windowOf('customer')?.options.x).toBe(1366);
  });
});

describe('one display', () => {
  beforeEach(() => {
    screen.displays = [TILL];
  });
  test('belongs to the cashier alone on an installed till', () => {
    open(true);
    expect(BrowserWindow.all).toHaveLength(1);
  });
  test('shows both as plain windows during development', () => {
    open(false);
    expect(BrowserWindow.all.map(({ options }) => options.kiosk)).toEqual([false, false]);
    expect(windowOf('checkout')?.options.webPreferences?.devTools).toBe(true);
  });
});

describe('the windows of a running station', () => {
  test('a second start brings the cashier to the front, also out of the task bar', () => {
    screen.displays = [TILL, POLE];
    const windows = open(true);
    const cashier = windowOf('checkout');
    if (cashier) cashier.minimized = true;
    windows.focusCashier();
    expect(cashier?.history).toEqual(['restore', 'show', 'focus']);
    expect(windowOf('customer')?.history).toEqual([]);
  });

  test.each([
    ['bench', 'bench'],
    ['labels', 'till'],
  ] as const)('the screen %s opens once, as %s, and then comes to the front', (extra, role) => {
    screen.displays = [TILL];
    const windows = open(false);
    windows.openExtra(extra, '');
    windows.openExtra(extra, '');
    expect(BrowserWindow.all.filter(({ webContents }) => webContents.mainFrame.url.endsWith(`/${extra}`))).toHaveLength(1);
    expect(roleOf(windows, windowOf(extra)?.webContents)).toBe(role);
  });

  test('a screen that is open already turns to the part that is asked for', () => {
    screen.displays = [TILL];
    const windows = open(false);
    windows.openExtra('staff', '');
    windows.openExtra('staff', '#sales');
    expect(BrowserWindow.all.map(({ webContents }) => webContents.mainFrame.url).filter((url) => url.includes('/staff'))).toEqual([
      'app://guitai/staff#sales',
    ]);
  });

  test('a machine without any display opens nothing and waits for one', () => {
    open(true);
    expect(BrowserWindow.all).toHaveLength(0);
    screen.displays = [TILL];
    screen.emit('display-added', {}, TILL);
    expect(BrowserWindow.all).toHaveLength(1);
  });
});

describe('which display is whose', () => {
  const saved: SavedDisplays = { cashier: { label: 'A', bounds: TILL.bounds }, customer: { label: 'B', bounds: POLE.bounds } };
  const at = (id: number, label: string, place: typeof TILL): { id: number; label: string; bounds: typeof TILL.bounds } => ({
    id,
    label,
    bounds: place.bounds,
  });

  test('a label is recognised wherever the display stands now', () => {
    const displays = [at(1, 'B', TILL), at(2, 'A', POLE)];
    expect(assignDisplays(displays, 1, saved)).toEqual({ cashier: displays[1], customer: displays[0] });
  });
  test('two displays of one label are told apart by where they stand', () => {
    const twins: SavedDisplays = { cashier: { label: 'A', bounds: POLE.bounds }, customer: { label: 'A', bounds: TILL.bounds } };
    const displays = [at(1, 'A', TILL), at(2, 'A', POLE)];
    expect(assignDisplays(displays, 1, twins)).toEqual({ cashier: displays[1], customer: displays[0] });
  });
  test('displays without labels are recognised by where they stand', () => {
    const displays = [at(1, '', POLE), at(2, '', TILL)];
    expect(assignDisplays(displays, 1, saved)).toEqual({ cashier: displays[1], customer: displays[0] });
  });
  test('unknown displays: the primary one is the cashier', () => {
    const displays = [at(1, 'X', POLE), at(2, 'Y', { ...TILL, bounds: { x: 9, y: 9, width: 9, height: 9 } })];
    expect(assignDisplays(displays, 2, saved)).toEqual({ cashier: displays[1], customer: displays[0] });
  });
  test('no display at all is nobody’s', () => {
    expect(assignDisplays([], 1, saved)).toBeUndefined();
  });
});
