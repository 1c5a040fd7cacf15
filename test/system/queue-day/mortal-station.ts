import { createServer } from 'node:net';
import { once } from 'node:events';
import { startStationProcess, type StationProcess } from '../station-process.ts';

/** A station that dies and comes back at the same address with the same files. */
export interface MortalStation {
  readonly url: string;
  /** Resolves once it is there. */
  up(): Promise<void>;
  /** SIGKILL, and a new one on the same files; resolves with the milliseconds until that one sells. */
  killAndRestart(): Promise<number>;
  stop(): Promise<void>;
}

export async function startMortalStation(dataDir: string): Promise<MortalStation> {
  const port = await freePort();
  const begin = (): Promise<StationProcess> => startStationProcess(dataDir, ['--empty', '--port', String(port)]);
  let station = begin();
  await station;
  return {
    url: `http://127.0.0.1:${port}`,
    up: async () => void (await station),
    async killAndRestart() {
      const dying = await station;
      const next = Promise.withResolvers<StationProcess>();
      station = next.promise;
      await dying.kill();
      const killedMs = performance.now();
      begin().then(next.resolve, next.reject);
      await station;
      return performance.now() - killedMs;
    },
    async stop() {
      await (await station).stop();
    },
  };
}

/** Nobody else has it now; the station keeps it from the first start on. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (typeof address !== 'object' || !address) throw new Error('no free port');
  return address.port;
}
