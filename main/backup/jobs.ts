import { mkdirSync, rmSync, statfsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { BackupView } from '#contract/backup.ts';
import { GuitaiError } from '#contract/error.ts';
import { chooseSnapshot, findSnapshots } from './find.ts';
import { listSnapshots, type Snapshot } from './manifest.ts';
import { backupFolder, copyToMedia, dropExpired, mediumFolder, wireErrorOf } from './media.ts';
import { rehearseRestore, restoreSnapshot, type RestorePlan } from './restore.ts';
import { takeSnapshot } from './snapshot.ts';
import { changeBackupState } from './state.ts';
import type { JsonObject } from '#main/ledger/canonical.ts';
import { createLocalTime } from '#main/store/local-time.ts';

/** The till whose files are backed up, and what the settings say of it. */
export interface BackupSite {
  readonly dataDir: string;
  readonly storeCode: string;
  readonly terminal: string;
  readonly timeZone: string;
  /** Second media. */
  readonly paths: readonly string[];
  /** The ledger's witness on another medium. */
  readonly secondWitness?: string | undefined;
  readonly program: string;
}

/** A backup must leave so much room for selling. */
const ROOM_BYTES = 256 * 1024 * 1024;

/**
 * Takes a snapshot, drops what retention no longer keeps, and copies it to the second media. On a disk without room the oldest local snapshots make place: a new
 * one is worth more; the newest stays. Throws GuitaiError as `takeSnapshot`, `backup_failed` without room; remembers why.
 */
export function runBackup(site: BackupSite, clock: () => number = Date.now, freeBytes: FreeBytes = statfsFree): Snapshot {
  const { dataDir, paths, program } = site;
  return remembering(site, 'backup', clock, () => {
    const directory = backupFolder(dataDir);
    makeRoom(dataDir, freeBytes);
    const snapshot = takeSnapshot({ dataDir, directory, clock, program });
    dropExpired(directory, clock());
    changeBackupState(dataDir, { media: [...copyToMedia(snapshot, paths, clock())] });
    return snapshot;
  });
}

/** Restores the newest snapshot beside the station and proves it; undefined when there is none. Throws GuitaiError; remembers why. */
export function runRehearsal(site: BackupSite, clock: () => number = Date.now): Snapshot | undefined {
  return remembering(site, 'rehearsal', clock, () => {
    const snapshot = findSnapshots(placesOf(site))[0];
    if (!snapshot) return undefined;
    refuseWithoutRoom(site.dataDir, statfsFree);
    const { name, manifest } = snapshot;
    const report = rehearseRestore({ dataDir: site.dataDir, snapshot, clock, dateOf: dateOf(site) });
    const proven = { name, createdAtMs: manifest.createdAtMs, seq: manifest.head.seq, provenAtMs: clock() };
    if (report.ok) changeBackupState(site.dataDir, { proven });
    return snapshot;
  });
}

/** Puts a snapshot (`latest`, a name, a folder) in the place of the station's files. Throws GuitaiError as `restoreSnapshot`, `backup_missing`. */
export function runRestore(site: BackupSite, wanted: string, by: JsonObject, clock: () => number = Date.now): RestorePlan {
  const places = placesOf(site);
  const known = findSnapshots(places);
  const snapshot = chooseSnapshot(wanted, places);
  return restoreSnapshot({
    dataDir: site.dataDir,
    secondWitness: site.secondWitness,
    snapshot,
    known: [...known, snapshot],
    clock,
    dateOf: dateOf(site),
    by,
  });
}

/** Where this till's snapshots may lie. */
export function placesOf(site: BackupSite): { readonly dataDir: string; readonly media: readonly string[] } {
  return { dataDir: site.dataDir, media: site.paths.map((path) => mediumFolder(path, site)) };
}

function dateOf({ timeZone }: BackupSite): (tsMs: number) => string {
  const localTime = createLocalTime(timeZone);
  return (tsMs) => localTime(tsMs).date;
}

type FreeBytes = (dataDir: string) => number;

function statfsFree(dataDir: string): number {
  const { bavail, bsize } = statfsSync(dataDir);
  return bavail * bsize;
}

function neededBytes(dataDir: string): number {
  return 2 * (statSync(join(dataDir, 'ledger.db'), { throwIfNoEntry: false })?.size ?? 0) + ROOM_BYTES;
}

/** Gives up the oldest snapshots, if that makes room enough; for nothing none is given up. */
function makeRoom(dataDir: string, freeBytes: FreeBytes): void {
  const [, ...older] = listSnapshots(backupFolder(dataDir));
  const missing = (): number => neededBytes(dataDir) - freeBytes(dataDir);
  const givenUp = older.flatMap(({ manifest }) => manifest.files).reduce((sum, { bytes }) => sum + bytes, 0);
  for (const { folder } of missing() > givenUp ? [] : older.toReversed()) {
    if (missing() <= 0) break;
    rmSync(folder, { recursive: true, force: true });
  }
  refuseWithoutRoom(dataDir, freeBytes);
}

function refuseWithoutRoom(dataDir: string, freeBytes: FreeBytes): void {
  const [free, needed] = [freeBytes(dataDir), neededBytes(dataDir)];
  if (free < needed) throw new GuitaiError('backup_failed', { cause: `${free} bytes free, ${needed} needed` });
}

type Work = Exclude<BackupView['work'], 'idle' | 'restore'>;

function remembering<Result>({ dataDir }: BackupSite, work: Work, clock: () => number, job: () => Result): Result {
  mkdirSync(backupFolder(dataDir), { recursive: true, mode: 0o700 });
  try {
    const result = job();
    changeBackupState(dataDir, { problem: null });
    return result;
  } catch (error) {
    changeBackupState(dataDir, { problem: { work, atMs: clock(), error: wireErrorOf(error) } });
    throw error;
  }
}
