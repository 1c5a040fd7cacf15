import { parseArgs } from 'node:util';
import { formatYuanGrouped } from '#contract/money.ts';
import { problemTexts } from '../ledger/problems.ts';
import { MAX_DIFFERENCES, verifyLedger, type VerifyReport } from '../ledger/verify.ts';
import { rebuilds } from '../store/rebuilds.ts';
import { EXIT_BAD, EXIT_OK, EXIT_USAGE, onLedger, type CommandOptions } from './ledger-command.ts';

/** `ledger verify [--witness FILE]`: recomputes the whole ledger, prints totals, keys, the first bad entry, and every table that differs from it; 0 when all is well. */
export async function run(options: CommandOptions): Promise<number> {
  const secondWitness = parseWitness(options.arguments);
  if (secondWitness === null) {
    options.print('用法 usage: ledger verify [--witness FILE]');
    return EXIT_USAGE;
  }
  return onLedger(options, (file) => {
    const startMs = performance.now();
    const report = verifyLedger(file, { secondWitness, rebuilds, progress: createProgress(options.print) });
    const seconds = (performance.now() - startMs) / 1000;
    printTotals(report, options.print);
    printKeys(report, options.print);
    printWitnesses(report, options.print);
    options.print(`用时 took: ${seconds.toFixed(1)} s, ${Math.round(report.entries / Math.max(seconds, 0.001))} /s`);
    return printVerdict(report, options.print);
  });
}

/** The file, undefined when none is given, null for a line typed wrongly. */
function parseWitness(words: readonly string[]): string | undefined | null {
  try {
    return parseArgs({ args: [...words], options: { witness: { type: 'string' } } }).values.witness;
  } catch {
    return null;
  }
}

/** One line for every tenth of a long ledger. */
function createProgress(print: CommandOptions['print']): (entries: number, all: number) => void {
  let tenths = 0;
  return (entries, all) => {
    const done = Math.floor((entries / all) * 10);
    if (done > tenths && done < 10) print(`… ${done * 10} %  ${entries} / ${all}`);
    tenths = done;
  };
}

function printTotals(report: VerifyReport, print: CommandOptions['print']): void {
  print(`记录 entries: ${report.entries}    链头 head: ${report.head.hash}`);
  for (const { kind, count, amountMinor } of report.kinds) print(`  ${kind}: ${count}  ${formatYuanGrouped(amountMinor)}`);
  for (const { account, amountMinor } of report.accounts) print(`  ${account}: ${formatYuanGrouped(amountMinor)}`);
}

/** Each key, and a warning where one took over that the key before did not vouch for. */
function printKeys({ keys }: VerifyReport, print: CommandOptions['print']): void {
  for (const [index, { keyId, seq, endorsed }] of keys.entries()) {
    print(`  密钥 key ${keyId}: 从第 ${seq} 条起 from entry ${seq}`);
    if (index === 0 || endorsed) continue;
    print(`  注意：第 ${seq} 条换了密钥，旧密钥没有为它背书。请核对当时是否换机、恢复或丢失密钥。`);
    print(`  Note: the key changed at entry ${seq} and the key before did not vouch for it. Was the machine replaced or restored then?`);
  }
}

function printWitnesses({ witnessed }: VerifyReport, print: CommandOptions['print']): void {
  for (const seq of witnessed) print(`  见证 witness: 第 ${seq} 条 entry ${seq}`);
  if (witnessed.length > 0) return;
  print('  注意：没有见证文件，无法发现末尾被删掉的记录。请与最后一张小票上的校验码核对。');
  print(
    '  Note: no witness was found, so entries removed at the end would not be noticed. Compare with the check code on the last receipt.',
  );
}

function printVerdict({ finding, differences }: VerifyReport, print: CommandOptions['print']): number {
  if (!finding) {
    print('账本完好：散列链、签名、单号、借贷、库存、结账、打印和上传登记全部相符。');
    print('The ledger is sound: chain, signatures, numbers, sums, stock, closings, print jobs and outbox all agree.');
    return printDifferences(differences, print);
  }
  const { seq, receiptNumber, problem, detail } = finding;
  const receipt = receiptNumber === null ? ['', ''] : [`（单号 ${receiptNumber}）`, ` (receipt ${receiptNumber})`];
  print(`账本有问题，第一处在第 ${seq} 条${receipt[0]}：${problemTexts[problem].zh}。${detail}`);
  print(`The ledger is NOT sound, first at entry ${seq}${receipt[1]}: ${problemTexts[problem].en}. ${detail}`);
  return EXIT_BAD;
}

/** What stands beside the journal and follows from it: stock on hand, batches and pieces, vouchers, held baskets, offers and prices, orders, the queue. */
function printDifferences(differences: VerifyReport['differences'], print: CommandOptions['print']): number {
  if (differences.length === 0) {
    print('由账本推算的表（库存、批号与单件、代金券、挂单、优惠与价目、预订、排队）与账本一致。');
    print(
      'The tables that follow from it (stock, batches and pieces, vouchers, held baskets, offers and prices, orders, queue) agree with it.',
    );
    return EXIT_OK;
  }
  const more = differences.length === MAX_DIFFERENCES ? (['前 ', 'The first '] as const) : (['', ''] as const);
  print(`但有 ${more[0]}${differences.length} 处由账本推算的表与账本不符：`);
  print(`But tables that follow from it differ from it. ${more[1]}${differences.length}:`);
  for (const { zh, en } of differences) print(`  ${zh}\n  ${en}`);
  return EXIT_BAD;
}
