import { randomUUID } from 'node:crypto';
import { isIP } from 'node:net';
import type { StationOptions } from '../compose.ts';
import { openDataDir } from '../data-dir.ts';
import { prepareData, type RunCommand } from '../first-run.ts';
import type { StationHost } from '../host.ts';
import { openLogFile, type FileLog } from '../log-file.ts';
import { announceStation, findRunningStation, withdrawStation } from '../running-station.ts';
import type { Log } from '../log.ts';
import type { LoadedSettings } from '../settings-file.ts';
import type { StationArguments } from './arguments.ts';
import { openScreens } from './open-screens.ts';
import { createPairing } from './pairing.ts';
import { createWebShell, type WebShell } from './server.ts';

/** What the web shell is given: where its files are, the parts it starts, and where to print. */
export interface WebProduct {
  readonly rendererDir: string;
  readonly startStation: (options: StationOptions) => StationHost;
  readonly makeDemo: RunCommand;
  readonly print: (line: string) => void;
}

/** A station whose screens can be opened. */
export interface RunningWebStation {
  readonly url: string;
  /** Resolves when the selling screen can sell and says so in print. */
  readonly ready: Promise<void>;
  readonly log: Log;
  stop(): Promise<void>;
}

/** A station that runs, or the exit code of one that did not start. */
export type WebStart = RunningWebStation | { readonly exitCode: number };

/** Runs the station with its screens in browsers. Whatever keeps it from starting is printed in words. */
export async function startWebStation(given: StationArguments, product: WebProduct): Promise<WebStart> {
  const { print } = product;
  const dataDir = openDataDir(given.data);
  const running = await findRunningStation(dataDir);
  if (running) {
    print('这个数据目录的柜台已经在运行 / the station of this data directory is already running:');
    printScreens(running.url, dataDir, print);
    if (given.open) printIfAny(openScreens(running.url, dataDir), print);
    return { exitCode: 0 };
  }

  const log = openLogFile(dataDir);
  const settings = await prepareData({ dataDir, empty: given.empty, makeDemo: product.makeDemo, print });
  const lanHost = lanHostOf(given.host, settings);
  if (typeof lanHost === 'object') {
    print(lanHost.problem);
    log.close();
    return { exitCode: 2 };
  }
  printProblems(settings, print);
  return await open({ given, product, dataDir, settings, lanHost, log });
}

interface Opening {
  readonly given: StationArguments;
  readonly product: WebProduct;
  readonly dataDir: string;
  readonly settings: LoadedSettings;
  readonly lanHost: string | undefined;
  readonly log: FileLog;
}

async function open({ given, product, dataDir, settings, lanHost, log }: Opening): Promise<WebStart> {
  const { print } = product;
  const instanceId = randomUUID();
  const pairing = createPairing({ enabled: lanHost !== undefined, dataDir, log });
  const station = product.startStation({ dataDir, settings, log, pairing });
  let web: WebShell;
  try {
    web = await createWebShell({ host: station, pairing, rendererDir: product.rendererDir, port: given.port, lanHost, instanceId, log });
  } catch (error) {
    print(listenWords(error, given.port));
    log.error('web.listen', error);
    await station.stop();
    log.close();
    return { exitCode: 1 };
  }
  log.info('station.started', { shell: 'web', url: web.url, settings: settings.kind });
  announceStation(dataDir, { instanceId, url: web.url, pid: process.pid });
  printScreens(web.url, dataDir, print);
  for (const url of web.lanUrls()) print(`  局域网 LAN                ${url}`);
  if (given.open) printIfAny(openScreens(web.url, dataDir), print);
  return {
    url: web.url,
    ready: station.ready.then(() => print(`可以收银 / ready to sell (${(process.uptime() + startDelayS()).toFixed(1)} s)`)),
    log,
    stop: async () => {
      withdrawStation(dataDir, instanceId);
      await web.close();
      await station.stop();
      log.info('station.stopped');
      log.close();
    },
  };
}

/** Seconds `npm start` had taken before this process began. */
function startDelayS(): number {
  const startedMs = Number(process.env['GUITAI_STARTED_MS']);
  return Number.isFinite(startedMs) && startedMs > 0 ? Math.max(0, (Date.now() - startedMs) / 1000 - process.uptime()) : 0;
}

/** Where to listen on the LAN: only when the settings open it, `--host` may then narrow the address. */
function lanHostOf(argument: string | undefined, { settings }: LoadedSettings): string | undefined | { readonly problem: string } {
  const isLoopback = argument === 'localhost' || argument === '::1' || argument?.startsWith('127.') === true;
  if (argument === undefined || isLoopback) return settings.lan.enabled && !isLoopback ? settings.lan.host : undefined;
  if (!settings.lan.enabled) {
    return {
      problem: `--host ${argument}: 局域网访问没有开启，先在 settings.json 写 "lan": { "enabled": true } / LAN access is off: set "lan": { "enabled": true } in settings.json first`,
    };
  }
  return isIP(argument) ? argument : { problem: `--host ${argument}: 要写 IP 地址 / must be an IP address` };
}

function listenWords(error: unknown, port: number): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'EADDRINUSE') {
    return `端口 ${port} 已被别的程序占用，用 --port 换一个 / port ${port} is taken by another program, choose one with --port`;
  }
  if (code === 'EACCES') return `端口 ${port} 不允许使用，用 --port 换一个 / port ${port} is not permitted, choose one with --port`;
  return `网页没有打开 / the web shell did not start: ${error instanceof Error ? error.message : String(error)}`;
}

function printProblems(loaded: LoadedSettings, print: (line: string) => void): void {
  if (loaded.kind !== 'problems') return;
  print(`设置有错，以安全模式启动 / wrong settings, starting in safe mode: ${loaded.file}`);
  for (const { key, value, allowed } of loaded.problems) print(`  ${key} = ${value}\n    ${allowed}`);
}

function printScreens(url: string, dataDir: string, print: (line: string) => void): void {
  print('柜台 Guitai');
  print(`  收银台 Cashier            ${url}/checkout`);
  print(`  顾客屏 Customer display   ${url}/customer`);
  print(`  设备台 Device bench       ${url}/bench`);
  print(`  数据 Data                 ${dataDir}`);
}

function printIfAny(line: string | undefined, print: (line: string) => void): void {
  if (line !== undefined) print(line);
}
