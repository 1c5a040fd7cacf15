import { resolve } from 'node:path';
import { runBackup } from '../backup/jobs.ts';
import { takeSnapshot } from '../backup/snapshot.ts';
import { siteOf } from '../backup/site.ts';
import { readBackupState } from '../backup/state.ts';
import { loadSettings } from '../settings-file.ts';
import { EXIT_OK, onLedger, type CommandOptions } from './ledger-command.ts';

/** `backup [DIR]`: a verified snapshot in DIR, else in `<dataDir>/backups/` and on the second media. May run beside the station. */
export async function run(options: CommandOptions): Promise<number> {
  const { dataDir, print } = options;
  return onLedger(options, () => {
    const [given] = options.arguments;
    const site = siteOf(dataDir, loadSettings(dataDir).settings);
    const { folder, manifest } =
      given === undefined ? runBackup(site) : takeSnapshot({ ...site, directory: resolve(given), clock: Date.now });
    print(`备份完成并已核对，${manifest.head.seq} 条：${folder}`);
    print(`Backed up and verified, ${manifest.head.seq} entries: ${folder}`);
    if (given === undefined) for (const line of mediaLines(dataDir)) print(line);
    return EXIT_OK;
  });
}

/** One line a second medium: whether the last backup is there as well. */
export function mediaLines(dataDir: string): readonly string[] {
  return readBackupState(dataDir).media.map(({ path, state, cause }) => {
    const words = { ok: '已复制 copied', absent: '没有插上 not there', failed: '没有复制成 not copied' }[state];
    return `  ${path}: ${words}${cause === '' ? '' : ` (${cause})`}`;
  });
}
