import type { BackupRow } from '#contract/backup.ts';
import type { Operator } from '#contract/staff.ts';
import { authorize, type Credentials } from './authorize.ts';
import { examineLedger } from './examine.ts';
import { chooseSnapshot, findSnapshots } from './find.ts';
import { placesOf, runBackup, runRehearsal, runRestore, type BackupSite } from './jobs.ts';
import type { Snapshot } from './manifest.ts';
import { backupFolder } from './media.ts';
import { readBackupState, type BackupState } from './state.ts';
import type { JsonObject } from '#main/ledger/canonical.ts';

/** What the backup thread is started for. */
export type BackupOrder =
  | { readonly job: 'list' | 'backup' | 'rehearsal' | 'examine' }
  /** May this person restore that backup, while nobody can be signed in? */
  | { readonly job: 'authorize'; readonly name: string; readonly credentials: Credentials | undefined }
  | { readonly job: 'restore'; readonly name: string; readonly by: JsonObject };

/** How backups stand once it is done. */
export interface BackupReport extends BackupState {
  readonly backups: readonly BackupRow[];
  /** Who was authorized. */
  readonly operator?: Operator;
}

const MAX_ROWS = 100;

/** Does one order, on whatever thread. Throws GuitaiError as the jobs; `trouble` hears of what went wrong and did not matter. */
export async function workOff(site: BackupSite, order: BackupOrder, trouble: (error: unknown) => void): Promise<BackupReport> {
  if (order.job === 'backup') runBackup(site);
  if (order.job === 'rehearsal') runRehearsal(site);
  if (order.job === 'examine') examineLedger(site.dataDir, Date.now, trouble);
  if (order.job === 'authorize') {
    const snapshot = chooseSnapshot(order.name, placesOf(site));
    return { ...reportOf(site), operator: await authorize(site.dataDir, snapshot, order.credentials) };
  }
  if (order.job === 'restore') runRestore(site, order.name, order.by);
  return reportOf(site);
}

/** How backups stand, without doing anything. */
export function reportOf(site: BackupSite): BackupReport {
  const local = backupFolder(site.dataDir);
  const backups = findSnapshots(placesOf(site)).map((snapshot) => rowOf(snapshot, local));
  return { ...readBackupState(site.dataDir), backups: backups.slice(0, MAX_ROWS) };
}

function rowOf({ name, folder, manifest }: Snapshot, local: string): BackupRow {
  const bytes = manifest.files.reduce((sum, file) => sum + file.bytes, 0);
  return { name, createdAtMs: manifest.createdAtMs, seq: manifest.head.seq, bytes, place: folder.startsWith(local) ? 'local' : folder };
}
