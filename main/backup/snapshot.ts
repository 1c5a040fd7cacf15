import { copyFileSync, existsSync, mkdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { GuitaiError } from '#contract/error.ts';
import { checkFiles, hashFile, MANIFEST_FILE, readSnapshot, type Manifest, type Snapshot, type SnapshotFile } from './manifest.ts';
import { copyDatabase, copyLedger } from '#main/ledger/backup.ts';
import { bringToDisk } from '#main/ledger/bring-to-disk.ts';
import { translateFailure } from '#main/ledger/failure.ts';

export interface SnapshotOptions {
  readonly dataDir: string;
  /** Made when missing. */
  readonly directory: string;
  readonly clock: () => number;
  readonly program: string;
}

const LEDGER: SnapshotFile = 'ledger.db';
const DATABASES: readonly SnapshotFile[] = ['catalog.db', 'labels.db'];
const SETTINGS: SnapshotFile = 'settings.json';

/**
 * Puts ledger, catalogue, labels, settings and public keys into one folder named after time (UTC) and head: `20261122T020000Z-42`. Every copy is proven
 * and on disk before the folder gets its name, so every folder with such a name can be restored. No private key and no PIN key is ever in it.
 * Reads only, beside the station. Throws GuitaiError as `copyLedger`.
 */
export function takeSnapshot(options: SnapshotOptions): Snapshot {
  const { dataDir, directory, clock, program } = options;
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const createdAtMs = clock();
  const part = join(directory, `${stampOf(createdAtMs)}.part`);
  return finishing(part, () => {
    rmSync(part, { recursive: true, force: true });
    mkdirSync(part, { mode: 0o700 });
    const { report, epoch } = copyLedger(join(dataDir, LEDGER), join(part, LEDGER));
    for (const name of DATABASES) if (existsSync(join(dataDir, name))) copyDatabase(join(dataDir, name), join(part, name));
    if (existsSync(join(dataDir, SETTINGS))) copyFileSync(join(dataDir, SETTINGS), join(part, SETTINGS));
    const names = [LEDGER, ...DATABASES, SETTINGS].filter((name) => existsSync(join(part, name)));
    const manifest: Manifest = {
      v: 1,
      createdAtMs,
      program,
      storeCode: epoch?.storeCode ?? '',
      terminal: epoch?.terminal ?? '',
      epoch: epoch?.epoch ?? 0,
      head: report.head,
      keys: report.keys.map(({ keyId, publicKey, seq }) => ({ keyId, publicKey, seq })),
      files: names.map((name) => ({ name, bytes: statSync(join(part, name)).size, sha256: hashFile(join(part, name)) })),
    };
    writeFileSync(join(part, MANIFEST_FILE), `${JSON.stringify(manifest, null, 2)}\n`);
    return publishFolder(part, directory, `${stampOf(createdAtMs)}-${report.head.seq}`);
  });
}

/** Copies a snapshot into a directory on another medium and reads every byte back before it gets its name. Throws GuitaiError `backup_damaged`. */
export function copySnapshot(snapshot: Snapshot, directory: string): Snapshot {
  mkdirSync(directory, { recursive: true });
  const part = join(directory, `${snapshot.name}.part`);
  return finishing(part, () => {
    rmSync(part, { recursive: true, force: true });
    mkdirSync(part);
    for (const name of [...snapshot.manifest.files.map((file) => file.name), MANIFEST_FILE]) {
      copyFileSync(join(snapshot.folder, name), join(part, name));
      bringToDisk(join(part, name));
    }
    checkFiles({ folder: part, manifest: snapshot.manifest });
    return publishFolder(part, directory, snapshot.name);
  });
}

/** `20261122T020000Z`. */
export function stampOf(tsMs: number): string {
  return new Date(tsMs).toISOString().replace(/[-:]|\.\d+/g, '');
}

function publishFolder(part: string, directory: string, name: string): Snapshot {
  for (const file of [SETTINGS, MANIFEST_FILE]) if (existsSync(join(part, file))) bringToDisk(join(part, file));
  bringToDisk(part);
  const folder = join(directory, name);
  // The same head in the same second: what stands there already says the same.
  if (existsSync(folder)) rmSync(part, { recursive: true, force: true });
  else renameSync(part, folder);
  bringToDisk(directory);
  const snapshot = readSnapshot(folder, name);
  if (!snapshot) throw new GuitaiError('backup_damaged', { file: folder });
  return snapshot;
}

function finishing<Result>(part: string, work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    rmSync(part, { recursive: true, force: true });
    throw translateFailure(error, part);
  }
}
