import { cashMoveOf } from './cash.ts';
import { createLocalTime } from '../local-time.ts';
import type { Shop } from '../shop.ts';
import type { PrintDocument } from '#contract/document.ts';
import { formatYuanGrouped } from '#contract/money.ts';
import type { CashMoveKind } from '#contract/shift.ts';
import type { JournalEntry } from '#main/ledger/entry.ts';

const zh = {
  kinds: { paid_in: '现金存入单', paid_out: '现金支出单', safe_drop: '投入保险箱单', petty_cash: '备用金支出单' } satisfies Record<
    CashMoveKind,
    string
  >,
  number: '编号',
  till: (terminal: string) => `${terminal} 号收银台`,
  operator: '经手人',
  amount: '金额',
  reason: '事由',
  signature: '签字 ____________________',
  copy: (copy: number) => `补打 第 ${copy} 次`,
};
const en: typeof zh = {
  kinds: { paid_in: 'CASH PAID IN', paid_out: 'CASH PAID OUT', safe_drop: 'SAFE DROP', petty_cash: 'PETTY CASH' },
  number: 'No.',
  till: (terminal) => `Till ${terminal}`,
  operator: 'By',
  amount: 'Amount',
  reason: 'Reason',
  signature: 'Signature ____________________',
  copy: (copy) => `COPY ${copy}`,
};

/** The slip of a `cash.moved` entry, to be signed; `copy` 0 is an original. */
export function buildCashSlip(entry: JournalEntry, shop: Shop, copy: number): PrintDocument {
  const text = shop.locale === 'zh-CN' ? zh : en;
  const move = cashMoveOf(entry);
  const at = createLocalTime(shop.timeZone)(move.movedAtMs);
  const name = text.kinds[move.kind];
  return {
    title: `${name} ${move.seq}`,
    blocks: [
      ...(copy === 0 ? [] : [{ type: 'text', text: text.copy(copy), style: { align: 'center', bold: true, invert: true } } as const]),
      { type: 'text', text: shop.storeName, style: { align: 'center' } },
      { type: 'text', text: name, style: { align: 'center', bold: true, heightTimes: 2 } },
      { type: 'pair', left: `${text.number} ${move.seq}`, right: text.till(shop.terminal) },
      { type: 'pair', left: `${at.date} ${at.time}`, right: move.operator ? `${text.operator} ${move.operator.name}` : '' },
      { type: 'rule' },
      { type: 'pair', left: text.amount, right: `￥${formatYuanGrouped(move.amountMinor)}`, style: { bold: true, heightTimes: 2 } },
      { type: 'text', text: `${text.reason} ${move.reason}` },
      { type: 'feed', lines: 2 },
      { type: 'text', text: text.signature },
      { type: 'cut' },
    ],
  };
}
