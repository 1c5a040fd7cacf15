import { join } from 'node:path';
import { backupLedger } from '../ledger/backup.ts';
import { EXIT_OK, onLedger, type CommandOptions } from './ledger-command.ts';

/** `backup`: a verified copy of the ledger under `<dataDir>/backups/`. */
export async function run(options: CommandOptions): Promise<number> {
  return onLedger(options, (file) => {
    const { file: copy, bytes, report } = backupLedger({ file, directory: join(options.dataDir, 'backups'), clock: Date.now });
    options.print(`备份完成并已核对，${report.entries} 条，${bytes} 字节：${copy}`);
    options.print(`Backed up and verified, ${report.entries} entries, ${bytes} bytes: ${copy}`);
    return EXIT_OK;
  });
}
