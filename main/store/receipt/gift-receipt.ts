import { z } from 'zod';
import { copyMark, goodsName, quantityText, shopHead, slipCode, slipWords } from './blocks.ts';
import { createLocalTime } from '../local-time.ts';
import type { Shop } from '../shop.ts';
import type { PrintBlock, PrintDocument } from '#contract/document.ts';
import type { Sale } from '#contract/sale.ts';
import type { JournalEntry } from '#main/ledger/entry.ts';

const zh = { title: '礼品小票', hint: (days: number) => `凭此单 ${days} 天内可换货，不含价格` };
const en: typeof zh = { title: 'GIFT RECEIPT', hint: (days) => `Goods can be exchanged with this within ${days} days. Without prices.` };

/** What a gift receipt says, as version 1 of `gift.printed`: the goods of a sale and the number they come back by. */
const GiftFacts = z.object({
  saleSeq: z.int(),
  receiptNumber: z.string(),
  shortHash: z.string(),
  soldAtMs: z.int(),
  goods: z.array(z.object({ name: z.string(), quantity: z.string() })),
});
export type GiftFacts = z.infer<typeof GiftFacts>;

export function giftFacts({ seq, receiptNumber, shortHash, completedAtMs, lines }: Sale): GiftFacts {
  const goods = lines.map((line) => ({ name: goodsName(line), quantity: quantityText(line) }));
  return { saleSeq: seq, receiptNumber, shortHash, soldAtMs: completedAtMs, goods };
}

/** The paper of a `gift.printed` entry. */
export function buildGiftReceipt(entry: JournalEntry, shop: Shop, copy: number): PrintDocument {
  const words = slipWords(shop);
  const text = shop.locale === 'zh-CN' ? zh : en;
  const facts = GiftFacts.parse(entry.body);
  const at = createLocalTime(shop.timeZone)(facts.soldAtMs);
  return {
    title: `${text.title} ${facts.receiptNumber}`,
    blocks: [
      ...copyMark(copy, words),
      ...shopHead(shop, words),
      { type: 'text', text: text.title, style: { align: 'center', bold: true, heightTimes: 2 } },
      { type: 'pair', left: at.date, right: words.till(shop.terminal) },
      { type: 'rule' },
      ...facts.goods.map(({ name, quantity }): PrintBlock => ({ type: 'pair', left: name, right: quantity })),
      { type: 'rule' },
      { type: 'text', text: text.hint(shop.refundDays) },
      ...slipCode(facts, words),
      { type: 'cut' },
    ],
  };
}
