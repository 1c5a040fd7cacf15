import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { journalOf } from '../journal-of.ts';
import { openShop, plain, type ShopAtWork } from '../shop-fixture.ts';
import type { HandedTender } from '#contract/tender.ts';
import { newRequestId } from '#contract/ids.ts';
import type { JournalEntry } from '#main/ledger/entry.ts';
import { ledgerMigrations } from '#main/ledger/migrations.ts';
import { openDatabase } from '#main/ledger/open.ts';
import { verifyLedger } from '#main/ledger/verify.ts';
import { rebuilds } from '#main/store/rebuilds.ts';

/** 358.00 with 13 % VAT: 358 × 13 / 113 = 41.1858…, so 41.19 of it is VAT and 316.81 net. */
const SUIT = { ...plain, sku: 'SUIT-90', barcodes: ['6973012459996'], name: '小屿 连体衣', priceMinor: 35_800 };
const WIPES = '6973012450771';
const CODE = 'S001-01-1-D000001';
const WANTED = '2026-11-28';
const LI = { name: '李雪', phone: '13800006027', wantedOn: WANTED, delivery: null, note: '包装成礼物' };

let work: ShopAtWork;

beforeEach(async () => {
  work = await openShop({}, [SUIT]);
});
afterEach(() => work.close());

const scan = (text: string, quantityMilli?: number): Promise<{ readonly kind: string }> =>
  work.ask('basket.scan', { text, source: 'scanner', ...(quantityMilli === undefined ? {} : { quantityMilli }) });
const cash = (amountMinor: number): HandedTender => ({ kind: 'cash', amountMinor });
const card = (amountMinor: number): HandedTender => ({ kind: 'card', amountMinor, lastFour: '1234' });

async function place(depositMinor: number, ...tenders: HandedTender[]): Promise<number> {
  await work.ask('order.begin', { ...LI, depositMinor });
  const { basketId, revision } = work.topic('basket');
  return (await work.ask('order.place', { basketId, basketRevision: revision, tenders })).seq;
}
async function pay(...tenders: HandedTender[]) {
  await work.ask('tender.begin', {});
  const { basketId, revision } = work.topic('basket');
  return work.ask('sale.complete', { basketId, basketRevision: revision, tenders });
}
const postingsOf = (entry: JournalEntry | undefined): Record<string, number> =>
  Object.fromEntries((entry?.postings ?? []).map(({ account, amountMinor }) => [account, amountMinor]));
const last = (kind: string): JournalEntry | undefined => journalOf(work, kind).at(-1);
const openOrders = () => work.topic('orders').open;
const paperText = (): string => JSON.stringify(work.printed.at(-1)?.document);

describe('a deposit of 100.00 on goods for 358.00', () => {
  test('is money owed: no turnover, no VAT, no goods leave; drawer and slip as for a sale', async () => {
    await scan(SUIT.barcodes[0] ?? '');
    const seq = await place(10_000, cash(20_000));
    expect(postingsOf(last('order.placed'))).toEqual({ 'asset:cash': 10_000, 'liability:customer-deposits': -10_000 });
    expect(last('order.placed')).toMatchObject({ receiptNumber: CODE, amountMinor: 10_000, movements: [], body: { orderMinor: 35_800 } });
    expect(work.topic('basket')).toMatchObject({
      phase: 'paid',
      lines: [],
      paid: { receiptNumber: CODE, totalMinor: 10_000, changeMinor: 10_000, ordered: true },
    });
    expect(openOrders()).toMatchObject([
      { seq, code: CODE, totalMinor: 35_800, depositMinor: 10_000, customer: { name: '李雪', phone: '13800006027' }, itemCount: 1 },
    ]);
    expect(work.drawerOpenings).toBe(1);
    await work.until('printing', ({ jobs }) => jobs.length === 0);
    expect(paperText()).toContain('138****6027');
    expect(paperText()).toContain('"data":"S001-01-1-D000001"');
    expect(paperText()).not.toContain('13800006027');
  });

  test('counts when the goods are handed over: the balance is 258.00, and only now there is turnover with its VAT', async () => {
    await scan(SUIT.barcodes[0] ?? '');
    const seq = await place(10_000, cash(10_000));
    expect(await scan(CODE)).toEqual({ kind: 'collecting', code: CODE });
    await work.ask('tender.begin', {});
    expect(work.topic('lineDisplay')).toMatchObject({ show: 'pay', totalMinor: 25_800 });
    const sale = await pay(cash(30_000));
    expect(sale).toMatchObject({ totalMinor: 35_800, taxMinor: 4_119, tenderedMinor: 40_000, changeMinor: 4_200, orderSeq: seq });
    expect(postingsOf(last('sale.completed'))).toEqual({
      'liability:customer-deposits': 10_000,
      'asset:cash': 25_800,
      'revenue:1300': -31_681,
      'vat:1300': -4_119,
    });
    expect(last('sale.completed')?.movements).toMatchObject([{ sku: 'SUIT-90', quantityMilli: -1000, reason: 'sale' }]);
    expect(openOrders()).toEqual([]);
    await expect(work.ask('order.collect', { seq })).rejects.toMatchObject({ code: 'order_over' });
  });

  test('goes back when the order is given up, the way it was paid; what is kept is income', async () => {
    await scan(SUIT.barcodes[0] ?? '');
    const seq = await place(10_000, card(6_000), cash(4_000));
    const end = await work.ask('order.cancel', { seq, keepMinor: 3_000, reason: '不想要了' });
    expect(end).toEqual({ receiptNumber: 'S001-01-1-C000001', returnedMinor: 7_000, back: [card(6_000)] });
    expect(postingsOf(last('order.cancelled'))).toEqual({
      'liability:customer-deposits': 10_000,
      'asset:card': -6_000,
      'asset:cash': -1_000,
      'income:forfeited-deposits': -3_000,
    });
    expect(openOrders()).toEqual([]);
    await work.until('printing', ({ jobs }) => jobs.length === 0);
    expect(paperText()).toContain('预订取消单');
    await expect(work.ask('order.cancel', { seq, keepMinor: 0, reason: '再来' })).rejects.toMatchObject({ code: 'order_over' });
  });

  test('is in the figures of the shift, apart from sales', async () => {
    await scan(SUIT.barcodes[0] ?? '');
    const first = await place(10_000, cash(10_000));
    await scan(WIPES);
    const second = await place(3_000, card(3_000));
    await work.ask('order.cancel', { seq: second, keepMinor: 1_000, reason: '不要了' });
    await work.ask('order.collect', { seq: first });
    await pay(cash(25_800));
    expect(await work.ask('report.x', {})).toMatchObject({
      sales: { count: 1, amountMinor: 35_800 },
      deposits: {
        received: { count: 2, amountMinor: 13_000 },
        settled: { count: 1, amountMinor: 10_000 },
        returned: { count: 1, amountMinor: 2_000 },
        keptMinor: 1_000,
      },
      tenders: [
        { tender: 'card', amountMinor: 1_000 },
        { tender: 'cash', amountMinor: 35_800 },
      ],
      taxes: [{ rateBasisPoints: 1300, netMinor: 31_681, taxMinor: 4_119 }],
    });
  });

  test('comes back with the goods as cash, whatever it was paid by', async () => {
    await scan(SUIT.barcodes[0] ?? '');
    const seq = await place(10_000, card(10_000));
    await work.ask('order.collect', { seq });
    const sale = await pay(card(25_800));
    await work.ask('sale.dismiss', {});
    const { basketId, revision } = work.topic('basket');
    await work.ask('refund.void', { basketId, basketRevision: revision, saleSeq: sale.seq, reason: '买错了' });
    expect(postingsOf(last('refund.completed'))).toMatchObject({ 'asset:card': -25_800, 'asset:cash': -10_000 });
  });
});

describe('the goods of an order', () => {
  // 5 % off 39.90 is 37.905, so a piece costs 37.91.
  test('keep the price agreed, whatever the shop offers on the day, until the cashier asks for today’s', async () => {
    await scan(WIPES, 2000);
    await work.ask('basket.discountLine', { lineId: 1, discount: { kind: 'percent', payBasisPoints: 9500 } });
    const seq = await place(0);
    await work.ask('order.collect', { seq });
    expect(work.topic('basket')).toMatchObject({ totalMinor: 7_582, lines: [{ amountMinor: 7_582, ordered: { pickedMilli: 0 } }] });
    await expect(work.ask('basket.setQuantity', { lineId: 1, quantityMilli: 3000 })).rejects.toMatchObject({ code: 'order_line_fixed' });
    await scan('YD-60');
    expect(work.topic('basket').totalMinor).toBe(7_582 + 1_990);
    await work.ask('order.reprice', {});
    await work.ask('basket.setQuantity', { lineId: 1, quantityMilli: 3000 });
  });

  test('at today’s prices are still scanned once and put back with their order', async () => {
    await scan(WIPES, 2000);
    await place(1_000, cash(1_000));
    await scan(CODE);
    await work.ask('order.reprice', {});
    await scan(WIPES);
    expect(work.topic('basket').lines).toMatchObject([{ quantityMilli: 2000, ordered: { pickedMilli: 1000 } }]);
    await work.ask('basket.discount', { discount: { kind: 'amount', offMinor: 80 } });
    expect(work.topic('basket').totalMinor).toBe(7_900);
    await work.ask('order.release', {});
    expect(work.topic('basket')).toMatchObject({ lines: [], terms: { order: null, tenders: [] } });
    expect(openOrders()).toHaveLength(1);
  });

  test('have an amount off once at today’s prices too, however many lines their serial numbers made of them', async () => {
    await scan(SUIT.barcodes[0] ?? '', 2000);
    await work.ask('basket.discountLine', { lineId: 1, discount: { kind: 'amount', offMinor: 1_600 } });
    const seq = await place(0);
    await work.ask('order.collect', { seq });
    await scan(']C1010697301245999621A1');
    expect(work.topic('basket').totalMinor).toBe(70_000);
    await work.ask('order.reprice', {});
    expect(work.topic('basket').totalMinor).toBe(70_000);
  });

  test('have nothing taken off by a discount on the whole sale: it is for what is bought besides', async () => {
    await scan(WIPES, 2000);
    const seq = await place(0);
    await work.ask('order.collect', { seq });
    await scan('YD-60');
    await expect(work.ask('basket.discount', { discount: { kind: 'amount', offMinor: 1_991 } })).rejects.toMatchObject({
      code: 'discount_too_large',
    });
    await work.ask('basket.discount', { discount: { kind: 'amount', offMinor: 1_000 } });
    expect(work.topic('basket').lines.map(({ amountMinor }) => amountMinor)).toEqual([7_980, 990]);
    // One price for the whole sale is for all of it: 90.00 − 79.80 = 10.20 for what is bought besides.
    await work.ask('basket.discount', { discount: { kind: 'total', totalMinor: 9_000 } });
    expect(work.topic('basket').lines.map(({ amountMinor }) => amountMinor)).toEqual([7_980, 1_020]);
    await expect(work.ask('basket.discount', { discount: { kind: 'total', totalMinor: 7_979 } })).rejects.toMatchObject({
      code: 'discount_too_large',
    });
  });

  test('are handed over by scanning them, not sold twice; one more is a line of its own', async () => {
    await scan(WIPES, 2000);
    const seq = await place(1_000, cash(1_000));
    await work.ask('order.collect', { seq });
    for (const times of [1, 2, 3]) expect(await scan(WIPES), `scan ${times}`).toMatchObject({ kind: 'added' });
    expect(work.topic('basket').lines.map(({ quantityMilli, ordered }) => [quantityMilli, ordered?.pickedMilli])).toEqual([
      [2000, 2000],
      [1000, undefined],
    ]);
  });

  test('take batch and serial number from the code that is scanned then; a piece is its own line and all of it costs the same', async () => {
    await scan(SUIT.barcodes[0] ?? '', 3000);
    const seq = await place(0);
    await work.ask('order.collect', { seq });
    expect(await scan(']C1010697301245999621A1')).toMatchObject({ kind: 'added' });
    expect(work.topic('basket')).toMatchObject({ totalMinor: 107_400 });
    expect(work.topic('basket').lines.map(({ quantityMilli, gs1 }) => [quantityMilli, gs1?.serial])).toEqual([
      [2000, undefined],
      [1000, 'A1'],
    ]);
    expect(await scan(']C1010697301245999621A1')).toMatchObject({ kind: 'refused', error: { code: 'serial_taken' } });
  });

  test('are reserved until they are gone, and stay on hand', async () => {
    await scan(WIPES, 2000);
    const { productId } = work.topic('basket').lines[0] ?? { productId: 0 };
    const seq = await place(0);
    await work.ask('stock.count', { productId, countedMilli: 5000 });
    expect(await work.ask('product.card', { productId })).toMatchObject({ onHandMilli: 5000, reservedMilli: 2000 });
    await work.ask('order.collect', { seq });
    await pay(cash(7_980));
    expect(await work.ask('product.card', { productId })).toMatchObject({ onHandMilli: 3000, reservedMilli: 0 });
  });

  test('left out lower what is due; a deposit that is more goes back the ways it was paid', async () => {
    await scan(SUIT.barcodes[0] ?? '');
    await scan(WIPES);
    const seq = await place(10_000, card(10_000));
    await work.ask('order.collect', { seq });
    await work.ask('basket.remove', { lineId: 1 });
    expect(await pay()).toMatchObject({ totalMinor: 3_990, changeMinor: 6_010, back: [card(6_010)] });
    expect(postingsOf(last('sale.completed'))).toEqual({
      'liability:customer-deposits': 10_000,
      'asset:card': -6_010,
      'revenue:1300': -3_531,
      'vat:1300': -459,
    });
    expect(work.topic('basket').paid).toMatchObject({ changeMinor: 0, back: [card(6_010)] });
  });

  test('go back to their order by themselves, and are not thrown away with it', async () => {
    await scan(WIPES);
    const seq = await place(1_000, cash(1_000));
    await work.ask('order.collect', { seq });
    await scan('BAG-M');
    await expect(work.ask('basket.clear', {})).rejects.toMatchObject({ code: 'order_put_back' });
    await expect(work.ask('order.cancel', { seq, keepMinor: 0, reason: '不要' })).rejects.toMatchObject({ code: 'order_collecting' });
    await expect(work.ask('hold.split', { parts: [{ lineId: 1, quantityMilli: 1000 }], name: '' })).rejects.toMatchObject({
      code: 'order_alone',
    });
    await work.ask('hold.put', { name: '' });
    expect(work.topic('holds').held).toMatchObject([{ totalMinor: 4_040 }]);
    expect(work.topic('holds').held[0]).not.toHaveProperty('takenMinor');
    await work.ask('hold.resume', { number: 1 });
    await work.ask('order.release', {});
    expect(work.topic('basket')).toMatchObject({ totalMinor: 50, terms: { order: null, tenders: [] } });
    expect(openOrders()).toHaveLength(1);
  });

  test('do not go back while money was taken for them: no basket would hold it any more', async () => {
    await scan(SUIT.barcodes[0] ?? '');
    const seq = await place(10_000, cash(10_000));
    await work.ask('order.collect', { seq });
    await work.ask('tender.begin', {});
    await work.ask('tender.add', { tender: card(5_000) });
    await work.ask('tender.cancel', {});
    await expect(work.ask('order.release', {})).rejects.toMatchObject({ code: 'tender_taken', details: { amount: '50.00' } });
    expect(await pay(cash(20_800))).toMatchObject({ totalMinor: 35_800, changeMinor: 0 });
  });
});

describe('an order in the making', () => {
  test('survives a power cut with what was taken of its deposit', async () => {
    await scan(SUIT.barcodes[0] ?? '');
    await work.ask('order.begin', { ...LI, depositMinor: 10_000 });
    await expect(work.ask('tender.add', { tender: card(10_001) })).rejects.toMatchObject({ code: 'tender_over' });
    await work.ask('tender.add', { tender: card(6_000) });
    await work.reopen();
    expect(work.topic('basket')).toMatchObject({ phase: 'tendering', terms: { order: { kind: 'placing' }, tenders: [card(6_000)] } });
    const { basketId, revision } = work.topic('basket');
    const press = { basketId, basketRevision: revision, tenders: [cash(4_000)], requestId: '0190b7a0-0000-7000-8000-0000000000aa' };
    await expect(work.ask('sale.complete', { ...press, requestId: '0190b7a0-0000-7000-8000-0000000000ab' })).rejects.toMatchObject({
      code: 'order_placing',
    });
    const placed = await work.ask('order.place', press);
    expect(await work.ask('order.place', press)).toEqual(placed);
    expect(journalOf(work, 'order.placed')).toHaveLength(1);
    expect(postingsOf(last('order.placed'))).toEqual({ 'asset:card': 6_000, 'asset:cash': 4_000, 'liability:customer-deposits': -10_000 });
  });

  test('ends with its last line: the next customer has ordered nothing', async () => {
    await scan(WIPES);
    await work.ask('order.begin', { ...LI, depositMinor: 0 });
    await work.ask('tender.cancel', {});
    expect(work.topic('basket').terms.order).toMatchObject({ kind: 'placing', details: { name: '李雪' } });
    await work.ask('basket.remove', { lineId: 1 });
    expect(work.topic('basket').terms.order).toBeNull();
  });

  test('needs somebody to call when it is paid as well: the member may be taken off the basket in between', async () => {
    await work.ask('member.save', { code: 'M1', phone: '13900001111', name: '王芳', title: 'ms', level: 'gold', tags: [], active: true });
    await scan(WIPES);
    await work.ask('basket.setMember', { member: '13900001111' });
    await work.ask('order.begin', { ...LI, name: '', phone: '', depositMinor: 0 });
    await work.ask('tender.cancel', {});
    await work.ask('basket.setMember', { member: null });
    const { basketId, revision } = work.topic('basket');
    const press = { basketId, basketRevision: revision, tenders: [] };
    await expect(work.ask('order.place', press)).rejects.toMatchObject({ code: 'order_customer' });
  });

  test('needs somebody to call, a day to come and a deposit that is no more than the goods', async () => {
    await expect(work.ask('order.begin', { ...LI, depositMinor: 0 })).rejects.toMatchObject({ code: 'basket_empty' });
    await scan(WIPES);
    for (const [change, code] of [
      [{ phone: '' }, 'order_customer'],
      [{ wantedOn: '2026-11-21' }, 'order_past'],
      [{ depositMinor: 3_991 }, 'order_deposit_over'],
      [{ note: '134567890123456789' }, 'payment_code'],
    ] as const)
      await expect(work.ask('order.begin', { ...LI, depositMinor: 0, ...change })).rejects.toMatchObject({ code });
    expect(work.topic('basket').terms.order).toBeNull();
  });
});

test('a cashier places and hands over; giving the deposit back and keeping of it are rights, and an owner sees who did', async () => {
  const [LIN, ZHOU, QIAN] = [
    { code: '1', name: '林岚', role: 'owner', active: true, pin: '739146' },
    { code: '12', name: '周敏', role: 'cashier', active: true, pin: '280517' },
    { code: '13', name: '钱组长', role: 'lead', active: true, pin: '640182' },
  ] as const;
  await work.ask('staff.save', LIN);
  await work.ask('staff.signIn', LIN);
  await work.ask('staff.save', ZHOU);
  await work.ask('staff.save', QIAN);
  await work.ask('staff.signIn', ZHOU);
  await scan(WIPES);
  await expect(work.ask('order.begin', { ...LI, depositMinor: 1_000 })).rejects.toMatchObject({ code: 'shift_needed' });
  await work.ask('shift.open', { count: [] });
  const seq = await place(1_000, cash(1_000));
  const end = { seq, keepMinor: 0, reason: '不要了' };
  await expect(work.ask('order.cancel', end)).rejects.toMatchObject({ code: 'right_missing', details: { right: 'order.cancel' } });
  await work.ask('order.collect', { seq });
  await scan('BAG-M');
  await work.ask('basket.remove', { lineId: 1 });
  await expect(pay()).rejects.toMatchObject({ code: 'right_missing', details: { right: 'order.cancel' } });
  await work.ask('tender.cancel', {});
  await work.ask('order.release', {});
  await work.ask('basket.clear', {});
  await work.ask('staff.signIn', QIAN);
  await expect(work.ask('order.cancel', { ...end, keepMinor: 500 })).rejects.toMatchObject({ details: { right: 'order.forfeit' } });
  await work.ask('order.cancel', end);
  expect(last('order.placed')?.body).toMatchObject({ operator: { name: '周敏' } });
  await work.ask('staff.signIn', LIN);
  const { acts } = await work.ask('audit.unusual', { kind: 'refund' });
  expect(acts).toMatchObject([{ kind: 'refund', operator: { name: '钱组长' }, amountMinor: 1_000, detail: '不要了' }]);
});

test('another day and address are journaled without saying where somebody lives', async () => {
  await scan(WIPES);
  const seq = await place(0);
  const delivery = { recipient: '李雪', phone: '', address: '望京西园 3 区 12 号', window: '下午 2–4 点' };
  await work.ask('order.change', { ...LI, seq, wantedOn: '2026-11-30', delivery });
  expect(openOrders()).toMatchObject([{ details: { wantedOn: '2026-11-30', delivery } }]);
  expect(last('order.changed')?.body).toMatchObject({
    orderSeq: seq,
    wantedOn: '2026-11-30',
    delivers: true,
    changed: ['wantedOn', 'delivery'],
  });
  const journal = JSON.stringify(journalOf(work, 'order.placed', 'order.changed'));
  for (const personal of ['李雪', '13800006027', '望京西园', '包装成礼物']) expect(journal).not.toContain(personal);
});

test('what was typed into an order is kept with none of the commands that were answered, which still act once', async () => {
  await scan(WIPES);
  const input = { ...LI, depositMinor: 1_000, requestId: newRequestId() };
  await work.ask('order.begin', input);
  const db = openDatabase(work.ledgerFile, { migrations: ledgerMigrations, readonly: true });
  const kept = JSON.stringify(db.prepare('SELECT * FROM recent_request').all());
  db.close();
  expect(kept).toContain(input.requestId);
  for (const personal of ['李雪', '13800006027', '包装成礼物']) expect(kept).not.toContain(personal);
  await work.reopen();
  await expect(work.ask('order.begin', input)).resolves.toEqual({});
  await expect(work.ask('order.begin', { ...input, name: '林岚' })).rejects.toMatchObject({ code: 'request_conflict' });
});

test.each([
  ['the start', () => work.reopen()],
  ['the end of a day', () => work.ask('day.close', { seenJobs: [] })],
])('what was said of an order that is over is forgotten at %s too', async (_, tidied) => {
  await work.ask('shift.open', { count: [] });
  await scan(WIPES);
  const seq = await place(0);
  await work.ask('order.cancel', { seq, keepMinor: 0, reason: '不要了' });
  await work.ask('shift.count', { count: [] });
  await work.ask('shift.close', { seenJobs: [] });
  work.clockMs += 31 * 86_400_000;
  await tidied();
  await work.ask('order.reprint', { seq });
  await work.until('printing', ({ jobs }) => jobs.length === 0);
  expect(paperText()).toContain('补打');
  expect(paperText()).not.toContain('李雪');
});

test('what was said of an order is forgotten once it is over for as long as goods come back', async () => {
  await scan(WIPES);
  const seq = await place(0);
  await work.ask('order.cancel', { seq, keepMinor: 0, reason: '不要了' });
  work.clockMs += 31 * 86_400_000;
  await scan(WIPES);
  await work.ask('order.begin', { ...LI, wantedOn: '2026-12-31', depositMinor: 0 });
  const { basketId, revision } = work.topic('basket');
  await work.ask('order.place', { basketId, basketRevision: revision, tenders: [] });
  await work.ask('order.reprint', { seq });
  await work.until('printing', ({ jobs }) => jobs.length === 0);
  expect(paperText()).toContain('补打');
  expect(paperText()).not.toContain('李雪');
});

test('the ledger verifies with every kind of order in it', async () => {
  await scan(SUIT.barcodes[0] ?? '');
  const first = await place(10_000, cash(10_000));
  await scan(WIPES);
  const second = await place(1_000, card(1_000));
  await work.ask('order.change', { ...LI, seq: first, wantedOn: '2026-12-01' });
  await work.ask('order.cancel', { seq: second, keepMinor: 0, reason: '不要了' });
  await work.ask('order.collect', { seq: first });
  await pay(cash(25_800));
  await work.reopen(async () => {
    expect(verifyLedger(work.ledgerFile, { rebuilds })).toMatchObject({ ok: true, differences: [] });
  });
});
