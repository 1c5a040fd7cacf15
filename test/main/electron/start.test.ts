import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { parseElectronArguments, startElectron } from '#main/electron/start.ts';
import { app, protocol, resetElectron } from '../../fakes/electron.ts';

let dataDir: string;
beforeEach(() => {
  resetElectron();
  dataDir = mkdtempSync(join(tmpdir(), 'guitai-electron-'));
});

describe('before Electron is ready', () => {
  test('the sandbox, the scheme and the lock of this data directory are set, in one synchronous piece', () => {
    let booted = false;
    startElectron(['.', `--data=${dataDir}`], () => {
      booted = true;
      return Promise.resolve();
    });
    expect(app.history).toEqual([`userData=${join(dataDir, 'electron')}`, 'enableSandbox', 'lock']);
    expect(protocol.privileged).toMatchObject([{ scheme: 'app', privileges: { standard: true, secure: true, bypassCSP: false } }]);
    expect(booted).toBe(false);
  });

  test('the boot waits for ready and gets what was asked for', async () => {
    const booted = new Promise((resolve) => {
      startElectron(['.', '--no-sandbox', '--data', dataDir, '--empty'], (started) => {
        resolve(started);
        return Promise.resolve();
      });
    });
    app.becomeReady();
    expect(await booted).toEqual({ dataDir, empty: true, port: 5198 });
  });

  test('a second program on the same data quits and boots nothing', () => {
    app.lockTaken = true;
    startElectron(['.', `--data=${dataDir}`], () => Promise.reject(new Error('must not boot')));
    app.becomeReady();
    expect(app.history.at(-2)).toBe('quit');
    expect(app.history.at(-1)).toBe('ended');
  });

  test('a boot that fails ends the program with an error', async () => {
    const ended = new Promise((resolve) => app.once('test-exit', resolve));
    startElectron(['.', `--data=${dataDir}`], () => Promise.reject(new Error('boot failed on purpose')));
    app.becomeReady();
    expect(await ended).toBe(1);
  });
});

test("the command line is shared with Chromium's switches", () => {
  expect(parseElectronArguments(['.', '--disable-gpu', '--lang=zh-CN', '--no-open', '--data=/srv/till', '--port=6000'])).toEqual({
    data: '/srv/till',
    empty: false,
    port: 6000,
  });
  expect(parseElectronArguments([])).toEqual({ data: undefined, empty: false, port: 5198 });
});
