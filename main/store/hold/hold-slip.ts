import { copyMark, shopHead, slipWords } from '../receipt/blocks.ts';
import { createLocalTime } from '../local-time.ts';
import type { Shop } from '../shop.ts';
import type { PrintDocument } from '#contract/document.ts';
import { formatYuanGrouped } from '#contract/money.ts';
import type { JournalEntry } from '#main/ledger/entry.ts';
import { z } from 'zod';

const zh = {
  title: '挂单条',
  items: (count: number) => `${count} 件`,
  amount: '挂单时合计',
  hint: '扫描下面的条码取回这一单。未付款，不作凭证。',
};
const en: typeof zh = {
  title: 'HELD BASKET',
  items: (count) => `${count} items`,
  amount: 'Total when held',
  hint: 'Scan this code to bring the basket back. Not paid, no receipt.',
};

/** What the slip of a held basket says, as version 1 of `hold.printed`. */
export const HoldSlipFacts = z.object({
  number: z.int(),
  code: z.string(),
  name: z.string(),
  heldAtMs: z.int(),
  itemCount: z.int(),
  totalMinor: z.int(),
});
export type HoldSlipFacts = z.infer<typeof HoldSlipFacts>;

/** The slip of a `hold.printed` entry. */
export function buildHoldSlip(entry: JournalEntry, shop: Shop, copy: number): PrintDocument {
  const words = slipWords(shop);
  const text = shop.locale === 'zh-CN' ? zh : en;
  const { code, name, heldAtMs, itemCount, totalMinor } = HoldSlipFacts.parse(entry.body);
  const at = createLocalTime(shop.timeZone)(heldAtMs);
  return {
    title: `${text.title} ${code}`,
    blocks: [
      ...copyMark(copy, words),
      ...shopHead(shop, words),
      { type: 'text', text: text.title, style: { align: 'center', bold: true, heightTimes: 2 } },
      { type: 'pair', left: `${at.date} ${at.time}`, right: words.till(shop.terminal) },
      ...(name === '' ? [] : [{ type: 'text', text: name } as const]),
      { type: 'pair', left: text.items(itemCount), right: '' },
      { type: 'pair', left: text.amount, right: `￥${formatYuanGrouped(totalMinor)}`, style: { bold: true } },
      { type: 'barcode', symbology: 'CODE128', data: code, heightDots: 64 },
      { type: 'text', text: code, style: { align: 'center' } },
      { type: 'text', text: text.hint },
      { type: 'cut' },
    ],
  };
}
