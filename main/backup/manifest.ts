import { createHash } from 'node:crypto';
import { closeSync, openSync, readdirSync, readFileSync, readSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { BackupName } from '#contract/backup.ts';
import { GuitaiError } from '#contract/error.ts';

const hex64 = z.string().regex(/^[0-9a-f]{64}$/);
/** What a snapshot may hold. A name from a stick is never a path. */
export const SnapshotFile = z.enum(['ledger.db', 'catalog.db', 'labels.db', 'settings.json']);
export type SnapshotFile = z.infer<typeof SnapshotFile>;

/** `manifest.json` of a snapshot: what it holds, where its ledger ends, and the public keys that vouch for it. */
export const Manifest = z.strictObject({
  v: z.literal(1),
  createdAtMs: z.int().min(0),
  program: z.string().max(40),
  storeCode: z.string().max(20),
  terminal: z.string().max(10),
  epoch: z.int().min(0),
  head: z.strictObject({ seq: z.int().min(0), hash: hex64 }),
  keys: z.array(z.strictObject({ keyId: z.string().max(32), publicKey: hex64, seq: z.int().min(1) })).max(10_000),
  files: z.array(z.strictObject({ name: SnapshotFile, bytes: z.int().min(0), sha256: hex64 })).max(SnapshotFile.options.length),
});
export type Manifest = z.infer<typeof Manifest>;

/** A snapshot: one folder, whole since it has its name. */
export interface Snapshot {
  readonly name: string;
  readonly folder: string;
  readonly manifest: Manifest;
}

export const MANIFEST_FILE = 'manifest.json';
const MAX_MANIFEST_BYTES = 4 * 1024 * 1024;
const CHUNK_BYTES = 1024 * 1024;

/** The snapshots in a directory, the newest first; none where it cannot be read. Folders without a readable manifest are left out. */
export function listSnapshots(directory: string): readonly Snapshot[] {
  let names: string[];
  try {
    names = readdirSync(directory).filter((name) => BackupName.safeParse(name).success);
  } catch {
    return [];
  }
  return names
    .flatMap((name) => readSnapshot(join(directory, name), name) ?? [])
    .toSorted((a, b) => b.manifest.createdAtMs - a.manifest.createdAtMs || b.manifest.head.seq - a.manifest.head.seq);
}

/** The snapshot in a folder; undefined when that is none. */
export function readSnapshot(folder: string, name: string): Snapshot | undefined {
  try {
    const file = join(folder, MANIFEST_FILE);
    if (statSync(file).size > MAX_MANIFEST_BYTES) return undefined;
    const manifest = Manifest.parse(JSON.parse(readFileSync(file, 'utf8')));
    return manifest.files.some((held) => held.name === 'ledger.db') ? { name, folder, manifest } : undefined;
  } catch {
    return undefined;
  }
}

/** Throws GuitaiError `backup_damaged` when a file is not the one the manifest names, byte for byte. */
export function checkFiles({ folder, manifest }: Pick<Snapshot, 'folder' | 'manifest'>): void {
  for (const { name, bytes, sha256 } of manifest.files) {
    const file = join(folder, name);
    if (sizeOf(file) !== bytes || hashFile(file) !== sha256) throw new GuitaiError('backup_damaged', { file });
  }
}

/** SHA-256 of a file of any size, as hex. */
export function hashFile(file: string): string {
  const fd = openSync(file, 'r');
  try {
    const hash = createHash('sha256');
    const chunk = Buffer.alloc(CHUNK_BYTES);
    for (let read = readSync(fd, chunk); read > 0; read = readSync(fd, chunk)) hash.update(chunk.subarray(0, read));
    return hash.digest('hex');
  } finally {
    closeSync(fd);
  }
}

function sizeOf(file: string): number | undefined {
  return statSync(file, { throwIfNoEntry: false })?.size;
}
