import type { Settings } from '../settings.ts';
import { packageVersion } from '../package-version.ts';
import type { BackupSite } from './jobs.ts';

/** The till that these settings are of. */
export function siteOf(dataDir: string, { store, terminal, backup, ledger }: Settings): BackupSite {
  const { code: storeCode, timeZone } = store;
  return { dataDir, storeCode, terminal, timeZone, paths: backup.paths, secondWitness: ledger.secondWitness, program: packageVersion() };
}
