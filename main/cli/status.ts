import { existsSync } from 'node:fs';
import { findSnapshots } from '../backup/find.ts';
import { placesOf } from '../backup/jobs.ts';
import { siteOf } from '../backup/site.ts';
import { readBackupState } from '../backup/state.ts';
import { findRunningStation } from '../running-station.ts';
import { loadSettings } from '../settings-file.ts';
import { mediaLines } from './backup.ts';
import { EXIT_BAD, EXIT_OK, ledgerFile, type CommandOptions } from './ledger-command.ts';

/** `status`: does the station run, how old is the newest backup, and when was one last restored in a rehearsal; 1 when there is no ledger or no backup. */
export async function run({ dataDir, print }: CommandOptions): Promise<number> {
  const station = await findRunningStation(dataDir);
  print(station ? `柜台在运行 running: ${station.url}` : '柜台没有运行（或不是网页方式） not running as a web station');
  const site = siteOf(dataDir, loadSettings(dataDir).settings);
  const [newest] = findSnapshots(placesOf(site));
  const { proven, problem } = readBackupState(dataDir);
  print(newest ? `最新备份 newest backup: ${newest.folder}  ${at(newest.manifest.createdAtMs)}` : '没有备份 no backup');
  for (const line of mediaLines(dataDir)) print(line);
  print(
    proven ? `最近验证过能恢复 last proven restore: ${proven.name}  ${at(proven.provenAtMs)}` : '还没有验证过恢复 no restore proven yet',
  );
  if (problem) print(`上次没有做成 last failure: ${problem.work}  ${at(problem.atMs)}  ${problem.error.message}`);
  return newest && existsSync(ledgerFile(dataDir)) ? EXIT_OK : EXIT_BAD;
}

function at(tsMs: number): string {
  return new Date(tsMs).toISOString();
}
