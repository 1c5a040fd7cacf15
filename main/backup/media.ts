import { readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { MediumState } from '#contract/backup.ts';
import { GuitaiError, type WireError } from '#contract/error.ts';
import { listSnapshots, type Snapshot } from './manifest.ts';
import { expired } from './retention.ts';
import { copySnapshot } from './snapshot.ts';

/** A backup that has not been written to for so long is nobody's work any more. */
const HALF_DONE_MS = 3_600_000;

/** A till's snapshots in the data directory. */
export function backupFolder(dataDir: string): string {
  return join(dataDir, 'backups');
}

/** A till's snapshots on a second medium, which many tills may share. */
export function mediumFolder(path: string, { storeCode, terminal }: { readonly storeCode: string; readonly terminal: string }): string {
  return join(path, `guitai-${storeCode}-${terminal}`);
}

/**
 * Brings a snapshot onto every second medium. One that is not there (a stick pulled out) is said and never made up: a folder in its place would lie on
 * the disk it is to protect from. What goes wrong with one keeps the others from nothing.
 */
export function copyToMedia(snapshot: Snapshot, paths: readonly string[], nowMs: number): readonly MediumState[] {
  return paths.map((path) => {
    try {
      if (!isDirectory(path)) return { path, state: 'absent', atMs: nowMs, cause: '' };
      const directory = mediumFolder(path, snapshot.manifest);
      copySnapshot(snapshot, directory);
      dropExpired(directory, nowMs);
      return { path, state: 'ok', atMs: nowMs, cause: '' };
    } catch (error) {
      return { path, state: 'failed', atMs: nowMs, cause: causeOf(error) };
    }
  });
}

/** Removes what retention no longer keeps, and what an interrupted backup left half done. */
export function dropExpired(directory: string, nowMs: number): void {
  const dated = listSnapshots(directory).map(({ folder, manifest }) => ({ folder, createdAtMs: manifest.createdAtMs }));
  for (const { folder } of expired(dated, nowMs)) rmSync(folder, { recursive: true, force: true });
  for (const name of readdirSync(directory).filter((entry) => entry.endsWith('.part'))) {
    const part = join(directory, name);
    if (Date.now() - statSync(part).mtimeMs > HALF_DONE_MS) rmSync(part, { recursive: true, force: true });
  }
}

/** Why, in words for a person. */
export function wireErrorOf(error: unknown): WireError {
  return (error instanceof GuitaiError ? error : new GuitaiError('backup_failed', { cause: causeOf(error) })).toWire();
}

/** A few words on why. */
function causeOf(error: unknown): string {
  const cause = error instanceof GuitaiError ? (error.details['cause'] ?? error.message) : error instanceof Error ? error.message : error;
  return String(cause).slice(0, 200);
}

function isDirectory(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}
