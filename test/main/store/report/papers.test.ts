import { expect, test } from 'vitest';
import type { JournalEntry } from '#main/ledger/entry.ts';
import type { PrintDocument } from '#contract/document.ts';
import { buildXReport, buildZReport } from '#main/store/report/report-paper.ts';
import { AFTERNOON_MS, shop } from '../shop-fixture.ts';

const plain = {
  number: null,
  receiptNumber: null,
  requestId: '',
  requestHash: '',
  businessDate: '2026-11-22',
  tsMs: AFTERNOON_MS,
  amountMinor: 0,
  postings: [],
  movements: [],
  printJobs: [],
  hash: 'ab'.repeat(32),
} as const;

const report = {
  fromSeq: 4,
  toSeq: 60,
  sales: { count: 12, amountMinor: 123_456 },
  refunds: { count: 1, amountMinor: 3_456 },
  voids: { count: 1, amountMinor: 3_456 },
  tenders: [{ tender: 'cash', amountMinor: 120_000 }],
  taxes: [{ rateBasisPoints: 1300, netMinor: 106_195, taxMinor: 13_805 }],
  categories: [
    { category: '', lines: 3, amountMinor: 23_456 },
    { category: '奶粉', lines: 9, amountMinor: 100_000 },
  ],
  operators: [{ operator: { id: 2, name: '周敏' }, sales: { count: 12, amountMinor: 123_456 }, refunds: { count: 1, amountMinor: 3_456 } }],
  moves: [{ kind: 'safe_drop', count: 1, amountMinor: 50_000 }],
  drawerOpenings: 2,
  copies: 1,
  cash: {
    floatMinor: 50_000,
    salesMinor: 123_456,
    refundsMinor: 3_456,
    movedMinor: -50_000,
    expectedMinor: 120_000,
    countedMinor: 119_950,
    differenceMinor: -50,
    counts: 2,
  },
  shifts: [],
} as const;

const closed: JournalEntry = {
  ...plain,
  seq: 61,
  kind: 'period.closed',
  body: {
    v: 1,
    period: 'shift',
    number: 7,
    operator: { id: 2, name: '周敏' },
    report,
    unsettled: [{ jobId: 99, title: 'S001-01-1-000012', state: 'unknown' }],
    perpetual: {
      kinds: [],
      categories: [],
      accounts: [
        { account: 'asset:cash', debitMinor: 9, creditMinor: 0 },
        { account: 'revenue:1300', debitMinor: 3_000, creditMinor: 903_000 },
        { account: 'vat:1300', debitMinor: 390, creditMinor: 117_390 },
      ],
    },
    totals: {},
    closed: { shift: 61 },
  },
};

/** The words of a document, one line a block. */
function linesOf({ blocks }: PrintDocument): readonly string[] {
  return blocks.flatMap((block) => {
    if (block.type === 'text') return [block.text];
    if (block.type === 'pair') return [`${block.left} | ${block.right}`];
    if (block.type === 'table') return [block.cells.map(({ text }) => text).join(' | ')];
    return [];
  });
}

test('a Z says everything of its shift, with the perpetual total and where the chain stands', () => {
  const document = buildZReport(closed, shop, 0);
  expect(document.title).toBe('Z 报表 交班 7');
  expect(linesOf(document)).toEqual([
    '小满母婴 望京店',
    'Z 报表 交班 7',
    '营业日 2026-11-22 | 01 号收银台',
    '2026-11-22 15:43:52 | 收银员 周敏',
    '销售 12 笔 | 1,234.56',
    '退款 1 笔 | -34.56',
    '其中整单作废 1 笔 | -34.56',
    '净额 | 1,200.00',
    '收款方式',
    '现金 | 1,200.00',
    '税率 / 不含税 / 税额',
    '13% | 1,061.95 | 138.05',
    '分类',
    '未分类 ×3 | 234.56',
    '奶粉 ×9 | 1,000.00',
    '收银员',
    '周敏 ×13 | 1,200.00',
    '现金进出',
    '投入保险箱 ×1 | 500.00',
    '钱箱',
    '开班备用金 | 500.00',
    '现金销售 | 1,234.56',
    '现金退款 | -34.56',
    '现金进出合计 | -500.00',
    '应有 | 1,200.00',
    '实点 | 1,199.50',
    '长短款 | -0.50',
    '开钱箱（无销售） | 2',
    '补打小票 | 1',
    '累计净额（不清零） | 10,170.00',
    '结账时未处理的打印任务',
    'S001-01-1-000012 | unknown',
    '账本第 4–60 条',
    `链尾校验 ${'ab'.repeat(32)}`,
  ]);
});

test('a copy is marked, in the language of the shop', () => {
  const lines = linesOf(buildZReport(closed, { ...shop, locale: 'en-GB' }, 2));
  expect(lines[0]).toBe('COPY 2');
  expect(lines).toContain('Z REPORT SHIFT 7');
  expect(lines).toContain('Over / short | -0.50');
});

test('an X of somebody who must not know the cash does not say it', () => {
  const entry: JournalEntry = { ...plain, seq: 5, kind: 'report.printed', body: { report: { ...report, cash: null, tenders: [] } } };
  const lines = linesOf(buildXReport(entry, shop, 0));
  expect(lines.slice(0, 4)).toEqual(['小满母婴 望京店', 'X 报表 读数', '营业日 2026-11-22 | 01 号收银台', '2026-11-22 15:43:52 | ']);
  expect(lines.join('\n')).not.toMatch(/应有|收款方式/);
});
