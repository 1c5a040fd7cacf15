import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { journalOf } from '../journal-of.ts';
import { openShop, sell, type ShopAtWork } from '../shop-fixture.ts';
import { newRequestId } from '#contract/ids.ts';
import type { GoodsAnswers } from '#contract/goods.ts';

const DIAPERS = '0106973012450313';
const PIECE = `${DIAPERS}21S-1`;
const OTHER_PIECE = `${DIAPERS}21S-2`;
const EXPIRED = `${DIAPERS}17261121`;

let work: ShopAtWork;
beforeEach(async () => {
  work = await openShop();
});
afterEach(() => work.close());

const scan = (text: string, answers?: GoodsAnswers) =>
  work.ask('basket.scan', { text, source: 'scanner', ...(answers ? { answers } : {}) });

function pay(amountMinor: number) {
  const { basketId, revision } = work.topic('basket');
  return work.ask('sale.complete', { basketId, basketRevision: revision, tenders: [{ kind: 'cash', amountMinor }] });
}

async function giveBack(saleSeq: number, place: 'shelf' | 'damaged'): Promise<void> {
  await work.ask('sale.dismiss', {});
  const { basketId, revision } = work.topic('basket');
  const lines = [{ lineId: 1, quantityMilli: 1000, place }];
  const money = { returnedMinor: 12_900, tenders: [], reason: '不合适' };
  await work.ask('refund.complete', { basketId, basketRevision: revision, saleSeq, lines, ...money });
  await work.ask('sale.dismiss', {});
}

describe('a piece with a serial number', () => {
  it('is sold once: the till names the receipt it went out on', async () => {
    await sell(work, [PIECE], 20_000);
    expect(await scan(PIECE)).toMatchObject({
      kind: 'asks',
      questions: [{ ask: 'serial_sold', serial: 'S-1', receiptNumber: 'S001-01-1-000001', right: 'goods.serial' }],
    });
    expect(work.topic('basket').lines).toEqual([]);
    expect(await scan(OTHER_PIECE)).toMatchObject({ kind: 'added' });
  });

  it('that came back to the shelf is sold again, one that came back damaged is not', async () => {
    const first = await sell(work, [PIECE], 20_000);
    await giveBack(first.seq, 'shelf');
    const second = await sell(work, [PIECE], 20_000);
    expect(second.totalMinor).toBe(12_900);
    await giveBack(second.seq, 'damaged');
    expect(await scan(PIECE)).toMatchObject({ questions: [{ ask: 'serial_void', serial: 'S-1', right: 'goods.serial' }] });
  });

  it('is known after a restart', async () => {
    await sell(work, [PIECE], 20_000);
    await work.reopen();
    expect(await scan(PIECE)).toMatchObject({ kind: 'asks', questions: [{ ask: 'serial_sold' }] });
  });
});

describe('what a right lets through', () => {
  const LIN = { code: '1', name: '林岚', role: 'owner', active: true, pin: '739146' } as const;
  const ZHOU = { code: '12', name: '周敏', role: 'cashier', active: true, pin: '280517' } as const;

  it('goes for whoever has it, for others by leave, and the journal names both', async () => {
    await work.ask('staff.save', LIN);
    await work.ask('staff.signIn', LIN);
    await work.ask('staff.save', ZHOU);
    await work.ask('staff.signIn', ZHOU);
    await work.ask('shift.open', { count: [] });
    const answers: GoodsAnswers = { allowed: ['expired'] };
    const wanted = { text: EXPIRED, source: 'wedge', requestId: newRequestId(), answers } as const;
    await expect(work.ask('basket.scan', wanted)).rejects.toMatchObject({ code: 'right_missing', details: { right: 'goods.expired' } });
    expect(work.topic('basket').lines).toEqual([]);
    await work.ask('staff.override', { ...LIN, requestId: wanted.requestId, right: 'goods.expired', reason: '员工自用' });
    expect(await work.ask('basket.scan', wanted)).toMatchObject({ kind: 'added' });
    const sale = await pay(20_000);
    expect(sale.lines[0]).toMatchObject({ gs1: { expiry: '2026-11-21' }, allowed: ['expired'] });
    expect(journalOf(work, 'staff.override')[0]?.body).toMatchObject({ right: 'goods.expired', reason: '员工自用' });
  });
});

describe('before money is taken', () => {
  it('a night that passed stops what it made too old', async () => {
    await scan(`${DIAPERS}17261122`);
    work.clockMs += 86_400_000;
    await expect(pay(20_000)).rejects.toMatchObject({ code: 'product_expired' });
    expect(work.topic('basket').lines).toHaveLength(1);
  });

  it('a piece that was sold from another basket meanwhile stays here', async () => {
    await scan(PIECE);
    const { number } = await work.ask('hold.put', { name: '去取钱' });
    await sell(work, [PIECE], 20_000);
    await work.ask('sale.dismiss', {});
    await work.ask('hold.resume', { number });
    await expect(pay(20_000)).rejects.toMatchObject({
      code: 'serial_sold',
      details: { name: '棉绒 拉拉裤 XL', serial: 'S-1', receipt: 'S001-01-1-000001' },
    });
    expect(work.topic('basket').lines).toHaveLength(1);
  });
});
