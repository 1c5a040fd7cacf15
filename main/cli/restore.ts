import { parseArgs } from 'node:util';
import { runRestore } from '../backup/jobs.ts';
import { siteOf } from '../backup/site.ts';
import { loadSettings } from '../settings-file.ts';
import { EXIT_OK, EXIT_USAGE, orSay, type CommandOptions } from './ledger-command.ts';

/** `restore --from latest|FOLDER`: puts a backup in the place of the ledger, in a new epoch; refused while the station runs. */
export async function run(options: CommandOptions): Promise<number> {
  const { dataDir, print } = options;
  const from = parseFrom(options.arguments);
  if (from === undefined) {
    print('用法 usage: restore --from latest|FOLDER');
    return EXIT_USAGE;
  }
  return orSay(options, () => {
    const plan = runRestore(siteOf(dataDir, loadSettings(dataDir).settings), from, { by: 'command' });
    print(`已恢复备份 ${plan.snapshot}，从第 ${plan.epoch} 期重新编号，旧号不会再用。`);
    print(`Restored backup ${plan.snapshot}; numbers go on in epoch ${plan.epoch}, no old number comes again.`);
    print(`换下来的文件 what was replaced: ${dataDir}/evidence/${plan.evidence}`);
    if (plan.lostHead) print(`原账本到第 ${plan.lostHead.seq} 条 / the ledger before ended at entry ${plan.lostHead.seq}`);
    if (plan.staffForgotten)
      print('密码密钥不在，人员名单已清空，请重新添加 / the PIN key is gone: the list of people is empty, add them anew');
    return EXIT_OK;
  });
}

function parseFrom(words: readonly string[]): string | undefined {
  try {
    return parseArgs({ args: [...words], options: { from: { type: 'string' } } }).values.from || undefined;
  } catch {
    return undefined;
  }
}
