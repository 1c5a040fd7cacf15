import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { journalOf } from '../journal-of.ts';
import { openShop, plain, sell, type ShopAtWork } from '../shop-fixture.ts';
import { newRequestId } from '#contract/ids.ts';
import type { ProcedureInput } from '#contract/procedures.ts';
import type { Refund } from '#contract/refund.ts';
import { ledgerMigrations } from '#main/ledger/migrations.ts';
import { openDatabase } from '#main/ledger/open.ts';
import { createReader } from '#main/ledger/reader.ts';
import { verifyLedger } from '#main/ledger/verify.ts';

const DIAPERS = '6973012450313';
const WIPES = '6973012450771';
const DAY_MS = 86_400_000;
const SERIAL = '010697301245099321A-0007';

let work: ShopAtWork;
beforeEach(async () => {
  work = await openShop({}, [{ ...plain, sku: 'PUMP', barcodes: ['6973012450993'], name: '吸奶器', priceMinor: 49_900 }]);
});
afterEach(async () => {
  expect(work.unexpected).toEqual([]);
  await work.close();
});

type Order = ProcedureInput<'refund.complete'>;
type Wanted = readonly [lineId: number, pieces: number];

/** The order to take pieces of a sale back, worth so much, with the basket as it lies there now. */
function order(saleSeq: number, wanted: readonly Wanted[], returnedMinor: number, changes: Partial<Order> = {}): Order {
  const { basketId, revision } = work.topic('basket');
  return {
    requestId: newRequestId(),
    basketId,
    basketRevision: revision,
    saleSeq,
    lines: wanted.map(([lineId, pieces]) => ({ lineId, quantityMilli: Math.round(pieces * 1000), place: 'shelf' as const })),
    returnedMinor,
    reason: '尺码不合',
    tenders: [],
    ...changes,
  };
}

/** A sale whose thanks are over. */
async function sold(codes: readonly string[], amountMinor: number): Promise<number> {
  const { seq } = await sell(work, codes, amountMinor);
  await work.ask('sale.dismiss', {});
  return seq;
}

async function refund(...wanted: Parameters<typeof order>): Promise<Refund> {
  const done = await work.ask('refund.complete', order(...wanted));
  await work.ask('sale.dismiss', {});
  return done;
}

/** The books as they are on disk. */
function books(): { readonly accounts: Record<string, number>; readonly stock: Record<string, number> } {
  const db = openDatabase(work.ledgerFile, { readonly: true, migrations: ledgerMigrations });
  const reader = createReader(db);
  const accounts = Object.fromEntries(reader.accountBalances().map(({ account, amountMinor }) => [account, amountMinor]));
  const stock = Object.fromEntries(reader.stockBalances().map(({ sku, quantityMilli }) => [sku, quantityMilli]));
  db.close();
  return { accounts, stock };
}

describe('by receipt', () => {
  test('one of two goods: number, money, drawer, slip, screens and books', async () => {
    const saleSeq = await sold([DIAPERS, WIPES], 16_890);
    work.drawerOpenings = 0;
    const done = await work.ask('refund.complete', order(saleSeq, [[1, 1]], 12_900));
    expect(done).toMatchObject({
      receiptNumber: 'S001-01-1-R000001',
      basis: 'receipt',
      saleSeq,
      saleNumber: 'S001-01-1-000001',
      returnedMinor: 12_900,
      totalMinor: -12_900,
      taxMinor: -1484,
      changeMinor: 12_900,
      reason: '尺码不合',
    });
    expect(work.topic('basket')).toMatchObject({ phase: 'paid', paid: { receiptNumber: 'S001-01-1-R000001', totalMinor: -12_900 } });
    expect(work.topic('lineDisplay')).toEqual({ show: 'refund', amountMinor: 12_900 });
    await work.until('printing', (printing) => printing.waiting === 0);
    expect(work.printed.map(({ document }) => document.title)).toEqual(['小票 S001-01-1-000001', '退货单 S001-01-1-R000001']);
    expect(work.drawerOpenings).toBe(1);
    expect(books()).toEqual({
      accounts: { 'asset:cash': 3990, 'revenue:1300': -3531, 'vat:1300': -459 },
      stock: { 'ND-XL-44': 0, 'SJ-80': -1000 },
    });
  });

  test('found by number, by its last digits and by its place, with what can still come back', async () => {
    await sold([WIPES], 3990);
    const saleSeq = await sold([DIAPERS, DIAPERS, DIAPERS], 38_700);
    await refund(saleSeq, [[1, 1]], 12_900);
    const found = await work.ask('refund.find', { receipt: 's001-01-1-000002' });
    expect(found).toMatchObject({
      seq: saleSeq,
      receiptNumber: 'S001-01-1-000002',
      lines: [{ refundedMilli: 1000, part: 'piece', line: { quantityMilli: 3000 } }],
      refunds: [{ receiptNumber: 'S001-01-1-R000001', returnedMinor: 12_900, basis: 'receipt' }],
      late: false,
      voidable: false,
    });
    expect(await work.ask('refund.find', { receipt: '2' })).toEqual(found);
    expect(await work.ask('refund.find', { receipt: saleSeq })).toEqual(found);
    for (const receipt of ['S001-01-1-000003', 'S002-01-1-000001', 'S001-01-2-000001', 'R1', '棉绒', 1]) {
      await expect(work.ask('refund.find', { receipt })).rejects.toMatchObject({ code: 'sale_unknown' });
    }
  });

  test('never more than was sold: not in parts, not from two windows at once, not after a restart', async () => {
    const saleSeq = await sold([DIAPERS, DIAPERS, DIAPERS], 38_700);
    await refund(saleSeq, [[1, 1]], 12_900);
    const orders = [order(saleSeq, [[1, 2]], 25_800), order(saleSeq, [[1, 2]], 25_800)];
    const [first, second] = await Promise.allSettled(orders.map((both) => work.ask('refund.complete', both)));
    expect(first?.status).toBe('fulfilled');
    expect(second).toMatchObject({ status: 'rejected', reason: { code: 'basket_paid' } });
    await work.ask('sale.dismiss', {});
    await work.reopen();
    await expect(work.ask('refund.complete', order(saleSeq, [[1, 1]], 12_900))).rejects.toMatchObject({
      code: 'refund_too_many',
      details: { left: '0' },
    });
    expect(books().accounts).toMatchObject({ 'asset:cash': 0 });
  });

  test('the same request is the same refund, also after a restart; other content is refused', async () => {
    const saleSeq = await sold([DIAPERS, DIAPERS], 25_800);
    work.drawerOpenings = 0;
    const input = order(saleSeq, [[1, 1]], 12_900);
    const done = await work.ask('refund.complete', input);
    expect(await work.ask('refund.complete', input)).toEqual(done);
    await work.reopen();
    expect(await work.ask('refund.complete', input)).toEqual(done);
    await expect(work.ask('refund.complete', { ...input, reason: '别的' })).rejects.toMatchObject({ code: 'request_conflict' });
    await expect(work.ask('refund.completeLate', input)).rejects.toMatchObject({ code: 'request_conflict' });
    await work.until('printing', (printing) => printing.waiting === 0);
    expect([work.drawerOpenings, work.printed.length]).toEqual([1, 2]);
  });

  test('the cashier gives back what was on the screen, or nothing', async () => {
    const saleSeq = await sold(['2100103003149', DIAPERS], 20_000);
    const stale = order(saleSeq, [[2, 1]], 12_899);
    await expect(work.ask('refund.complete', stale)).rejects.toMatchObject({ code: 'refund_changed' });
    await work.ask('basket.scan', { text: WIPES, source: 'scanner' });
    await expect(work.ask('refund.complete', { ...stale, returnedMinor: 12_900 })).rejects.toMatchObject({ code: 'basket_changed' });
    await work.ask('tender.begin', {});
    await expect(work.ask('refund.complete', order(saleSeq, [[2, 1]], 12_900))).rejects.toMatchObject({ code: 'basket_locked' });
  });

  test('goods by weight in parts, whatever their rounding: everything ends at zero', async () => {
    // a label for 3.14, 0.357 kg at 8.80
    const saleSeq = await sold(['2100103003149', DIAPERS], 13_214);
    const [rice] = (await work.ask('refund.find', { receipt: saleSeq })).lines;
    expect(rice).toMatchObject({ part: 'any', line: { quantityMilli: 357, amountMinor: 314, taxMinor: 26 } });
    // 314 × 100 ÷ 357 = 87.95; 314 × 101 ÷ 357 = 88.83
    await refund(saleSeq, [[1, 0.1]], 88);
    await refund(saleSeq, [[1, 0.001]], 1);
    await refund(saleSeq, [[2, 1]], 12_900);
    await refund(saleSeq, [[1, 0.256]], 225);
    expect(Object.values(books().accounts)).toEqual([0, 0, 0, 0, 0]);
    expect(Object.values(books().stock)).toEqual([0, 0]);
  });

  test('a piece that came back without its receipt is not paid for once more on it', async () => {
    const saleSeq = await sold([SERIAL], 49_900);
    const withoutReceipt = async (): Promise<void> => {
      await work.ask('basket.scan', { text: SERIAL, source: 'scanner', answers: { allowed: ['serial_sold'] } });
      const { basketId, revision } = work.topic('basket');
      await work.ask('refund.withoutReceipt', { basketId, basketRevision: revision, place: 'shelf', reason: '小票丢了' });
      await work.ask('sale.dismiss', {});
    };
    await withoutReceipt();
    const back = { code: 'serial_back', details: { serial: 'A-0007' } };
    await expect(work.ask('refund.complete', order(saleSeq, [[1, 1]], 49_900))).rejects.toMatchObject(back);
    await expect(withoutReceipt()).rejects.toMatchObject(back);
    await work.ask('basket.clear', {});
    expect(books().accounts).toMatchObject({ 'asset:cash': 0 });
    // Sold to somebody else meanwhile, it is theirs to bring back.
    const later = await sold([SERIAL], 49_900);
    await expect(work.ask('refund.complete', order(saleSeq, [[1, 1]], 49_900))).rejects.toMatchObject(back);
    expect(await work.ask('refund.complete', order(later, [[2, 1]], 49_900))).toMatchObject({ changeMinor: 49_900 });
  });

  test('a piece with a serial number comes back as itself, and only once', async () => {
    const saleSeq = await sold([SERIAL], 49_900);
    const done = await refund(saleSeq, [[1, 1]], 49_900);
    expect(done.lines).toMatchObject([{ sku: 'PUMP', gs1: { serial: 'A-0007' }, quantityMilli: 1000 }]);
    await expect(work.ask('refund.complete', order(saleSeq, [[1, 1]], 49_900))).rejects.toMatchObject({ code: 'refund_too_many' });
  });

  test('after the days of the shop only as a late return', async () => {
    const saleSeq = await sold([DIAPERS], 12_900);
    work.clockMs += 30 * DAY_MS;
    expect(await work.ask('refund.find', { receipt: saleSeq })).toMatchObject({ late: false, voidable: false });
    work.clockMs += DAY_MS;
    const input = order(saleSeq, [[1, 1]], 12_900);
    await expect(work.ask('refund.complete', input)).rejects.toMatchObject({ code: 'refund_late', details: { days: 30 } });
    expect(await work.ask('refund.completeLate', input)).toMatchObject({ basis: 'late', totalMinor: -12_900 });
  });

  test('for less than was paid: what was kept stays in the books', async () => {
    const saleSeq = await sold([DIAPERS], 12_900);
    const input = order(saleSeq, [], 10_000);
    const lines = [{ lineId: 1, quantityMilli: 1000, place: 'damaged' as const, amountMinor: 10_000 }];
    // 14.84 VAT × 100 ÷ 129 = 11.50
    expect(await work.ask('refund.completeAtPrice', { ...input, lines })).toMatchObject({
      basis: 'price',
      totalMinor: -10_000,
      taxMinor: -1150,
    });
    expect(books()).toEqual({
      accounts: { 'asset:cash': 2900, 'revenue:1300': -2566, 'vat:1300': -334 },
      stock: { 'ND-XL-44': -1000 },
    });
  });
});

describe('an exchange', () => {
  test('for something cheaper: one entry, one slip, the difference is paid back', async () => {
    const saleSeq = await sold([DIAPERS], 12_900);
    await work.ask('basket.scan', { text: WIPES, source: 'scanner' });
    const done = await work.ask('refund.complete', order(saleSeq, [[1, 1]], 12_900));
    expect(done).toMatchObject({ returnedMinor: 12_900, soldMinor: 3990, totalMinor: -8910, changeMinor: 8910 });
    expect(work.topic('basket')).toMatchObject({ phase: 'paid', lines: [] });
    await work.until('printing', (printing) => printing.waiting === 0);
    expect(work.printed.at(-1)?.document.title).toBe('换货单 S001-01-1-R000001');
    expect(books()).toMatchObject({ accounts: { 'asset:cash': 3990 }, stock: { 'ND-XL-44': 0, 'SJ-80': -1000 } });
  });

  test('for something dearer: the customer pays the difference and gets change', async () => {
    const saleSeq = await sold([WIPES], 3990);
    await work.ask('basket.scan', { text: DIAPERS, source: 'scanner' });
    const short = order(saleSeq, [[1, 1]], 3990);
    await expect(work.ask('refund.complete', short)).rejects.toMatchObject({ code: 'tender_short', details: { missing: '89.10' } });
    const done = await work.ask('refund.complete', { ...short, tenders: [{ kind: 'cash', amountMinor: 10_000 }] });
    expect(done).toMatchObject({ totalMinor: 8910, tenderedMinor: 10_000, changeMinor: 1090 });
    expect(work.topic('lineDisplay')).toEqual({ show: 'paid', totalMinor: 8910, tenderedMinor: 10_000, changeMinor: 1090 });
  });

  test('what was taken comes back on the number of the exchange', async () => {
    const saleSeq = await sold([DIAPERS], 12_900);
    await work.ask('basket.scan', { text: WIPES, source: 'scanner' });
    const { seq, receiptNumber, sold: taken } = await work.ask('refund.complete', order(saleSeq, [[1, 1]], 12_900));
    await work.ask('sale.dismiss', {});
    expect(await work.ask('refund.find', { receipt: receiptNumber })).toMatchObject({
      seq,
      voidable: false,
      lines: [{ refundedMilli: 0 }],
    });
    await refund(seq, [[taken[0]?.lineId ?? 0, 1]], 3990);
    expect(Object.values(books().accounts)).toEqual([0, 0, 0]);
    expect(Object.values(books().stock)).toEqual([0, 0]);
    await expect(work.ask('refund.find', { receipt: 'R2' })).rejects.toMatchObject({ code: 'sale_unknown' });
  });
});

describe('without a receipt', () => {
  const withoutReceipt = (): Promise<Refund> => {
    const { basketId, revision } = work.topic('basket');
    return work.ask('refund.withoutReceipt', { basketId, basketRevision: revision, place: 'shelf', reason: '小票丢了' });
  };

  test('what lies in the basket comes back at the price of today', async () => {
    await work.ask('basket.scan', { text: WIPES, source: 'scanner' });
    expect(await withoutReceipt()).toMatchObject({ basis: 'no_receipt', saleSeq: null, saleNumber: null, sold: [], totalMinor: -3990 });
    expect(books().stock).toEqual({ 'SJ-80': 1000 });
  });

  test('uses up no offer: nothing was bought', async () => {
    const offer = { id: 'ONCE', name: { zh: '首单九折', en: '10% off once' }, scope: {}, audience: { kind: 'all' } } as const;
    const rule = { kind: 'special', pay: { kind: 'percent', payBasisPoints: 9_000 } } as const;
    await work.ask('promotion.save', { promotion: { ...offer, rule, schedule: {}, limits: { total: 1 }, priority: 0 } });
    await work.ask('basket.scan', { text: WIPES, source: 'scanner' });
    // 39.90 less 10 %.
    expect((await withoutReceipt()).changeMinor).toBe(3_591);
    expect(journalOf(work, 'refund.completed')[0]?.body).not.toHaveProperty('offerUses');
    expect((await work.ask('promotion.list', {})).promotions[0]).toMatchObject({ usedEver: 0, stage: 'running' });
  });

  test('up to the amount the shop allows, and not nothing', async () => {
    await expect(withoutReceipt()).rejects.toMatchObject({ code: 'basket_empty' });
    for (const text of [SERIAL, 'BAG-M', 'BAG-M']) await work.ask('basket.scan', { text, source: 'scanner' });
    expect((await withoutReceipt()).changeMinor).toBe(50_000);
    for (const text of [SERIAL, 'BAG-M', 'BAG-M', 'BAG-M']) await work.ask('basket.scan', { text, source: 'scanner' });
    await expect(withoutReceipt()).rejects.toMatchObject({ code: 'refund_cap', details: { max: '500.00' } });
  });
});

describe('a void', () => {
  const voidSale = (saleSeq: number): Promise<Refund> => {
    const { basketId, revision } = work.topic('basket');
    return work.ask('refund.void', { basketId, basketRevision: revision, saleSeq, reason: '扫错顾客' });
  };

  test('gives a whole sale of today back and says so', async () => {
    const saleSeq = await sold([DIAPERS, WIPES, WIPES], 20_880);
    expect(await work.ask('refund.find', { receipt: saleSeq })).toMatchObject({ voidable: true });
    expect(await voidSale(saleSeq)).toMatchObject({ basis: 'void', totalMinor: -20_880 });
    expect(Object.values(books().accounts)).toEqual([0, 0, 0]);
    await work.ask('sale.dismiss', {});
    await expect(voidSale(saleSeq)).rejects.toMatchObject({ code: 'refund_not_voidable' });
  });

  test('not of yesterday, and not beside goods in the basket', async () => {
    const saleSeq = await sold([DIAPERS], 12_900);
    await work.ask('basket.scan', { text: WIPES, source: 'scanner' });
    await expect(voidSale(saleSeq)).rejects.toMatchObject({ code: 'basket_changed' });
    await work.ask('basket.clear', {});
    work.clockMs += DAY_MS;
    await expect(voidSale(saleSeq)).rejects.toMatchObject({ code: 'refund_not_voidable' });
  });
});

describe('the day', () => {
  test('lists refunds among sales, says what came back of each, and takes refunds off the total', async () => {
    const saleSeq = await sold([DIAPERS, WIPES], 16_890);
    const { seq } = await refund(saleSeq, [[2, 1]], 3990);
    await sold(['BAG-M'], 50);
    const day = await work.ask('sale.list', { limit: 10 });
    expect(day).toMatchObject({ count: 2, refundCount: 1, refundMinor: -3990, totalMinor: 12_950, more: false });
    expect(day.sales.map(({ kind, receiptNumber, totalMinor, refundedMinor }) => [kind, receiptNumber, totalMinor, refundedMinor])).toEqual(
      [
        ['sale', 'S001-01-1-000002', 50, 0],
        ['refund', 'S001-01-1-R000001', -3990, 0],
        ['sale', 'S001-01-1-000001', 16_890, 3990],
      ],
    );
    expect((await work.ask('sale.list', { limit: 1 })).more).toBe(true);
    expect((await work.ask('sale.list', { limit: 9, query: 'r000001' })).sales).toHaveLength(1);
    expect((await work.ask('sale.list', { limit: 9, beforeSeq: seq })).sales).toHaveLength(1);
    expect((await work.ask('sale.get', { seq: saleSeq })).refundable.lines.map(({ refundedMilli }) => refundedMilli)).toEqual([0, 1000]);
  });

  test('a slip is printed again as a copy', async () => {
    const saleSeq = await sold([DIAPERS], 12_900);
    const { seq } = await refund(saleSeq, [[1, 1]], 12_900);
    expect(await work.ask('sale.reprint', { seq })).toMatchObject({ receiptNumber: 'S001-01-1-R000001', copy: 1 });
    await work.until('printing', (printing) => printing.waiting === 0);
    expect(work.printed.at(-1)?.document.blocks[0]).toMatchObject({ text: '补打 第 1 次' });
    expect(await work.ask('refund.get', { seq })).toMatchObject({ copies: 1, printState: 'printed', refund: { seq } });
  });

  test('a ledger of sales, refunds, exchanges and voids verifies, numbers without a gap', async () => {
    for (let round = 1; round <= 8; round += 1) {
      const saleSeq = await sold([DIAPERS, WIPES, '2100103003149'], 17_204);
      const { receiptNumber } = await refund(saleSeq, [[1, 1]], 12_900);
      expect(receiptNumber).toBe(`S001-01-1-R${String(round * 2 - 1).padStart(6, '0')}`);
      await work.ask('basket.scan', { text: 'BAG-M', source: 'scanner' });
      await refund(saleSeq, [[2, 1]], 3990);
      if (round === 4) await work.reopen();
    }
    await work.until('printing', (printing) => printing.waiting === 0);
    const report = verifyLedger(work.ledgerFile);
    expect(report).toMatchObject({ ok: true });
    // 8 × (−129.00 − 39.90 + 0.50)
    expect(report.kinds.find(({ kind }) => kind === 'refund.completed')).toEqual({
      kind: 'refund.completed',
      count: 16,
      amountMinor: -134_720,
    });
  });
});

describe('rights', () => {
  const LIN = { code: '1', name: '林静', role: 'owner' as const, active: true, pin: '7391' };
  const ZHOU = { code: '2', name: '周敏', role: 'cashier' as const, active: true, pin: '2580' };

  test('a cashier takes goods back by receipt; late, cheaper or without one somebody else must allow it, and the entry names both', async () => {
    const saleSeq = await sold([DIAPERS, DIAPERS], 25_800);
    await work.ask('staff.save', LIN);
    await work.ask('staff.signIn', LIN);
    await work.ask('staff.save', ZHOU);
    await work.ask('staff.signIn', ZHOU);
    await work.ask('shift.open', { count: [] });
    expect(await refund(saleSeq, [[1, 1]], 12_900)).toMatchObject({ operator: { name: '周敏' } });
    const late = order(saleSeq, [[1, 1]], 12_900);
    const cheaper = { ...late, lines: late.lines.map((line) => ({ ...line, amountMinor: 12_900 })) };
    await expect(work.ask('refund.completeLate', late)).rejects.toMatchObject({ code: 'right_missing' });
    await expect(work.ask('refund.completeAtPrice', cheaper)).rejects.toMatchObject({
      code: 'right_missing',
      details: { right: 'refund.price' },
    });
    const leave = { requestId: late.requestId, code: '1', pin: '7391', right: 'refund.noReceipt' as const, reason: '老顾客' };
    await work.ask('staff.override', leave);
    const { seq } = await work.ask('refund.completeLate', late);
    const db = openDatabase(work.ledgerFile, { readonly: true, migrations: ledgerMigrations });
    const { body } = createReader(db).read(seq) ?? {};
    db.close();
    expect(body).toMatchObject({ operator: { name: '周敏' }, override: { by: { name: '林静' }, reason: '老顾客' } });
  });
});
