import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { BackupView } from '#contract/backup.ts';
import { writeFileAtomic } from '../atomic-file.ts';
import { backupFolder } from './media.ts';

/** What is remembered of the last backups and rehearsals, beside the snapshots. */
export const BackupState = BackupView.pick({ media: true, proven: true, problem: true });
export type BackupState = z.infer<typeof BackupState>;

const NOTHING: BackupState = { media: [], proven: null, problem: null };

export function readBackupState(dataDir: string): BackupState {
  try {
    return BackupState.parse(JSON.parse(readFileSync(stateFile(dataDir), 'utf8')));
  } catch {
    return NOTHING;
  }
}

export function changeBackupState(dataDir: string, changes: Partial<BackupState>): void {
  writeFileAtomic(stateFile(dataDir), `${JSON.stringify({ ...readBackupState(dataDir), ...changes }, null, 2)}\n`);
}

function stateFile(dataDir: string): string {
  return join(backupFolder(dataDir), 'state.json');
}
