import { formatYuanGrouped } from '#contract/money.ts';
import { problemTexts } from '../ledger/problems.ts';
import { verifyLedger, type VerifyReport } from '../ledger/verify.ts';
import { EXIT_BAD, EXIT_OK, onLedger, type CommandOptions } from './ledger-command.ts';

/** `ledger verify`: recomputes the whole ledger, prints totals and the first bad entry; 0 when all is well. */
export async function run(options: CommandOptions): Promise<number> {
  return onLedger(options, (file) => {
    const report = verifyLedger(file, (entries) => options.print(`… ${entries}`));
    printTotals(report, options.print);
    if (!report.finding) {
      options.print('账本完好：散列链、单号、借贷、库存、打印和上传登记全部相符。');
      options.print('The ledger is sound: chain, numbers, sums, stock, print jobs and outbox all agree.');
      return EXIT_OK;
    }
    const { seq, problem, detail } = report.finding;
    options.print(`账本有问题，第一处在第 ${seq} 条：${problemTexts[problem].zh}。${detail}`);
    options.print(`The ledger is NOT sound, first at entry ${seq}: ${problemTexts[problem].en}. ${detail}`);
    return EXIT_BAD;
  });
}

function printTotals(report: VerifyReport, print: (line: string) => void): void {
  print(`记录 entries: ${report.entries}    链头 head: ${report.head.hash}`);
  for (const { kind, count, amountMinor } of report.kinds) print(`  ${kind}: ${count}  ${formatYuanGrouped(amountMinor)}`);
  for (const { account, amountMinor } of report.accounts) print(`  ${account}: ${formatYuanGrouped(amountMinor)}`);
}
