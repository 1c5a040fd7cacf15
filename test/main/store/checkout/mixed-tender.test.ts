import { afterEach, beforeEach, expect, test } from 'vitest';
import { journalOf } from '../journal-of.ts';
import { openShop, type ShopAtWork } from '../shop-fixture.ts';
import type { ProcedureOutput } from '#contract/procedures.ts';
import type { HandedTender } from '#contract/tender.ts';

const DIAPERS = '6973012450313';
const CARD: HandedTender = { kind: 'card', amountMinor: 10_000, lastFour: '6027' };

let work: ShopAtWork;

beforeEach(async () => {
  work = await openShop();
});
afterEach(() => work.close());

async function begin(): Promise<void> {
  await work.ask('basket.scan', { text: DIAPERS, source: 'scanner' });
  await work.ask('tender.begin', {});
}
async function complete(...tenders: HandedTender[]): Promise<ProcedureOutput<'sale.complete'>> {
  const { basketId, revision } = work.topic('basket');
  return work.ask('sale.complete', { basketId, basketRevision: revision, tenders });
}
const postings = (): unknown =>
  journalOf(work, 'sale.completed')
    .at(-1)
    ?.postings.filter(({ account }) => account.startsWith('asset:'));

test('a card beside cash: the part that was charged is on disk before the rest is taken', async () => {
  await begin();
  await work.ask('tender.add', { tender: CARD });
  await work.reopen();
  expect(work.topic('basket')).toMatchObject({ phase: 'tendering', terms: { tenders: [CARD] } });
  expect(work.topic('customer')).toMatchObject({ phase: 'tendering', totalMinor: 12_900, receivedMinor: 10_000 });
  expect(work.topic('lineDisplay')).toEqual({ show: 'pay', totalMinor: 2_900, receivedMinor: 10_000 });
  const sale = await complete({ kind: 'cash', amountMinor: 5_000 });
  expect(sale).toMatchObject({ totalMinor: 12_900, tenderedMinor: 15_000, changeMinor: 2_100 });
  expect(postings()).toEqual([
    { account: 'asset:card', amountMinor: 10_000 },
    { account: 'asset:cash', amountMinor: 2_900 },
  ]);
  expect(work.topic('basket').terms.tenders).toEqual([]);
  await work.until('printing', () => work.printed.length > 0);
  const text = JSON.stringify(work.printed[0]?.document.blocks);
  for (const words of ['银行卡 ****6027', '100.00', '现金', '50.00', '21.00']) expect(text).toContain(words);
});

test('paid by card alone the drawer stays shut', async () => {
  await begin();
  await complete({ kind: 'card', amountMinor: 12_900 });
  expect(work.drawerOpenings).toBe(0);
  expect(postings()).toEqual([{ account: 'asset:card', amountMinor: 12_900 }]);
});

test('while money was taken the basket is not cleared, emptied or discarded, but it can be put aside', async () => {
  await begin();
  await work.ask('tender.add', { tender: CARD });
  await work.ask('tender.cancel', {});
  await expect(work.ask('basket.clear', {})).rejects.toMatchObject({ code: 'tender_taken', details: { amount: '100.00' } });
  await expect(work.ask('basket.remove', { lineId: 1 })).rejects.toMatchObject({ code: 'tender_taken' });
  const { number } = await work.ask('hold.put', { name: '' });
  expect(work.topic('basket').terms.tenders).toEqual([]);
  await expect(work.ask('hold.discard', { number, reason: '顾客不要了' })).rejects.toMatchObject({ code: 'tender_taken' });
  await work.ask('hold.resume', { number });
  expect(work.topic('basket').terms.tenders).toEqual([CARD]);
  await work.ask('tender.begin', {});
  await work.ask('tender.remove', { index: 0 });
  await work.ask('tender.cancel', {});
  await work.ask('basket.clear', {});
  expect(journalOf(work, 'tender.taken', 'tender.withdrawn').map(({ kind, body }) => [kind, body['tender']])).toEqual([
    ['tender.taken', CARD],
    ['tender.withdrawn', CARD],
  ]);
});

test('a voucher is taken once, also after a restart and by two baskets', async () => {
  const VOUCHER: HandedTender = { kind: 'voucher', amountMinor: 5_000, number: 'V-100', valueMinor: 5_000 };
  await begin();
  await work.ask('tender.add', { tender: VOUCHER });
  await complete({ kind: 'cash', amountMinor: 7_900 });
  await work.reopen();
  await begin();
  await expect(work.ask('tender.add', { tender: VOUCHER })).rejects.toMatchObject({ code: 'voucher_taken', details: { number: 'V-100' } });
  await expect(complete(VOUCHER, { kind: 'cash', amountMinor: 7_900 })).rejects.toMatchObject({ code: 'voucher_taken' });
  await expect(complete({ kind: 'other', name: '饭票', amountMinor: 100 })).rejects.toMatchObject({ code: 'tender_short' });
});

test('the same press takes a part once', async () => {
  const requestId = '0190b7a0-0000-7000-8000-0000000000aa';
  await begin();
  await work.ask('tender.add', { tender: CARD, requestId });
  await work.ask('tender.add', { tender: CARD, requestId });
  expect(work.topic('basket').terms.tenders).toEqual([CARD]);
});

test('a refund goes back to the card as far as it was charged, and says so on its slip', async () => {
  await begin();
  await work.ask('tender.add', { tender: CARD });
  const sale = await complete({ kind: 'cash', amountMinor: 2_900 });
  const refundable = await work.ask('refund.find', { receipt: sale.receiptNumber });
  expect(refundable.tenders).toEqual([CARD, { kind: 'cash', amountMinor: 2_900 }]);
  await work.ask('sale.dismiss', {});
  const { basketId, revision } = work.topic('basket');
  const refund = await work.ask('refund.complete', {
    basketId,
    basketRevision: revision,
    saleSeq: sale.seq,
    lines: [{ lineId: 1, quantityMilli: 1000, place: 'shelf' }],
    returnedMinor: 12_900,
    reason: '尺码不合适',
    tenders: [],
  });
  expect(refund.back).toEqual([CARD]);
  expect(journalOf(work, 'refund.completed')[0]?.postings.filter(({ account }) => account.startsWith('asset:'))).toEqual([
    { account: 'asset:card', amountMinor: -10_000 },
    { account: 'asset:cash', amountMinor: -2_900 },
  ]);
});

test('two baskets in which more was taken than one sale may be paid in are not merged, and the till starts again', async () => {
  const taken = async (amounts: readonly number[]): Promise<void> => {
    await begin();
    for (const amountMinor of amounts) await work.ask('tender.add', { tender: { kind: 'card', amountMinor } });
    await work.ask('tender.cancel', {});
  };
  await taken([1, 2, 3, 4, 5]);
  const { number } = await work.ask('hold.put', { name: '' });
  await taken([6, 7, 8, 9]);
  await expect(work.ask('hold.merge', { number })).rejects.toMatchObject({ code: 'tenders_too_many' });
  await work.reopen();
  expect(work.topic('basket').terms.tenders).toHaveLength(4);
  expect(work.topic('holds').held).toHaveLength(1);
});

test('what is due stays as it was told while money is being taken, though an offer ends meanwhile', async () => {
  await work.ask('promotion.save', {
    promotion: {
      id: 'NOON',
      name: { zh: '四点前减 29', en: '29 off before four' },
      rule: { kind: 'amountOff', tiers: [{ minimumMinor: 10_000, offMinor: 2_900 }] },
      scope: {},
      audience: { kind: 'all' },
      schedule: { hours: [{ fromMinute: 0, toMinute: 960 }] },
      limits: {},
      priority: 0,
    },
  });
  await begin();
  expect(work.topic('basket').totalMinor).toBe(10_000);
  // From 15:43 to 16:13.
  work.clockMs += 30 * 60_000;
  await work.ask('tender.add', { tender: { ...CARD, amountMinor: 4_000 } });
  expect(work.topic('basket').totalMinor).toBe(10_000);
  await work.ask('tender.cancel', {});
  expect(work.topic('basket').totalMinor).toBe(12_900);
});

test('a voucher is the same one in small letters', async () => {
  await begin();
  const voucher = { kind: 'voucher', amountMinor: 5_000, number: 'QA-7', valueMinor: 5_000 } as const;
  await work.ask('tender.add', { tender: voucher });
  await expect(work.ask('tender.add', { tender: { ...voucher, number: 'qa-7' } })).rejects.toMatchObject({ code: 'voucher_taken' });
  await complete({ kind: 'cash', amountMinor: 7_900 });
  await begin();
  await expect(work.ask('tender.add', { tender: { ...voucher, number: 'qa-7' } })).rejects.toMatchObject({ code: 'voucher_taken' });
});

test('Hong Kong dollars: worth the rate of the shop, change in yuan, told apart in every report, and a refund is yuan', async () => {
  await work.close();
  work = await openShop({ tenders: [{ kind: 'foreign', currency: 'HKD', rate: '0.9123', maxMinor: 100_000 }] });
  await work.ask('shift.open', { count: [{ kind: 'note', faceMinor: 10_000, pieces: 2 }] });
  await begin();
  // 150.00 × 0.9123 = 136.845
  const sale = await complete({ kind: 'foreign', currency: 'HKD', foreignMinor: 15_000, rate: '0.9123', amountMinor: 13_684 });
  expect(sale).toMatchObject({ totalMinor: 12_900, tenderedMinor: 13_684, changeMinor: 784 });
  expect(postings()).toEqual([
    { account: 'asset:cash:hkd', amountMinor: 13_684 },
    { account: 'asset:cash', amountMinor: -784 },
  ]);
  expect(work.drawerOpenings).toBe(1);
  await work.until('printing', () => work.printed.length > 0);
  expect(work.printed[0]?.document.blocks).toContainEqual({ type: 'pair', left: '港币 150.00 @0.9123 =', right: '136.84' });
  await work.ask('sale.dismiss', {});
  const { basketId, revision } = work.topic('basket');
  const refund = await work.ask('refund.void', { basketId, basketRevision: revision, saleSeq: sale.seq, reason: '买错了' });
  expect(refund).toMatchObject({ changeMinor: 12_900 });
  expect(refund).not.toHaveProperty('back');
  // The drawer counts yuan alone: 200.00 − 7.84 − 129.00.
  expect(await work.ask('report.x', {})).toMatchObject({
    tenders: [
      { tender: 'cash', amountMinor: -13_684 },
      { tender: 'cash:hkd', amountMinor: 13_684 },
    ],
    foreign: [{ currency: 'HKD', foreignMinor: 15_000, amountMinor: 13_684 }],
    cash: { expectedMinor: 6_316 },
  });
  await work.ask('report.print', {});
  await work.until('printing', () => work.printed.length === 3);
  const words = JSON.stringify(work.printed[2]?.document.blocks);
  for (const told of ['"现金 HKD","right":"136.84"', '"HKD 150.00","right":"136.84"']) expect(words).toContain(told);
});
