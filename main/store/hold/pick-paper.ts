import { copyMark, slipWords, textLine } from '../receipt/blocks.ts';
import { createLocalTime } from '../local-time.ts';
import type { Shop } from '../shop.ts';
import type { BasketLine } from '#contract/basket.ts';
import type { PrintBlock, PrintDocument } from '#contract/document.ts';
import { formatQuantity } from '#contract/quantity.ts';
import type { JournalEntry } from '#main/ledger/entry.ts';
import { z } from 'zod';

const zh = { title: '拣货单', by: '开单', picked: '拣货人', kinds: (count: number) => `共 ${count} 种` };
const en: typeof zh = { title: 'PICK LIST', by: 'By', picked: 'Picked by', kinds: (count) => `${count} articles` };

const Picked = z.object({
  sku: z.string(),
  name: z.string(),
  spec: z.string(),
  category: z.string(),
  unit: z.string(),
  quantityMilli: z.int(),
  note: z.string(),
});

/** What a pick list says, as version 1 of `pick_list.printed`. */
const PickListFacts = z.object({
  code: z.string().optional(),
  name: z.string(),
  goods: z.array(Picked),
  operator: z.object({ name: z.string() }).optional(),
});

/** The goods of a basket as somebody walks along the shelves: by category, then by SKU. Deposits lie on no shelf. */
export function pickedOf(lines: readonly BasketLine[]): z.infer<typeof Picked>[] {
  return lines
    .filter(({ depositOf }) => depositOf === undefined)
    .map(({ sku, name, spec, category = '', unit, quantityMilli, note }) => ({ sku, name, spec, category, unit, quantityMilli, note }))
    .toSorted((a, b) => compare(a.category, b.category) || compare(a.sku, b.sku));
}

/** The paper of a `pick_list.printed` entry: what and how much, a box to tick, and no price. */
export function buildPickList(entry: JournalEntry, shop: Shop, copy: number): PrintDocument {
  const words = slipWords(shop);
  const text = shop.locale === 'zh-CN' ? zh : en;
  const { code = '', name, goods, operator } = PickListFacts.parse(entry.body);
  const at = createLocalTime(shop.timeZone)(entry.tsMs);
  return {
    title: code === '' ? text.title : `${text.title} ${code}`,
    blocks: [
      ...copyMark(copy, words),
      { type: 'text', text: text.title, style: { align: 'center', bold: true, heightTimes: 2 } },
      { type: 'pair', left: `${at.date} ${at.time}`, right: words.till(shop.terminal) },
      ...textLine(operator ? `${text.by} ${operator.name}` : '', {}),
      ...textLine([code, name].filter(Boolean).join(' '), { bold: true }),
      ...goods.flatMap((line, index) => [
        ...(line.category === goods[index - 1]?.category ? [] : [{ type: 'rule' } as const, ...textLine(line.category, { bold: true })]),
        ...goodsBlocks(line),
      ]),
      { type: 'rule' },
      { type: 'pair', left: text.kinds(goods.length), right: `${text.picked} ____________` },
      { type: 'cut' },
    ],
  };
}

function goodsBlocks({ sku, name, spec, unit, quantityMilli, note }: z.infer<typeof Picked>): PrintBlock[] {
  return [
    { type: 'text', text: `[ ] ${[name, spec].filter(Boolean).join(' ')}` },
    { type: 'pair', left: `    ${sku}`, right: `${formatQuantity(quantityMilli)} ${unit}`, style: { bold: true } },
    ...textLine(note === '' ? '' : `    ${note}`, {}),
  ];
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
