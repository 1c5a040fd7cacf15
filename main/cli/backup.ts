import { join, resolve } from 'node:path';
import { backupLedger } from '../ledger/backup.ts';
import { EXIT_OK, onLedger, type CommandOptions } from './ledger-command.ts';

/** `backup [DIR]`: a verified copy of the ledger in DIR, else in `<dataDir>/backups/`. */
export async function run(options: CommandOptions): Promise<number> {
  return onLedger(options, (file) => {
    const [given] = options.arguments;
    const directory = given === undefined ? join(options.dataDir, 'backups') : resolve(given);
    const { file: copy, bytes, report } = backupLedger({ file, directory, clock: Date.now });
    options.print(`备份完成并已核对，${report.entries} 条，${bytes} 字节：${copy}`);
    options.print(`Backed up and verified, ${report.entries} entries, ${bytes} bytes: ${copy}`);
    return EXIT_OK;
  });
}
