import { existsSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { StationOptions } from '#main/compose.ts';
import { announceStation, findRunningStation } from '#main/running-station.ts';
import { plainSettings, saveSettings } from '#main/settings-file.ts';
import { parseStationArguments, type StationArguments } from '#main/web/arguments.ts';
import { startWebStation, type RunningWebStation, type WebStart } from '#main/web/station.ts';
import { createSmallStation, type SmallStation } from './small-station.ts';

let dataDir: string;
let rendererDir: string;
let printed: string[];
let small: SmallStation;
let startedWith: StationOptions | undefined;
const running: RunningWebStation[] = [];

beforeEach(() => {
  const folder = mkdtempSync(join(tmpdir(), 'guitai-station-'));
  dataDir = join(folder, 'data');
  rendererDir = join(folder, 'renderer');
  mkdirSync(rendererDir);
  writeFileSync(join(rendererDir, 'index.html'), '<!doctype html>');
  printed = [];
  startedWith = undefined;
  small = createSmallStation();
});

afterEach(async () => {
  for (const station of running.splice(0)) await station.stop();
});

async function start(given: Partial<StationArguments> = {}): Promise<WebStart> {
  const started = await startWebStation(
    { data: dataDir, port: 0, host: undefined, empty: true, open: false, ...given },
    {
      rendererDir,
      makeDemo: () => Promise.resolve(0),
      print: (line) => printed.push(line),
      startStation: (options) => {
        startedWith = options;
        return small.host;
      },
    },
  );
  if ('url' in started) running.push(started);
  return started;
}

async function startGood(given: Partial<StationArguments> = {}): Promise<RunningWebStation> {
  const started = await start(given);
  if (!('url' in started)) throw new Error(printed.join('\n'));
  await started.ready;
  return started;
}

describe('a start', () => {
  test('makes the data directory, serves the screens and prints where they are', async () => {
    const { url } = await startGood();
    expect((await fetch(`${url}/checkout`)).status).toBe(200);
    for (const screen of ['checkout', 'customer', 'bench']) expect(printed.join('\n')).toContain(`${url}/${screen}`);
    expect(printed.join('\n')).toContain(dataDir);
    expect(printed.at(-1)).toMatch(/^可以收银 \/ ready to sell \([0-9.]+ s\)$/);
  });

  test('with wrong settings prints each problem and starts all the same', async () => {
    mkdirSync(dataDir);
    writeFileSync(join(dataDir, 'settings.json'), '{ "store": { "code": "S001", "name": "店" }, "terminal": 1 }');
    const { url } = await startGood();
    expect(printed.join('\n')).toContain('terminal = 1\n    要写成带引号的文字 / text in quotes');
    expect((await fetch(`${url}/checkout`)).status).toBe(200);
    expect(startedWith?.settings.kind).toBe('problems');
  });

  test('on a taken port says so and ends, without leaving a station behind', async () => {
    const blocker = createServer();
    await new Promise<void>((resolve) => blocker.listen(0, '127.0.0.1', resolve));
    const address = blocker.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    expect(await start({ port })).toEqual({ exitCode: 1 });
    expect(printed.at(-1)).toBe(
      `端口 ${port} 已被别的程序占用，用 --port 换一个 / port ${port} is taken by another program, choose one with --port`,
    );
    expect(small.stopped()).toBe(true);
    expect(existsSync(join(dataDir, 'running.json'))).toBe(false);
    blocker.close();
  });

  test('a stop ends the station and takes its announcement back', async () => {
    const station = await startGood();
    expect(await findRunningStation(dataDir)).toMatchObject({ url: station.url });
    await station.stop();
    running.length = 0;
    expect(small.stopped()).toBe(true);
    expect(existsSync(join(dataDir, 'running.json'))).toBe(false);
  });
});

describe('a second start on the same data', () => {
  test('prints where the first one is and ends well', async () => {
    const { url } = await startGood();
    printed = [];
    startedWith = undefined;
    expect(await start({ port: 1 })).toEqual({ exitCode: 0 });
    expect(printed[0]).toContain('already running');
    expect(printed.join('\n')).toContain(`${url}/checkout`);
    expect(startedWith).toBeUndefined();
  });

  test('is a first one when the announced station is dead', async () => {
    mkdirSync(dataDir);
    announceStation(dataDir, { instanceId: 'gone', url: 'http://127.0.0.1:9', pid: 1 });
    await startGood();
  });

  test('is a first one when another program answers there', async () => {
    const { url } = await startGood();
    const other = `${dataDir}-2`;
    mkdirSync(other);
    announceStation(other, { instanceId: 'not-this-one', url, pid: 1 });
    expect(await findRunningStation(other)).toBeUndefined();
  });

  test.each(['', '{}', '{"instanceId":"a","url":"http://evil.example:80","pid":1}'])(
    'is a first one when the announcement is damaged: %j',
    async (text) => {
      mkdirSync(dataDir);
      writeFileSync(join(dataDir, 'running.json'), text);
      expect(await findRunningStation(dataDir)).toBeUndefined();
    },
  );
});

describe('the LAN', () => {
  test('stays closed unless the settings open it, whatever --host says', async () => {
    expect(await start({ host: '0.0.0.0' })).toEqual({ exitCode: 2 });
    expect(printed.at(-1)).toContain('LAN access is off');
    expect(startedWith).toBeUndefined();
  });

  test('is open when the settings say so, and the addresses are printed', async () => {
    mkdirSync(dataDir);
    saveSettings(dataDir, { ...plainSettings(), lan: { enabled: true, host: '127.0.0.1' } });
    await startGood();
    expect(printed.join('\n')).toMatch(/局域网 LAN {16}http:\/\/127\.0\.0\.1:[0-9]+/);
    expect(startedWith?.pairing).toBeDefined();
  });

  test('--host 127.0.0.1 keeps an open one to this machine', async () => {
    mkdirSync(dataDir);
    saveSettings(dataDir, { ...plainSettings(), lan: { enabled: true, host: '0.0.0.0' } });
    await startGood({ host: '127.0.0.1' });
    expect(printed.join('\n')).not.toContain('局域网');
  });
});

describe('the command line', () => {
  test('has its defaults', () => {
    expect(parseStationArguments([])).toEqual({ data: undefined, port: 5198, host: undefined, empty: false, open: true });
  });
  test('takes everything at once', () => {
    expect(parseStationArguments(['--data', '/srv/till', '--port=6000', '--host', '192.168.1.5', '--empty', '--no-open'])).toEqual({
      data: '/srv/till',
      port: 6000,
      host: '192.168.1.5',
      empty: true,
      open: false,
    });
  });
  test.each([[['--port', 'x']], [['--port', '70000']], [['--port', '-1']], [['--tills', '2']], [['/srv/till']], [['--data']]])(
    'refuses %j in words',
    (argv) => {
      expect(parseStationArguments(argv)).toHaveProperty('problem');
    },
  );
});
