import { EndedBody, PlacedBody } from './order-body.ts';
import { createLocalTime } from '../local-time.ts';
import { copyMark, goodsHead, goodsLine, shopHead, slipFoot, slipWords, tenderLine, textLine, type SlipWords } from '../receipt/blocks.ts';
import type { Shop } from '../shop.ts';
import type { OrderDetails } from '#contract/customer-order.ts';
import type { PrintBlock, PrintDocument } from '#contract/document.ts';
import { maskPhone } from '#contract/member.ts';
import { formatYuanGrouped } from '#contract/money.ts';
import { Operator } from '#contract/staff.ts';
import type { JournalEntry } from '#main/ledger/entry.ts';
import { z } from 'zod';

const zh = {
  placed: '预订单',
  ended: '预订取消单',
  wanted: (date: string) => `${date} 取货`,
  brought: (date: string, window: string) => `${date} ${window} 送货`,
  customer: '顾客',
  to: '送到',
  total: '合计',
  deposit: '定金',
  balance: '取货时再付',
  hint: '凭本单取货，到店扫描下面的条码。定金不是货款发票。',
  order: '预订单号',
  reason: '原因',
  returned: '退还定金',
  kept: '扣下定金',
  signature: '顾客签字',
};
const en: typeof zh = {
  placed: 'ORDER',
  ended: 'ORDER CANCELLED',
  wanted: (date) => `Collect on ${date}`,
  brought: (date, window) => `Delivery on ${date} ${window}`,
  customer: 'Customer',
  to: 'Deliver to',
  total: 'Total',
  deposit: 'Deposit',
  balance: 'Left to pay',
  hint: 'Bring this slip: the code below finds the order. A deposit is no sale yet.',
  order: 'Order',
  reason: 'Reason',
  returned: 'Deposit given back',
  kept: 'Deposit kept',
  signature: 'Customer',
};

const By = z.object({ operator: Operator.optional() });
const large = { bold: true, heightTimes: 2 };

/** The slip of an `order.placed` entry: what was ordered and agreed, the deposit, and a code that finds it. What is personal is looked up, and masked. */
export function buildOrderSlip(entry: JournalEntry, shop: Shop, copy: number): PrintDocument {
  const words = slipWords(shop);
  const text = textOf(shop);
  const { ordered, orderMinor, totalMinor: depositMinor, tenders, changeMinor, wantedOn } = PlacedBody.parse(entry.body);
  return {
    title: `${text.placed} ${entry.receiptNumber ?? ''}`,
    blocks: [
      ...head(text.placed, entry, shop, copy),
      ...detailBlocks(shop.orderDetailsOf?.(entry.seq), wantedOn, text, words),
      ...goodsHead(words),
      ...ordered.flatMap((line) => goodsLine(line, words, line.discounts ?? [])),
      { type: 'rule' },
      sum(text.total, orderMinor),
      { type: 'pair', left: text.deposit, right: `￥${formatYuanGrouped(depositMinor)}`, style: large },
      ...tenders.map((tender) => tenderLine(tender, words)),
      ...(changeMinor > 0 ? [sum(words.change, changeMinor)] : []),
      { type: 'pair', left: text.balance, right: `￥${formatYuanGrouped(orderMinor - depositMinor)}`, style: large },
      { type: 'text', text: text.hint },
      ...foot(entry, shop, words, copy),
    ],
  };
}

/** The slip of an `order.cancelled` entry: what went back, how, and what was kept. */
export function buildCancelSlip(entry: JournalEntry, shop: Shop, copy: number): PrintDocument {
  const words = slipWords(shop);
  const text = textOf(shop);
  const { code, reason, returnedMinor, keptMinor, back, cashMinor } = EndedBody.parse(entry.body);
  return {
    title: `${text.ended} ${entry.receiptNumber ?? ''}`,
    blocks: [
      ...head(text.ended, entry, shop, copy),
      { type: 'text', text: `${text.order} ${code}` },
      { type: 'text', text: `${text.reason} ${reason}` },
      { type: 'rule' },
      { type: 'pair', left: text.returned, right: `￥${formatYuanGrouped(returnedMinor)}`, style: large },
      ...back.map((tender) => tenderLine(tender, words)),
      ...(cashMinor > 0 ? [sum(words.cash, cashMinor)] : []),
      ...(keptMinor > 0 ? [sum(text.kept, keptMinor)] : []),
      { type: 'feed', lines: 2 },
      { type: 'text', text: `${text.signature} ________________` },
      ...foot(entry, shop, words, copy),
    ],
  };
}

function head(title: string, entry: JournalEntry, shop: Shop, copy: number): PrintBlock[] {
  const words = slipWords(shop);
  const at = createLocalTime(shop.timeZone)(entry.tsMs);
  const { operator } = By.parse(entry.body);
  return [
    ...copyMark(copy, words),
    { type: 'text', text: title, style: { align: 'center', bold: true, invert: true, heightTimes: 2 } },
    ...shopHead(shop, words),
    { type: 'rule' },
    { type: 'pair', left: `${words.number} ${entry.receiptNumber ?? ''}`, right: words.till(shop.terminal) },
    { type: 'pair', left: `${at.date} ${at.time}`, right: operator ? `${words.operator} ${operator.name}` : '' },
  ];
}

/** When, for whom and where to; only when where it was forgotten. */
function detailBlocks(details: OrderDetails | undefined, wantedOn: string, text: typeof zh, words: SlipWords): PrintBlock[] {
  const { name = '', phone = '', delivery = null, note = '' } = details ?? {};
  const date = details?.wantedOn ?? wantedOn;
  const when = delivery ? text.brought(date, delivery.window).replaceAll('  ', ' ') : text.wanted(date);
  const to = delivery && [delivery.recipient, maskPhone(delivery.phone), delivery.address].filter(Boolean).join(' ');
  return [
    { type: 'text', text: when, style: { bold: true } },
    ...textLine(name === '' ? '' : `${text.customer} ${name} ${maskPhone(phone)}`.trim(), {}),
    ...textLine(to ? `${text.to} ${to}` : '', {}),
    ...textLine(note === '' ? '' : `${words.note} ${note}`, {}),
  ];
}

function foot(entry: JournalEntry, shop: Shop, words: SlipWords, copy: number): PrintBlock[] {
  const slip = { receiptNumber: entry.receiptNumber ?? '', shortHash: entry.hash.slice(0, 8) };
  return [...slipFoot(slip, shop, words), ...copyMark(copy, words), { type: 'cut' }];
}

function sum(left: string, amountMinor: number): PrintBlock {
  return { type: 'pair', left, right: formatYuanGrouped(amountMinor) };
}

function textOf({ locale }: Shop): typeof zh {
  return locale === 'zh-CN' ? zh : en;
}
