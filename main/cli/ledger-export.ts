import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { exportLedger } from '../ledger/archive/export.ts';
import { packageVersion } from '../package-version.ts';
import { loadSettings } from '../settings-file.ts';
import { createLocalTime } from '../store/local-time.ts';
import { EXIT_OK, EXIT_USAGE, onLedger, type CommandOptions } from './ledger-command.ts';

/** `ledger export --from YYYY-MM-DD --to YYYY-MM-DD [--out DIR]`: an archive of business dates that proves itself anywhere, with tables for the accountant. */
export async function run(options: CommandOptions): Promise<number> {
  const range = parseRange(options.arguments);
  if (typeof range === 'string') {
    options.print(range);
    options.print('用法 usage: ledger export --from 2026-11-01 --to 2026-11-30 [--out DIR]');
    return EXIT_USAGE;
  }
  return onLedger(options, (file) => {
    const directory = range.out ?? join(options.dataDir, 'exports');
    const localTime = createLocalTime(loadSettings(options.dataDir).settings.store.timeZone);
    const { folder, manifest } = exportLedger({
      file,
      from: range.from,
      to: range.to,
      directory,
      program: packageVersion(),
      clock: Date.now,
      timeOf(tsMs) {
        const { date, time } = localTime(tsMs);
        return `${date} ${time}`;
      },
    });
    options.print(`已导出 ${manifest.entries} 条：${folder}`);
    options.print(`Exported ${manifest.entries} entries: ${folder}`);
    options.print(`在任何电脑上核对 to prove it on any machine: node verify.mjs`);
    return EXIT_OK;
  });
}

/** The range, or what is wrong with it in both languages. */
function parseRange(words: readonly string[]): { readonly from: string; readonly to: string; readonly out: string | undefined } | string {
  const { from, to, out } = parseWords(words) ?? {};
  if (from === undefined || to === undefined) return '需要 --from 和 --to 两个日期。 --from and --to are needed.';
  const wrong = [from, to].find((date) => !isDate(date));
  if (wrong !== undefined) return `不是日期：${wrong}，应为 2026-11-22 这样的格式。 Not a date: ${wrong}, expected the form 2026-11-22.`;
  if (from > to) return `起始日 ${from} 晚于结束日 ${to}。 ${from} is after ${to}.`;
  return { from, to, out };
}

function parseWords(words: readonly string[]): { from?: string; to?: string; out?: string } | undefined {
  try {
    return parseArgs({ args: [...words], options: { from: { type: 'string' }, to: { type: 'string' }, out: { type: 'string' } } }).values;
  } catch {
    return undefined;
  }
}

/** YYYY-MM-DD and a day that exists. */
function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}
