import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { newRequestId } from '#contract/ids.ts';
import type { CashPieces } from '#contract/shift.ts';
import type { JournalEntry } from '#main/ledger/entry.ts';
import { ledgerMigrations } from '#main/ledger/migrations.ts';
import { openDatabase } from '#main/ledger/open.ts';
import { createReader } from '#main/ledger/reader.ts';
import { verifyLedger } from '#main/ledger/verify.ts';
import { openShop, sell, shop, type ShopAtWork } from '../shop-fixture.ts';

const LIN = { code: '1', name: '林岚', role: 'owner', active: true, pin: '739146' } as const;
const ZHOU = { code: '12', name: '周敏', role: 'cashier', active: true, pin: '280517' } as const;

/** 棉绒 拉拉裤 129.00 and 净芽 手口湿巾 39.90, both 13 %. */
const NAPPIES = '6973012450313';
const WIPES = '6973012450771';

let work: ShopAtWork;
beforeEach(async () => {
  work = await openShop();
});
afterEach(() => work.close());

/** Pieces for an amount in whole yuan, in notes of one yuan. */
function yuan(amount: number): CashPieces[] {
  return [{ kind: 'note', faceMinor: 100, pieces: amount }];
}

/** 500.00 in notes. */
const FLOAT: CashPieces[] = [
  { kind: 'note', faceMinor: 10_000, pieces: 3 },
  { kind: 'note', faceMinor: 1_000, pieces: 20 },
];

function journal(...kinds: readonly string[]): readonly JournalEntry[] {
  const db = openDatabase(work.ledgerFile, { migrations: ledgerMigrations, readonly: true });
  try {
    return [...createReader(db).between(1, 1_000_000)].filter(({ kind }) => kinds.includes(kind));
  } finally {
    db.close();
  }
}

function balances(): Record<string, number> {
  const db = openDatabase(work.ledgerFile, { migrations: ledgerMigrations, readonly: true });
  try {
    return Object.fromEntries(
      createReader(db)
        .accountBalances()
        .map(({ account, amountMinor }) => [account, amountMinor]),
    );
  } finally {
    db.close();
  }
}

async function hire(): Promise<void> {
  await work.ask('staff.save', LIN);
  await work.ask('staff.signIn', LIN);
  await work.ask('staff.save', ZHOU);
  await work.ask('staff.signIn', ZHOU);
}

describe('a shift', () => {
  test('from float to Z: what was sold, moved and counted, to the fen', async () => {
    await work.ask('shift.open', { count: FLOAT });
    await sell(work, [NAPPIES, WIPES], 20_000); // 168.90, 13 % VAT 14.84 + 4.59
    await sell(work, [WIPES], 5_000); // 39.90
    await work.ask('cash.move', { kind: 'paid_in', amountMinor: 10_000, reason: '换零钱' });
    await work.ask('cash.move', { kind: 'safe_drop', amountMinor: 30_000, reason: '下午投柜' });
    await work.ask('cash.move', { kind: 'petty_cash', amountMinor: 1_550, reason: '买胶带' });
    // 500.00 + 168.90 + 39.90 + 100.00 − 300.00 − 15.50 = 493.30; the cashier finds 20 fen less.
    const counted = await work.ask('shift.count', {
      count: [
        { kind: 'note', faceMinor: 10_000, pieces: 4 },
        { kind: 'note', faceMinor: 1_000, pieces: 9 },
        { kind: 'coin', faceMinor: 100, pieces: 3 },
        { kind: 'coin', faceMinor: 10, pieces: 1 },
      ],
    });
    expect(counted).toEqual({
      countedMinor: 49_310,
      expectedMinor: 49_330,
      differenceMinor: -20,
      maxDifferenceMinor: 1_000,
      mayRecount: true,
    });
    const closing = await work.ask('shift.close', { seenJobs: [] });
    expect(closing).toMatchObject({ period: 'shift', number: 1, businessDate: '2026-11-22', perpetualMinor: 20_880, unsettled: [] });
    expect(closing.report).toMatchObject({
      sales: { count: 2, amountMinor: 20_880 },
      refunds: { count: 0, amountMinor: 0 },
      tenders: [{ tender: 'cash', amountMinor: 20_880 }],
      taxes: [{ rateBasisPoints: 1300, netMinor: 18_478, taxMinor: 2_402 }],
      categories: [{ category: '', lines: 3, amountMinor: 20_880 }],
      operators: [{ operator: { id: 0, name: '' }, sales: { count: 2, amountMinor: 20_880 } }],
      moves: [
        { kind: 'paid_in', count: 1, amountMinor: 10_000 },
        { kind: 'petty_cash', count: 1, amountMinor: 1_550 },
        { kind: 'safe_drop', count: 1, amountMinor: 30_000 },
      ],
      cash: {
        floatMinor: 50_000,
        salesMinor: 20_880,
        refundsMinor: 0,
        movedMinor: -21_550,
        expectedMinor: 49_330,
        countedMinor: 49_310,
        differenceMinor: -20,
        counts: 1,
      },
      shifts: [],
    });
    expect(balances()).toMatchObject({
      'asset:cash': 49_310,
      'asset:safe': -20_000,
      'expense:over-short': 20,
      'expense:petty-cash': 1_550,
      'income:paid-in': -10_000,
    });
    expect(work.topic('shift')).toEqual({ required: false, openDate: '2026-11-22', shift: null });
    expect(work.unexpected).toEqual([]);
    expect(verifyLedger(work.ledgerFile).finding).toBeUndefined();
  });

  test('is opened once, also when the request comes twice, and another one is refused', async () => {
    const requestId = newRequestId();
    await work.ask('shift.open', { requestId, count: FLOAT });
    await work.ask('shift.open', { requestId, count: FLOAT });
    await expect(work.ask('shift.open', { requestId, count: yuan(1) })).rejects.toMatchObject({ code: 'request_conflict' });
    await expect(work.ask('shift.open', { count: FLOAT })).rejects.toMatchObject({ code: 'shift_already_open' });
    expect(journal('shift.opened')).toHaveLength(1);
    expect(work.topic('shift').shift).toEqual({ openedAtMs: work.clockMs, floatMinor: 50_000, operator: null });
  });

  test('goes on after a restart, with its count', async () => {
    await work.ask('shift.open', { count: FLOAT });
    await work.ask('shift.count', { count: yuan(499) });
    await work.reopen();
    expect(work.topic('shift').shift?.floatMinor).toBe(50_000);
    expect((await work.ask('shift.lastCount', {})).count).toMatchObject({ countedMinor: 49_900, mayRecount: true });
    await work.ask('shift.close', { seenJobs: [] });
    await work.reopen();
    expect(work.topic('shift').shift).toBeNull();
    await expect(work.ask('shift.lastCount', {})).rejects.toMatchObject({ code: 'shift_needed' });
  });

  test('closes with the same Z however often the request comes', async () => {
    await work.ask('shift.open', { count: FLOAT });
    await work.ask('shift.count', { count: FLOAT });
    const requestId = newRequestId();
    const first = await work.ask('shift.close', { requestId, seenJobs: [] });
    expect(await work.ask('shift.close', { requestId, seenJobs: [] })).toEqual(first);
    await expect(work.ask('day.close', { requestId, seenJobs: [] })).rejects.toMatchObject({ code: 'request_conflict' });
    expect(journal('period.closed')).toHaveLength(1);
  });

  test('leaves the open basket alone', async () => {
    await work.ask('shift.open', { count: FLOAT });
    await work.ask('basket.scan', { text: NAPPIES, source: 'scanner' });
    await work.ask('shift.count', { count: FLOAT });
    await work.ask('shift.close', { seenJobs: [] });
    await work.ask('day.close', { seenJobs: [] });
    await work.reopen();
    expect(work.topic('basket').totalMinor).toBe(12_900);
  });

  test('begins with what was counted: what is missing from the book went to the safe', async () => {
    await sell(work, [NAPPIES], 12_900);
    await work.ask('shift.open', { count: yuan(100) });
    expect(balances()).toMatchObject({ 'asset:cash': 10_000, 'asset:safe': 2_900 });
    expect((await work.ask('report.x', {})).cash).toMatchObject({ floatMinor: 10_000, salesMinor: 0, expectedMinor: 10_000 });
  });
});

test('goods back are in the Z: what went out of the drawer, and the whole sale that was taken back', async () => {
  await work.ask('shift.open', { count: FLOAT });
  const first = await sell(work, [NAPPIES], 12_900);
  await sell(work, [WIPES], 3_990);
  await work.ask('sale.dismiss', {});
  const { basketId, revision } = work.topic('basket');
  await work.ask('refund.void', { basketId, basketRevision: revision, saleSeq: first.seq, reason: '打错单' });
  expect(await work.ask('report.x', {})).toMatchObject({
    sales: { count: 2, amountMinor: 16_890 },
    refunds: { count: 1, amountMinor: 12_900 },
    voids: { count: 1, amountMinor: 12_900 },
    tenders: [{ tender: 'cash', amountMinor: 3_990 }],
    cash: { salesMinor: 16_890, refundsMinor: 12_900, expectedMinor: 53_990 },
  });
});

describe('the count', () => {
  test('is taken once more, and then it is final', async () => {
    await work.ask('shift.open', { count: FLOAT });
    await work.ask('shift.count', { count: yuan(490) });
    expect(balances()).toMatchObject({ 'asset:cash': 49_000, 'expense:over-short': 1_000 });
    expect(await work.ask('shift.count', { count: yuan(503) })).toMatchObject({ differenceMinor: 300, mayRecount: false });
    expect(balances()).toMatchObject({ 'asset:cash': 50_300, 'expense:over-short': -300 });
    await expect(work.ask('shift.count', { count: FLOAT })).rejects.toMatchObject({ code: 'count_final' });
    const { report } = await work.ask('shift.close', { seenJobs: [] });
    expect(report.cash).toMatchObject({ expectedMinor: 50_000, countedMinor: 50_300, differenceMinor: 300, counts: 2 });
    expect(journal('shift.counted').map(({ body }) => body['differenceMinor'])).toEqual([-1_000, 300]);
  });

  test('does not hold any more when cash has moved since', async () => {
    await work.ask('shift.open', { count: FLOAT });
    await work.ask('shift.count', { count: FLOAT });
    await sell(work, [WIPES], 3_990);
    expect((await work.ask('shift.lastCount', {})).count).toBeNull();
    await expect(work.ask('shift.close', { seenJobs: [] })).rejects.toMatchObject({ code: 'count_needed' });
    await work.ask('shift.count', { count: [...FLOAT, ...yuan(39), { kind: 'coin', faceMinor: 10, pieces: 9 }] });
    expect((await work.ask('shift.close', { seenJobs: [] })).report.cash).toMatchObject({ differenceMinor: 0, counts: 1 });
  });

  test('repeated under the same request is one count', async () => {
    await work.ask('shift.open', { count: FLOAT });
    const requestId = newRequestId();
    const first = await work.ask('shift.count', { requestId, count: yuan(499) });
    expect(await work.ask('shift.count', { requestId, count: yuan(499) })).toEqual(first);
    await expect(work.ask('shift.count', { requestId, count: yuan(498) })).rejects.toMatchObject({ code: 'request_conflict' });
    expect(journal('shift.counted')).toHaveLength(1);
  });

  test('with a large difference is closed by somebody who may accept it, or by leave given on the spot for this very request', async () => {
    await hire();
    await work.ask('shift.open', { count: FLOAT });
    await work.ask('shift.count', { count: yuan(489) });
    const requestId = newRequestId();
    await expect(work.ask('shift.close', { requestId, seenJobs: [] })).rejects.toMatchObject({
      code: 'right_missing',
      details: { right: 'shift.difference' },
    });
    await work.ask('staff.override', { code: '1', pin: LIN.pin, right: 'shift.difference', requestId, reason: '已核对' });
    await work.ask('shift.close', { requestId, seenJobs: [] });
    expect(journal('period.closed')[0]?.body).toMatchObject({
      operator: { id: 2, name: '周敏' },
      override: { by: { id: 1, name: '林岚' }, right: 'shift.difference', reason: '已核对' },
    });
  });

  test('stays blind: the X of a cashier does not say what should be in the drawer', async () => {
    await hire();
    await work.ask('shift.open', { count: FLOAT });
    await sell(work, [NAPPIES], 12_900);
    expect(await work.ask('report.x', {})).toMatchObject({ cash: null, tenders: [], sales: { count: 1 } });
    await work.ask('staff.signIn', LIN);
    expect((await work.ask('report.x', {})).cash).toMatchObject({ expectedMinor: 62_900 });
    expect(JSON.stringify(work.topic('shift'))).not.toContain('62900');
  });
});

describe('selling', () => {
  test('waits for an open shift where the setting says so', async () => {
    await work.close();
    work = await openShop({ shift: { ...shop.shift, required: true } });
    await work.ask('basket.scan', { text: NAPPIES, source: 'scanner' });
    await expect(work.ask('tender.begin', {})).rejects.toMatchObject({ code: 'shift_needed' });
    await expect(sell(work, [], 20_000)).rejects.toMatchObject({ code: 'shift_needed' });
    await work.ask('shift.open', { count: FLOAT });
    expect((await sell(work, [], 20_000)).totalMinor).toBe(12_900);
  });

  test('waits for an open shift where the shop has operators', async () => {
    await hire();
    await expect(sell(work, [NAPPIES], 20_000)).rejects.toMatchObject({ code: 'shift_needed' });
    await work.ask('shift.open', { count: FLOAT });
    expect((await sell(work, [], 20_000)).operator?.name).toBe('周敏');
  });
});

describe('a movement of cash', () => {
  test('prints its slips, opens the drawer, and happens once a request', async () => {
    await work.close();
    work = await openShop({ shift: { ...shop.shift, slipCopies: 2 } });
    await work.ask('shift.open', { count: FLOAT });
    const requestId = newRequestId();
    const order = { requestId, kind: 'paid_out', amountMinor: 2_000, reason: '退押金' } as const;
    const move = await work.ask('cash.move', order);
    expect(await work.ask('cash.move', order)).toEqual(move);
    await work.until('printing', ({ waiting }) => waiting === 0 && work.printed.length === 2);
    expect(work.printed.map(({ document }) => document.title)).toEqual([`现金支出单 ${move.seq}`, `现金支出单 ${move.seq}`]);
    expect(work.drawerOpenings).toBe(1);
    expect(balances()).toMatchObject({ 'asset:cash': 48_000, 'expense:paid-out': 2_000 });
  });

  test('needs an open shift, and leave for more than the drawer should hold', async () => {
    const order = { kind: 'safe_drop', amountMinor: 50_001, reason: '投柜' } as const;
    await expect(work.ask('cash.move', order)).rejects.toMatchObject({ code: 'shift_needed' });
    await hire();
    await work.ask('staff.signIn', LIN);
    await work.ask('staff.setRights', { role: 'cashier', rights: ['cash.move', 'shift.close'] });
    await work.ask('staff.signIn', ZHOU);
    await work.ask('shift.open', { count: FLOAT });
    const requestId = newRequestId();
    await expect(work.ask('cash.move', { ...order, requestId })).rejects.toMatchObject({ details: { right: 'shift.difference' } });
    await work.ask('staff.override', { code: '1', pin: LIN.pin, right: 'shift.difference', requestId, reason: '大额投柜' });
    await work.ask('cash.move', { ...order, requestId });
    expect(balances()['asset:cash']).toBe(-1);
    await work.ask('cash.move', { kind: 'paid_in', amountMinor: 1, reason: '找到一分' });
  });
});

describe('the business day', () => {
  test('keeps its date past midnight until it is closed, and then follows the clock', async () => {
    await work.ask('shift.open', { count: FLOAT });
    work.clockMs += 10 * 3_600_000; // 01:43 on the 23rd
    const late = await sell(work, [NAPPIES], 12_900);
    expect(late.businessDate).toBe('2026-11-22');
    expect((await work.ask('sale.list', { limit: 5 })).businessDate).toBe('2026-11-22');
    await work.reopen();
    expect(work.topic('shift').openDate).toBe('2026-11-22');
    await expect(work.ask('day.close', { seenJobs: [] })).rejects.toMatchObject({ code: 'shift_still_open' });
    await work.ask('shift.count', { count: yuan(629) });
    await work.ask('shift.close', { seenJobs: [] });
    const day = await work.ask('day.close', { seenJobs: [] });
    expect(day).toMatchObject({ period: 'day', number: 1, businessDate: '2026-11-22' });
    expect(work.topic('shift').openDate).toBeNull();
    expect((await sell(work, [NAPPIES], 12_900)).businessDate).toBe('2026-11-23');
    await expect(work.ask('day.close', { seenJobs: [] })).rejects.toMatchObject({ code: 'day_not_open' });
  });

  test('adds up its shifts, and the perpetual total goes on over days', async () => {
    for (const codes of [[NAPPIES], [WIPES]]) {
      await work.ask('shift.open', { count: yuan(100) });
      await sell(work, codes, 20_000);
      await work.ask('shift.count', { count: yuan(100) });
      const x = await work.ask('report.x', {});
      expect(x.cash).toMatchObject({ countedMinor: 10_000 });
      await work.ask('shift.close', { seenJobs: [] });
    }
    const day = await work.ask('day.close', { seenJobs: [] });
    expect(day.report).toMatchObject({
      sales: { count: 2, amountMinor: 16_890 },
      cash: null,
      shifts: [
        { number: 1, operator: null, countedMinor: 10_000, differenceMinor: -12_900 },
        { number: 2, operator: null, countedMinor: 10_000, differenceMinor: -3_990 },
      ],
    });
    await work.ask('shift.open', { count: yuan(100) });
    await sell(work, [WIPES], 5_000);
    await work.ask('shift.count', { count: yuan(140) });
    expect(await work.ask('shift.close', { seenJobs: [] })).toMatchObject({ number: 3, perpetualMinor: 20_880 });
    expect(await work.ask('day.close', { seenJobs: [] })).toMatchObject({ number: 2, report: { sales: { count: 1 } } });
  });
});

describe('a closing', () => {
  test('names print jobs nobody settled and goes on only when the person has seen them', async () => {
    work.printer = () => ({ result: 'unknown', problem: 'none', bytes: 20 });
    await work.ask('shift.open', { count: FLOAT });
    const sale = await sell(work, [NAPPIES], 12_900);
    const { attention } = await work.until('printing', (view) => view.attention.length === 1);
    await work.ask('shift.count', { count: yuan(629) });
    await expect(work.ask('shift.close', { seenJobs: [] })).rejects.toMatchObject({
      code: 'close_unsettled',
      details: { count: 1, jobs: sale.receiptNumber },
    });
    const jobId = attention[0]?.jobId ?? 0;
    const closing = await work.ask('shift.close', { seenJobs: [jobId] });
    expect(closing.unsettled).toEqual([{ jobId, title: sale.receiptNumber, state: 'unknown' }]);
    expect(journal('period.closed')[0]?.body['unsettled']).toEqual([{ jobId, title: sale.receiptNumber, state: 'unknown' }]);
    await work.until('printing', (view) => view.attention.some(({ title }) => title === 'Z 报表 交班 1'));
  });

  test('is printed, listed newest first, and printed again as a marked copy', async () => {
    await work.ask('shift.open', { count: FLOAT });
    await work.ask('report.print', {});
    await work.ask('shift.count', { count: FLOAT });
    const shiftZ = await work.ask('shift.close', { seenJobs: [] });
    const dayZ = await work.ask('day.close', { seenJobs: [] });
    expect(await work.ask('closing.list', { limit: 1 })).toEqual({ closings: [dayZ], more: true });
    expect(await work.ask('closing.list', { limit: 1, beforeSeq: dayZ.seq })).toEqual({ closings: [shiftZ], more: false });
    expect(await work.ask('closing.reprint', { seq: shiftZ.seq })).toEqual({ copy: 1 });
    await expect(work.ask('closing.reprint', { seq: 1 })).rejects.toMatchObject({ code: 'closing_unknown' });
    await work.until('printing', ({ waiting }) => waiting === 0 && work.printed.length === 4);
    expect(work.printed.map(({ document }) => document.title)).toEqual(['X 报表 读数', 'Z 报表 交班 1', 'Z 报表 日结 1', 'Z 报表 交班 1']);
    const [, original, , copy] = work.printed.map(({ document }) => JSON.stringify(document));
    expect(original).not.toContain('补打 第');
    expect(copy).toContain('补打 第 1 次');
    expect(original).toContain(`链尾校验 ${shiftZ.hash}`);
  });
});
