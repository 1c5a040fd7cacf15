import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import type Sqlite from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { publishPrices, sell } from './shop-fixture.ts';
import { openStation, type QueueStation } from './queue/station.ts';
import { promotion } from './promotion/goods.ts';
import { tamperWithCopy } from '../ledger/tampering.ts';
import { temporaryDirectory } from '../ledger/fixtures.ts';
import { verifyLedger } from '#main/ledger/verify.ts';
import { rebuilds } from '#main/store/rebuilds.ts';

const DIAPERS = '6973012450313';
const PIECE = '0106973012450313';
const directory = temporaryDirectory();
const file = join(directory.path, 'tampered.db');
const whole = join(directory.path, 'whole.db');
let work: QueueStation;

const scan = (text: string, quantityMilli?: number): Promise<unknown> =>
  work.ask('basket.scan', { text, source: 'scanner', ...(quantityMilli === undefined ? {} : { quantityMilli }) });

/** A day with something in every table that follows from the journal, and every way out of it. */
beforeAll(async () => {
  work = await openStation([]);
  await stockAndPieces();
  await orders();
  await basketsAside();
  await queue();
  await work.reopen(async () => {
    for (const ending of ['', '.witness']) copyFileSync(work.ledgerFile + ending, whole + ending);
  });
});
afterAll(async () => {
  await work.close();
  directory.remove();
});

async function stockAndPieces(): Promise<void> {
  const [diapers] = (await work.ask('catalog.search', { query: '拉拉裤', limit: 5 })).products;
  await work.ask('stock.count', { productId: diapers?.id ?? 0, countedMilli: 50_000 });
  const offer = { kind: 'nthPiece', nth: 2, pay: { kind: 'percent', payBasisPoints: 5000 } } as const;
  await work.ask('promotion.save', { promotion: promotion('half', offer, { scope: { skus: ['ND-XL-44'] }, limits: { total: 9 } }) });
  await work.ask('promotion.save', { promotion: promotion('other', offer) });
  await work.ask('promotion.end', { id: 'other' });
  await publishPrices(work, 'vip', { 'SJ-80': 3_990, 'YD-60': 1_900, 'BAG-M': 40 });
  await work.ask('priceList.put', { id: 'vip', prices: [{ sku: 'BAG-M', priceMinor: null }] });
  await work.ask('priceList.publish', { id: 'vip' });
  await sell(work, [DIAPERS, DIAPERS], 40_000);
  const { seq } = await sell(work, [`${PIECE}21S-1`], 20_000);
  await sell(work, [`${PIECE}10LOT7\u001d21S-2`], 20_000);
  await work.ask('sale.dismiss', {});
  const { basketId, revision } = work.topic('basket');
  const lines = [{ lineId: 1, quantityMilli: 1000, place: 'damaged' as const }];
  await work.ask('refund.complete', {
    basketId,
    basketRevision: revision,
    saleSeq: seq,
    lines,
    returnedMinor: 12_900,
    tenders: [],
    reason: '破损',
  });
  await work.ask('sale.dismiss', {});
  await scan('SJ-80');
  await work.ask('tender.begin', {});
  const open = work.topic('basket');
  const voucher = { kind: 'voucher', amountMinor: 3990, number: 'qa-7', valueMinor: 5000 } as const;
  await work.ask('sale.complete', { basketId: open.basketId, basketRevision: open.revision, tenders: [voucher] });
  await work.ask('sale.dismiss', {});
}

/** Three are held in the end: one put aside under another, one split off, one as it was. */
async function basketsAside(): Promise<void> {
  await scan(DIAPERS, 3000);
  await work.ask('hold.split', { parts: [{ lineId: 1, quantityMilli: 1000 }], name: '' });
  const { number: resumed } = await work.ask('hold.put', { name: '' });
  await scan('SJ-80');
  await work.ask('hold.resume', { number: resumed });
  const { number: discarded } = await work.ask('hold.put', { name: '灰外套' });
  await work.ask('hold.discard', { number: discarded, reason: '不要了' });
  await scan('BAG-M');
  const { number: merged } = await work.ask('hold.put', { name: '' });
  await scan('SJ-80');
  await work.ask('hold.merge', { number: merged });
  await work.ask('hold.put', { name: '' });
}

/** One open on another day than it was placed for, one collected, one given up. */
async function orders(): Promise<void> {
  const details = { name: '李雪', phone: '13800006027', wantedOn: '2026-11-28', delivery: null, note: '' };
  const seqs: number[] = [];
  for (const depositMinor of [1000, 0, 0]) {
    await scan('SJ-80', 2000);
    await work.ask('order.begin', { ...details, depositMinor });
    const { basketId, revision } = work.topic('basket');
    const voucher = { kind: 'voucher', amountMinor: 1000, number: 'qa-8', valueMinor: 1000 } as const;
    const tenders = depositMinor > 0 ? [voucher] : [];
    seqs.push((await work.ask('order.place', { basketId, basketRevision: revision, tenders })).seq);
  }
  const [open = 0, collected = 0, cancelled = 0] = seqs;
  await work.ask('order.change', { ...details, seq: open, wantedOn: '2026-12-01' });
  await work.ask('order.cancel', { seq: cancelled, keepMinor: 0, reason: '不要了' });
  await work.ask('order.collect', { seq: collected });
  const { basketId, revision } = work.topic('basket');
  await work.ask('sale.complete', { basketId, basketRevision: revision, tenders: [{ kind: 'cash', amountMinor: 7980 }] });
  await work.ask('sale.dismiss', {});
}

async function queue(): Promise<void> {
  const call = { counterId: 1 };
  await work.ask('counter.open', call, 'caller');
  await work.ask('counter.open', { counterId: 2 }, 'caller', 'aaaaaaaaaaaaaaaa');
  await work.take(1);
  await work.take(1, { customer: '王女士', phone: '13800000000' });
  await work.next(1);
  const ticketId = work.topic('queueDesk').counters[0]?.ticketId ?? 0;
  await work.ask('queue.recall', { ...call, ticketId }, 'caller');
  await work.ask('queue.start', { ...call, ticketId }, 'caller');
  work.wait(4);
  await work.next(1);
  await work.ask('counter.pause', { counterId: 2, reason: '吃饭' }, 'caller', 'aaaaaaaaaaaaaaaa');
  const fromMs = work.clockMs + 10 * 60_000;
  const booking = { serviceId: 2, fromMs, toMs: fromMs + 1_800_000, customer: '李先生' };
  const { code } = await work.ask('queue.book', booking);
  await work.ask('queue.checkIn', { code });
  const { bookingId } = await work.ask('queue.book', booking);
  await work.ask('queue.unbook', { bookingId });
}

const verify = (): ReturnType<typeof verifyLedger> => verifyLedger(file, { rebuilds });
const tamper = (change: (db: Sqlite.Database) => void): void => tamperWithCopy(whole, file, change);

test('a rebuild from the journal is what the shop wrote down as it went along', () => {
  tamper(() => undefined);
  expect(verify()).toMatchObject({ ok: true, finding: undefined, differences: [] });
});

describe('a row that was tampered with is named', () => {
  test.each([
    ['UPDATE stock SET on_hand_milli = 99000', '库存 ND-XL-44：on_hand_milli 表里是 99000，按账本是 46000'],
    ["DELETE FROM stock WHERE sku = 'SJ-80'", 'Stock of SJ-80: is missing in its table'],
    ["UPDATE traced_line SET batch = 'LOT8' WHERE batch = 'LOT7'", 'batch is LOT8 in its table, LOT7 by the journal'],
    ["UPDATE serial SET state = 'returned' WHERE serial = 'S-1'", '单件 ND-XL-44 S-1：state 表里是 returned，按账本是 void'],
    ["INSERT INTO serial VALUES('ND-XL-44', 'S-9', 'issued', 3)", 'Piece S-9 of ND-XL-44: is not in the journal'],
    ['DELETE FROM voucher', '代金券 QA-7：表里缺失'],
    [
      "UPDATE customer_order SET state = 'open' WHERE state = 'collected'",
      '预订单 S001-01-1-D000002：state 表里是 open，按账本是 collected',
    ],
    ["UPDATE customer_order SET wanted_on = '2026-11-28'", 'Order S001-01-1-D000001: wanted_on is 2026-11-28 in its table, 2026-12-01'],
    ['DELETE FROM reserved', 'SJ-80 的预订'],
    ['DELETE FROM held_basket WHERE number = 1', 'Held basket 1: is missing in its table'],
    [
      `UPDATE held_basket SET content = json_set(content, '$.lines[0].amountMinor', 1) WHERE number = 1`,
      '挂单 1：total_minor 表里是 1，按账本是 12900',
    ],
    [`UPDATE held_basket SET content = json_set(content, '$.lines[0].sku', 'SJ-80') WHERE number = 1`, '挂单 1：goods 表里是'],
    ["UPDATE offer SET ended = 0 WHERE id = 'other'", 'Offer other: ended is 0 in its table, 1 by the journal'],
    ["UPDATE offer SET body = json_set(body, '$.priority', 7) WHERE id = 'half'", '优惠 half：body 表里是'],
    ["UPDATE list_price SET price_minor = 1 WHERE sku = 'YD-60'", '价目表 vip 的 YD-60：price_minor 表里是 1，按账本是 1900'],
    ["UPDATE offer_use SET times = 0 WHERE business_date = ''", 'Uses of offer half (ever, member 0): times is 0'],
    ["UPDATE queue_setup SET body = json_set(body, '$.recallLimit', 9)", '排队设置：body 表里是'],
    ["UPDATE queue_ticket SET state = 'served', ended_ms = 1 WHERE code = 'A002'", 'Ticket A002 (entry'],
    ['UPDATE queue_call SET counter_id = 3 WHERE recall = 1', 'counter_id is 3 in its table, 1 by the journal'],
    ["UPDATE queue_counter SET state = 'open'", '柜台 2：state 表里是 open，按账本是 paused'],
    ["UPDATE queue_booking SET state = 'booked', ticket_id = NULL WHERE state = 'checked_in'", 'state is booked in its table, checked_in'],
    ['UPDATE queue_visit SET started_ms = started_ms - 60000', 'Visit 1 (ticket: entry'],
  ])('%s', (sql, words) => {
    tamper((db) => void db.exec(sql));
    const { ok, finding, differences } = verify();
    expect(finding).toBeUndefined();
    expect(ok).toBe(false);
    expect(differences.map(({ zh, en }) => `${zh}\n${en}`).join('\n')).toContain(words);
  });
});

test('names no more than fifty rows, and none where the journal itself is not sound', () => {
  tamper((db) => {
    const insert = db.prepare("INSERT INTO serial VALUES('ND-XL-44', ?, 'issued', 1)");
    for (let index = 0; index < 60; index += 1) insert.run(`T-${index}`);
  });
  expect(verify().differences).toHaveLength(50);
  tamper((db) => void db.exec('DELETE FROM voucher; DELETE FROM outbox WHERE seq = 2'));
  expect(verify()).toMatchObject({ ok: false, finding: { problem: 'outbox_missing' }, differences: [] });
});
