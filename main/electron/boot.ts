import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { app, dialog, powerSaveBlocker, session } from 'electron';
import type { StationOptions } from '../compose.ts';
import { prepareData, type RunCommand } from '../first-run.ts';
import type { StationHost } from '../host.ts';
import { openLogFile, type FileLog } from '../log-file.ts';
import { loadAssets } from '../web/assets.ts';
import { createPairing } from '../web/pairing.ts';
import { createWebShell, type WebShellOptions } from '../web/server.ts';
import { serveApp } from './app-scheme.ts';
import { serveFrames } from './ipc.ts';
import { lockPages, lockSession } from './lockdown.ts';
import { createRelaunch, recoverPages, recoverProcess } from './recovery.ts';
import type { ElectronArguments } from './start.ts';
import { hearWedge } from './wedge.ts';
import { openWindows } from './windows.ts';

/** What the Electron shell is given: where its files are, and the two parts it starts. */
export interface Product {
  /** The folder of the build: `renderer/` and `preload.cjs` lie in it. */
  readonly outDir: string;
  readonly startStation: (options: StationOptions) => StationHost;
  readonly makeDemo: RunCommand;
  /** The process whose uncaught exceptions end in a new start. */
  readonly process: Pick<NodeJS.Process, 'on'>;
}

/** Runs the station in Electron: called once, when Electron is ready. */
export async function boot({ dataDir, empty, port }: ElectronArguments, product: Product): Promise<void> {
  const log = openLogFile(dataDir);
  const relaunch = createRelaunch(log);
  recoverProcess(product.process, log, relaunch);
  recoverPages(log, relaunch);

  const settings = await prepareData({ dataDir, empty, makeDemo: product.makeDemo, print: (line) => log.info('first_run', { line }) });
  const lan = settings.settings.lan;
  const pairing = createPairing({ enabled: lan.enabled, dataDir, log });
  const station = product.startStation({ dataDir, settings, log, pairing });

  const rendererDir = join(product.outDir, 'renderer');
  const windows = openWindowsLocked(product.outDir, rendererDir, dataDir, station, log);
  app.on('second-instance', windows.focusCashier);
  powerSaveBlocker.start('prevent-display-sleep');
  const closeLan = lan.enabled
    ? await openLan({ host: station, pairing, rendererDir, port, lanHost: lan.host, instanceId: randomUUID(), log })
    : undefined;
  stopOnQuit(station, log, closeLan);
  log.info('station.started', { shell: 'electron', settings: settings.kind, lan: closeLan !== undefined });
}

function openWindowsLocked(
  outDir: string,
  rendererDir: string,
  dataDir: string,
  host: StationHost,
  log: FileLog,
): ReturnType<typeof openWindows> {
  lockSession(session.defaultSession);
  lockPages({ packaged: app.isPackaged, openExtra: (screen, view) => windows.openExtra(screen, view), log });
  serveApp(loadAssets(rendererDir), (id) => host.findMedia(id));
  serveFrames({ host, roleOf: (contents) => windows.roleOf(contents), log });
  const windows = openWindows({
    dataDir,
    preload: join(outDir, 'preload.cjs'),
    packaged: app.isPackaged,
    onOpened: (contents, screen) => {
      // On any other screen a scan is not for the basket.
      if (screen === 'checkout') hearWedge({ contents, host, log });
    },
  });
  return windows;
}

/** The till sells on when the LAN part cannot start; the log and a message say why. */
async function openLan(options: WebShellOptions): Promise<(() => Promise<void>) | undefined> {
  const { log } = options;
  try {
    const web = await createWebShell(options);
    return () => web.close();
  } catch (error) {
    log.error('lan.start', error);
    dialog.showErrorBox('局域网没有打开 / LAN access did not start', error instanceof Error ? error.message : String(error));
    return undefined;
  }
}

/** Electron waits for nothing by itself: hold the quit until the station has put everything on disk. */
function stopOnQuit(station: StationHost, log: FileLog, closeLan: (() => Promise<void>) | undefined): void {
  let stopping = false;
  app.on('window-all-closed', () => app.quit());
  app.on('before-quit', (event) => {
    event.preventDefault();
    if (stopping) return;
    stopping = true;
    void Promise.allSettled([closeLan?.()])
      .then(() => station.stop())
      .catch((error: unknown) => log.error('station.stop', error))
      .finally(() => {
        log.info('station.stopped');
        log.close();
        app.exit(0);
      });
  });
}
