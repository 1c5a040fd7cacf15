import { randomInt } from 'node:crypto';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { StaffCode } from '#contract/staff.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { loadSettings } from '../settings-file.ts';
import { openShopLedger } from '../store/shop-ledger.ts';
import { listStaff, resetPin } from '../store/staff/reset-pin.ts';
import { EXIT_BAD, EXIT_OK, EXIT_USAGE, onLedger, type CommandOptions } from './ledger-command.ts';

const PIN_DIGITS = 6;

/**
 * `staff reset-pin --code N`: a new PIN for a person, chosen by the machine and printed once. The station must be stopped; the reset is
 * journaled. Without a number that somebody has it says who there is.
 */
export async function run(options: CommandOptions): Promise<number> {
  const { dataDir, print } = options;
  const code = parseCode(options.arguments);
  if (code === null) {
    print('用法 usage: staff reset-pin --code N');
    return EXIT_USAGE;
  }
  const loaded = loadSettings(dataDir);
  return onLedger(options, async (file) => {
    if (loaded.kind !== 'ok') {
      print(`先改正 settings.json，没有改动 / correct settings.json first, nothing was changed: ${loaded.file}`);
      return EXIT_BAD;
    }
    const { store, terminal, ledger: book } = loaded.settings;
    const ledger = openShopLedger(file, { storeCode: store.code, timeZone: store.timeZone, terminal }, Date.now, {
      secondWitness: book.secondWitness,
    });
    try {
      return await reset(ledger, join(dataDir, 'pepper.key'), code, print);
    } finally {
      ledger.close();
    }
  });
}

async function reset(ledger: Ledger, pepperFile: string, code: string | undefined, print: CommandOptions['print']): Promise<number> {
  const people = listStaff({ ledger });
  if (!people.some((person) => person.code === code)) {
    print(people.length === 0 ? '还没有人员 / there is nobody yet' : '没有这个编号，现有 / no such number, there are:');
    for (const { code: number, name, role, active } of people) print(`  ${number}  ${name}  ${role}${active ? '' : '  (已停用 inactive)'}`);
    return EXIT_BAD;
  }
  const pin = String(randomInt(10 ** PIN_DIGITS)).padStart(PIN_DIGITS, '0');
  const { name } = await resetPin({ ledger, clock: Date.now }, { pepperFile, code: code ?? '', pin });
  print(`${name}（${code}）的新密码 / new PIN: ${pin}`);
  print('只显示这一次。登录后请在“人员”里改成自己的。这次重设已记入账本。');
  print('It is shown once. Change it under "People" after signing in. The reset stands in the journal.');
  return EXIT_OK;
}

/** The number, undefined when none is given, null for a line typed wrongly. */
function parseCode(words: readonly string[]): string | undefined | null {
  try {
    const { code } = parseArgs({ args: [...words], options: { code: { type: 'string' } } }).values;
    return code === undefined || StaffCode.safeParse(code).success ? code : null;
  } catch {
    return null;
  }
}
