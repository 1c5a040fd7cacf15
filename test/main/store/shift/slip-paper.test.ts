import { expect, test } from 'vitest';
import type { JournalEntry } from '#main/ledger/entry.ts';
import { buildCashSlip } from '#main/store/shift/slip-paper.ts';
import { AFTERNOON_MS, shop } from '../shop-fixture.ts';

test('a slip says which way the cash went, how much, why and who, and has room for a signature', () => {
  const entry: JournalEntry = {
    seq: 17,
    kind: 'cash.moved',
    number: null,
    receiptNumber: null,
    requestId: '',
    requestHash: '',
    businessDate: '2026-11-22',
    tsMs: AFTERNOON_MS,
    amountMinor: 50_000,
    body: { v: 1, kind: 'safe_drop', reason: '下午投柜', operator: { id: 2, name: '周敏' } },
    postings: [],
    movements: [],
    printJobs: [],
    hash: '',
  };
  expect(buildCashSlip(entry, shop, 1)).toEqual({
    title: '投入保险箱单 17',
    blocks: [
      { type: 'text', text: '补打 第 1 次', style: { align: 'center', bold: true, invert: true } },
      { type: 'text', text: '小满母婴 望京店', style: { align: 'center' } },
      { type: 'text', text: '投入保险箱单', style: { align: 'center', bold: true, heightTimes: 2 } },
      { type: 'pair', left: '编号 17', right: '01 号收银台' },
      { type: 'pair', left: '2026-11-22 15:43:52', right: '经手人 周敏' },
      { type: 'rule' },
      { type: 'pair', left: '金额', right: '￥500.00', style: { bold: true, heightTimes: 2 } },
      { type: 'text', text: '事由 下午投柜' },
      { type: 'feed', lines: 2 },
      { type: 'text', text: '签字 ____________________' },
      { type: 'cut' },
    ],
  });
});
