import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { loadSettings } from '../settings-file.ts';
import { importMembers, type Existing } from '../store/member/member-import.ts';
import { MEMBER_COLUMNS, MEMBERS, type MemberRow } from '../store/member/member-sheet.ts';
import { prepareMemberTable } from '../store/member/member-sql.ts';
import { openIntake } from '../store/sheet/intake.ts';
import { openShopLedger } from '../store/shop-ledger.ts';
import { OWNER_ACT } from '../store/staff/act.ts';
import type { SheetProgress } from '#contract/sheet.ts';
import { EXIT_BAD, EXIT_OK, EXIT_USAGE, onLedger, type CommandOptions } from './ledger-command.ts';

const USAGE = [
  '用法 usage: members import FILE.csv|.xlsx [--existing skip|update] [--data DIR]',
  `列 columns: ${MEMBER_COLUMNS.join(',')}，必有 name，每行要有 code 或 phone / name is needed, and code or phone in each row`,
  '已有的会员（同会员号或手机号）默认不动 members who are there already are left alone unless --existing update',
];
/** Bad rows that are listed one by one; the others are counted. */
const MAX_LISTED_ROWS = 1_000;

/**
 * `members import FILE`: takes a list of members in while the station is stopped. Answers 0 when every row was taken, 1 when some were refused or
 * nothing could be done, 2 for a line typed wrongly.
 */
export async function run(options: CommandOptions): Promise<number> {
  const { dataDir, print } = options;
  const wanted = parseWords(options.arguments);
  if (!wanted) {
    for (const line of USAGE) print(line);
    return EXIT_USAGE;
  }
  if (!existsSync(wanted.file)) {
    print(`没有这个文件 no such file: ${wanted.file}`);
    return EXIT_USAGE;
  }
  const loaded = loadSettings(dataDir);
  return onLedger(options, async (ledgerFile) => {
    if (loaded.kind !== 'ok') {
      print(`先改正 settings.json，没有改动 / correct settings.json first, nothing was changed: ${loaded.file}`);
      return EXIT_BAD;
    }
    const { store, terminal, ledger: book } = loaded.settings;
    const shop = { storeCode: store.code, timeZone: store.timeZone, terminal };
    const ledger = openShopLedger(ledgerFile, shop, Date.now, { secondWitness: book.secondWitness });
    try {
      const table = prepareMemberTable(ledger.db);
      const take = (rows: readonly MemberRow[]) => importMembers({ ledger, clock: Date.now }, table, rows, wanted.existing, OWNER_ACT);
      const { refused, problem } = await takeAll(wanted.file, take, print);
      return refused > 0 || problem ? EXIT_BAD : EXIT_OK;
    } finally {
      ledger.close();
    }
  });
}

async function takeAll(
  file: string,
  take: (rows: readonly MemberRow[]) => ReturnType<typeof importMembers>,
  print: CommandOptions['print'],
): Promise<SheetProgress> {
  const intake = openIntake(file, MEMBERS);
  let listed = 0;
  for (;;) {
    const progress = await intake.next(take);
    for (const { line, reasons } of progress.wrong) {
      listed += 1;
      if (listed <= MAX_LISTED_ROWS) print(`第 ${line} 行 line ${line}: ${reasons.map(({ zh, en }) => `${zh} (${en})`).join('; ')}`);
    }
    const { rows, added, updated, kept, refused, problem } = progress;
    if (problem) print(`${problem.zh} (${problem.en})`);
    print(`${rows} 行 rows · 新增 added ${added} · 更新 updated ${updated} · 不变 unchanged ${kept} · 未导入 refused ${refused}`);
    if (progress.done) return progress;
  }
}

function parseWords(words: readonly string[]): { readonly file: string; readonly existing: Existing } | undefined {
  try {
    const { values, positionals } = parseArgs({ args: [...words], options: { existing: { type: 'string' } }, allowPositionals: true });
    const [file, ...more] = positionals;
    const { existing = 'skip' } = values;
    return file === undefined || more.length > 0 || (existing !== 'skip' && existing !== 'update') ? undefined : { file, existing };
  } catch {
    return undefined;
  }
}
