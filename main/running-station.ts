import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { writeFileAtomic } from './atomic-file.ts';

const ALIVE_TIMEOUT_MS = 1_000;

/** What a station with a web shell leaves in its data directory while it runs. */
export const RunningStation = z.strictObject({
  instanceId: z.string().min(1).max(64),
  url: z.string().regex(/^http:\/\/127\.0\.0\.1:[0-9]{1,5}$/),
  pid: z.int(),
});
export type RunningStation = z.infer<typeof RunningStation>;

/** Says where this station is, for a second start on the same data. */
export function announceStation(dataDir: string, station: RunningStation): void {
  writeFileAtomic(stationFile(dataDir), `${JSON.stringify(station)}\n`);
}

/** Takes the announcement back, unless another station has put its own there. */
export function withdrawStation(dataDir: string, instanceId: string): void {
  if (readAnnouncement(dataDir)?.instanceId === instanceId) rmSync(stationFile(dataDir), { force: true });
}

/** The station that runs on this data directory right now, checked by asking it; undefined when none answers. */
export async function findRunningStation(dataDir: string): Promise<RunningStation | undefined> {
  const station = readAnnouncement(dataDir);
  if (!station) return undefined;
  try {
    const response = await fetch(`${station.url}/alive`, { signal: AbortSignal.timeout(ALIVE_TIMEOUT_MS), redirect: 'error' });
    const alive = z.strictObject({ guitai: z.string() }).safeParse(await response.json());
    return alive.data?.guitai === station.instanceId ? station : undefined;
  } catch {
    return undefined;
  }
}

function readAnnouncement(dataDir: string): RunningStation | undefined {
  try {
    return RunningStation.parse(JSON.parse(readFileSync(stationFile(dataDir), 'utf8')));
  } catch {
    return undefined;
  }
}

function stationFile(dataDir: string): string {
  return join(dataDir, 'running.json');
}
