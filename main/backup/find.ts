import { existsSync, statSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { GuitaiError } from '#contract/error.ts';
import { listSnapshots, readSnapshot, type Snapshot } from './manifest.ts';
import { backupFolder } from './media.ts';

/** Where a till's snapshots may lie: its data directory and the folders on other media. */
export interface Places {
  readonly dataDir: string;
  /** Folders of snapshots, as `mediumFolder` names them. */
  readonly media: readonly string[];
}

/** Every snapshot that can be reached, the newest first; of the same one on several media the first place named. */
export function findSnapshots({ dataDir, media }: Places): readonly Snapshot[] {
  const byName = new Map<string, Snapshot>();
  for (const directory of [backupFolder(dataDir), ...media]) {
    for (const snapshot of listSnapshots(directory)) if (!byName.has(snapshot.name)) byName.set(snapshot.name, snapshot);
  }
  return [...byName.values()].toSorted((a, b) => b.manifest.createdAtMs - a.manifest.createdAtMs);
}

/** The snapshot a person means: `latest`, its name, or its folder. Throws GuitaiError `backup_missing`. */
export function chooseSnapshot(wanted: string, places: Places): Snapshot {
  const snapshots = findSnapshots(places);
  const chosen = wanted === 'latest' ? snapshots[0] : (snapshots.find(({ name }) => name === wanted) ?? snapshotAt(resolve(wanted)));
  if (!chosen) throw new GuitaiError('backup_missing', { place: wanted === 'latest' ? backupFolder(places.dataDir) : wanted });
  return chosen;
}

function snapshotAt(path: string): Snapshot | undefined {
  if (!existsSync(path)) return undefined;
  const folder = statSync(path).isDirectory() ? path : join(path, '..');
  return readSnapshot(folder, basename(folder));
}
