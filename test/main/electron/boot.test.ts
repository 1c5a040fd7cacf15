import { EventEmitter } from 'node:events';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import type { StationOptions } from '#main/compose.ts';
import { boot, type Product } from '#main/electron/boot.ts';
import { saveSettings, plainSettings } from '#main/settings-file.ts';
import {
  app,
  BrowserWindow,
  dialog,
  fakeDisplay,
  ipcMain,
  Menu,
  powerSaveBlocker,
  protocol,
  resetElectron,
  screen,
} from '../../fakes/electron.ts';
import { createSmallStation, type SmallStation } from '../web/small-station.ts';

let dataDir: string;
let outDir: string;
let small: SmallStation;
let started: StationOptions | undefined;
let demos: number;
let product: Product;

beforeEach(() => {
  resetElectron();
  app.becomeReady();
  screen.displays = [fakeDisplay(1, 'TILL', 0)];
  dataDir = mkdtempSync(join(tmpdir(), 'guitai-boot-'));
  outDir = join(dataDir, 'out');
  mkdirSync(join(outDir, 'renderer'), { recursive: true });
  writeFileSync(join(outDir, 'renderer', 'index.html'), '<!doctype html>');
  demos = 0;
  started = undefined;
  small = createSmallStation();
  product = {
    process: new EventEmitter() as unknown as NodeJS.Process,
    outDir,
    startStation: (options) => {
      started = options;
      return small.host;
    },
    makeDemo: () => {
      demos += 1;
      return Promise.resolve(0);
    },
  };
});

/** Quits and waits until the program has ended. */
async function quit(): Promise<unknown> {
  const ended = new Promise((resolve) => app.once('test-exit', resolve));
  app.quit();
  return ended;
}

describe('the station in Electron', () => {
  test('starts with its screens over app:// and answers their frames', async () => {
    await boot({ dataDir, empty: true, port: 0 }, product);
    expect(started?.settings).toMatchObject({ kind: 'ok', settings: { store: { code: 'S001' } } });
    expect(BrowserWindow.all.map(({ webContents }) => webContents.mainFrame.url)).toEqual([
      'app://guitai/checkout',
      'app://guitai/customer',
    ]);
    expect((await protocol.handlers.get('app')?.(new Request('app://guitai/checkout')))?.status).toBe(200);
    const cashier = BrowserWindow.all[0]?.webContents;
    if (!cashier) throw new Error('no window');
    const request = JSON.stringify({ type: 'request', id: 1, name: 'catalog.quickPages', input: {} });
    expect(JSON.parse(String(await ipcMain.invoke('guitai:request', cashier, cashier.mainFrame, request)))).toMatchObject({ ok: true });
    expect(Menu.applicationMenu).toBeNull();
    expect(powerSaveBlocker.started).toEqual(['prevent-display-sleep']);
    await quit();
  });

  test('makes the demo shop on a first run, and not with --empty', async () => {
    await boot({ dataDir, empty: false, port: 0 }, product);
    expect(demos).toBe(1);
    await quit();
    resetElectron();
    app.becomeReady();
    screen.displays = [fakeDisplay(1, 'TILL', 0)];
    await boot({ dataDir: mkdtempSync(join(tmpdir(), 'guitai-boot-')), empty: true, port: 0 }, product);
    expect(demos).toBe(1);
    await quit();
  });

  test('a second start shows the cashier', async () => {
    await boot({ dataDir, empty: true, port: 0 }, product);
    app.emit('second-instance', {}, [], '');
    expect(BrowserWindow.all[0]?.history).toEqual(['show', 'focus']);
    await quit();
  });

  test('ends only when the station has put everything on disk', async () => {
    await boot({ dataDir, empty: true, port: 0 }, product);
    const ended = quit();
    expect(app.history).toEqual(['quit']);
    expect(await ended).toBe(0);
    expect(small.stopped()).toBe(true);
  });

  test('ends when the last window is closed', async () => {
    await boot({ dataDir, empty: true, port: 0 }, product);
    const ended = new Promise((resolve) => app.once('test-exit', resolve));
    app.emit('window-all-closed');
    expect(await ended).toBe(0);
  });

  test('sells on when the LAN part cannot start, and says so', async () => {
    const blocker = createServer();
    await new Promise<void>((resolve) => blocker.listen(0, '127.0.0.1', resolve));
    const address = blocker.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    saveSettings(dataDir, { ...plainSettings(), lan: { enabled: true, host: '127.0.0.1' } });
    await boot({ dataDir, empty: true, port }, product);
    expect(dialog.errors).toHaveLength(1);
    expect(BrowserWindow.all).toHaveLength(2);
    blocker.close();
    await quit();
  });

  test('with wrong settings still opens its screens, in safe mode', async () => {
    writeFileSync(join(dataDir, 'settings.json'), '{ "terminal": 1 }');
    await boot({ dataDir, empty: false, port: 0 }, product);
    expect(started?.settings.kind).toBe('problems');
    expect(demos).toBe(0);
    expect(BrowserWindow.all).toHaveLength(2);
    await quit();
  });
});
