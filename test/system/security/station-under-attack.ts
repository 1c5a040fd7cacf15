import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openPaperServer, type PaperServer } from '../../fakes/paper-server.ts';
import { startStationProcess, type StationProcess } from '../station-process.ts';
import { connectTill, type TillClient } from '../till-client.ts';

/** The shipped station with a network printer and a drawer, open to the LAN, on a data directory of its own. */
export interface StationUnderAttack {
  readonly dataDir: string;
  readonly station: StationProcess;
  readonly till: TillClient;
  readonly paper: PaperServer;
  /** Stops the station once; the files stay. */
  stop(): Promise<void>;
  /** Stops it and removes the files. */
  remove(): Promise<void>;
}

/** Starts without the demo shop: goods are what the attack brings. */
export async function openStationUnderAttack(): Promise<StationUnderAttack> {
  const dataDir = mkdtempSync(join(tmpdir(), 'guitai-attack-'));
  const paper = await openPaperServer();
  const settings = {
    store: { code: 'S001', name: '小满母婴 望京店' },
    terminal: '01',
    lan: { enabled: true, host: '0.0.0.0' },
    devices: {
      printers: [{ id: 'receipt', model: 'generic-80', transport: { type: 'tcp', host: '127.0.0.1', port: paper.port } }],
      drawers: [{ id: 'drawer', printer: 'receipt', pin: 2 }],
    },
    roles: { receiptPrinter: 'receipt', cashDrawer: 'drawer' },
  };
  writeFileSync(join(dataDir, 'settings.json'), JSON.stringify(settings));
  const station = await startStationProcess(dataDir, ['--empty']);
  const till = await connectTill(station.url);
  let stopped: Promise<unknown> | undefined;
  const stop = async (): Promise<void> => {
    till.close();
    stopped ??= station.stop();
    await stopped;
    paper.close();
  };
  return {
    dataDir,
    station,
    till,
    paper,
    stop,
    async remove() {
      await stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
