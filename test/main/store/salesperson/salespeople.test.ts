import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openShop, sell, type ShopAtWork } from '../shop-fixture.ts';
import type { RefundableSale } from '#contract/refund.ts';

/** 129.00, 39.90 and 0.50. */
const DIAPERS = '6973012450313';
const WIPES = '6973012450771';
const BAG = 'BAG-M';

const LIN = { code: '1', name: '林岚', role: 'owner', active: true, pin: '739146' } as const;
const ZHOU = { code: '12', name: '周敏', role: 'cashier', active: true, pin: '280517' } as const;
const HE = { code: '13', name: '何青', role: 'cashier', active: true, pin: '640285' } as const;

let work: ShopAtWork;

beforeEach(async () => {
  work = await openShop({ printsReceipts: true });
  await work.ask('staff.save', LIN);
  await work.ask('staff.signIn', LIN);
  await work.ask('staff.save', ZHOU);
  await work.ask('staff.save', HE);
  await work.ask('shift.open', { count: [] });
});
afterEach(() => work.close());

const scan = (text: string): Promise<unknown> => work.ask('basket.scan', { text, source: 'scanner' });
const name = (shares: readonly (readonly [code: string, shareBasisPoints: number])[], lineId?: number): Promise<unknown> =>
  work.ask('basket.setSalespeople', {
    shares: shares.map(([code, shareBasisPoints]) => ({ code, shareBasisPoints })),
    ...(lineId === undefined ? {} : { lineId }),
  });
const named = (): readonly (readonly [string, number])[] =>
  work.topic('basket').terms.soldBy.map(({ person, shareBasisPoints }) => [person.name, shareBasisPoints]);
const today = (): readonly (readonly [string, number, number])[] =>
  work.topic('salespeople').people.map(({ person, count, amountMinor }) => [person.name, count, amountMinor]);

/** Brings so many pieces of a line back. */
async function giveBack(sale: RefundableSale, lineId: number, pieces: number, returnedMinor: number): Promise<void> {
  const { basketId, revision } = work.topic('basket');
  await work.ask('refund.complete', {
    basketId,
    basketRevision: revision,
    saleSeq: sale.seq,
    lines: [{ lineId, quantityMilli: pieces * 1000, place: 'shelf' }],
    returnedMinor,
    reason: '不合适',
    tenders: [],
  });
}

describe('who sold', () => {
  test('is named for the basket and for a line of it, and each gets their share of each line', async () => {
    await scan(DIAPERS);
    await scan(WIPES);
    await name([
      ['12', 6000],
      ['13', 4000],
    ]);
    await name([['1', 10_000]], 2);
    const sale = await sell(work, [], 20_000);
    expect(sale.credits).toEqual([
      { person: { id: 2, name: '周敏' }, amountMinor: 7740 },
      { person: { id: 3, name: '何青' }, amountMinor: 5160 },
      { person: { id: 1, name: '林岚' }, amountMinor: 3990 },
    ]);
    expect(today()).toEqual([
      ['林岚', 1, 3990],
      ['周敏', 1, 7740],
      ['何青', 1, 5160],
    ]);
    const { salespeople } = await work.ask('report.x', {});
    expect(salespeople.map(({ person, amountMinor }) => [person.id, amountMinor])).toEqual([
      [1, 3990],
      [2, 7740],
      [3, 5160],
    ]);
    expect(await work.ask('salespeople.day', {})).toMatchObject({ businessDate: '2026-11-22', people: [{ count: 1 }, {}, {}] });
    await work.until('printing', () => work.printed.length > 0);
    expect(JSON.stringify(work.printed.at(-1)?.document)).toContain('导购员 周敏、何青、林岚');
  });

  test('is nobody unless somebody is named, and a line goes back to who sells the basket', async () => {
    expect((await sell(work, [BAG], 50)).credits).toBeUndefined();
    await work.ask('sale.dismiss', {});
    await scan(DIAPERS);
    await name([['12', 10_000]], 1);
    await name([], 1);
    expect(work.topic('basket').lines[0]?.soldBy).toBeUndefined();
    expect((await sell(work, [], 12_900)).credits).toBeUndefined();
  });

  test('is refused for a number nobody has, for who left, and for a line that is gone', async () => {
    await scan(DIAPERS);
    await expect(name([['99', 10_000]])).rejects.toMatchObject({ code: 'staff_unknown' });
    await work.ask('staff.save', { id: 3, code: '13', name: '何青', role: 'cashier', active: false });
    await expect(name([['13', 10_000]])).rejects.toMatchObject({ code: 'staff_unknown' });
    await expect(name([['12', 10_000]], 7)).rejects.toMatchObject({ code: 'line_unknown' });
    expect(named()).toEqual([]);
  });

  test('is taken back by an undo, kept over a restart, a hold and a split, and gone with the basket', async () => {
    await scan(DIAPERS);
    await scan(WIPES);
    await name([['13', 10_000]]);
    await work.ask('basket.undo', {});
    expect(named()).toEqual([]);
    await name([['12', 10_000]]);
    await work.reopen();
    await work.ask('staff.signIn', LIN);
    expect(named()).toEqual([['周敏', 10_000]]);
    await work.ask('hold.split', { parts: [{ lineId: 2, quantityMilli: 1000 }], name: '' });
    const { number } = await work.ask('hold.put', { name: '' });
    expect(named()).toEqual([]);
    await work.ask('hold.resume', { number: 1 });
    expect(named()).toEqual([['周敏', 10_000]]);
    await work.ask('hold.resume', { number });
    expect(named()).toEqual([['周敏', 10_000]]);
    await work.ask('basket.clear', {});
    expect(named()).toEqual([]);
  });

  test('stays with the goods where baskets of two people become one', async () => {
    await scan(DIAPERS);
    await name([['12', 10_000]]);
    const { number } = await work.ask('hold.put', { name: '' });
    await scan(WIPES);
    await name([['13', 10_000]]);
    await work.ask('hold.merge', { number });
    expect((await sell(work, [], 20_000)).credits).toEqual([
      { person: { id: 3, name: '何青' }, amountMinor: 3990 },
      { person: { id: 2, name: '周敏' }, amountMinor: 12_900 },
    ]);
  });
});

describe('goods that come back', () => {
  test('take back the same shares in parts, to the fen', async () => {
    await work.ask('basket.scan', { text: BAG, source: 'typed', quantityMilli: 3000 });
    await name([
      ['12', 3333],
      ['13', 3333],
      ['1', 3334],
    ]);
    const sold = await sell(work, [], 150);
    expect(today()).toEqual([
      ['林岚', 1, 50],
      ['周敏', 1, 50],
      ['何青', 1, 50],
    ]);
    await work.ask('sale.dismiss', {});
    await giveBack(await work.ask('refund.find', { receipt: sold.receiptNumber }), 1, 1, 50);
    expect(today()).toEqual([
      ['林岚', 2, 33],
      ['周敏', 2, 33],
      ['何青', 2, 34],
    ]);
    await work.ask('sale.dismiss', {});
    await giveBack(await work.ask('refund.find', { receipt: sold.receiptNumber }), 1, 2, 100);
    expect(today()).toEqual([
      ['林岚', 3, 0],
      ['周敏', 3, 0],
      ['何青', 3, 0],
    ]);
  });

  test('leave what was taken instead to who sold that', async () => {
    await scan(DIAPERS);
    await name([['12', 10_000]]);
    const sold = await sell(work, [], 12_900);
    await work.ask('sale.dismiss', {});
    await scan(WIPES);
    await name([['13', 10_000]]);
    await giveBack(await work.ask('refund.find', { receipt: sold.receiptNumber }), 1, 1, 12_900);
    expect(today()).toEqual([
      ['林岚', 0, 0],
      ['周敏', 2, 0],
      ['何青', 1, 3990],
    ]);
    await work.reopen();
    expect(today()[2]).toEqual(['何青', 1, 3990]);
  });

  test('come off nobody without a receipt, unless somebody is named', async () => {
    await scan(WIPES);
    await name([['12', 10_000]]);
    const { basketId, revision } = work.topic('basket');
    await work.ask('refund.withoutReceipt', { basketId, basketRevision: revision, place: 'shelf', reason: '不合适' });
    expect(today()).toEqual([
      ['林岚', 0, 0],
      ['周敏', 1, -3990],
      ['何青', 0, 0],
    ]);
  });
});

describe('a past day', () => {
  test('is shown to who may see reports, and their own to everybody else', async () => {
    await scan(DIAPERS);
    await name([
      ['12', 6000],
      ['13', 4000],
    ]);
    await sell(work, [], 20_000);
    await work.ask('staff.setRights', { role: 'cashier', rights: [] });
    const lin = { person: { id: 2, name: '周敏' }, count: 1, amountMinor: 7740 };
    const he = { person: { id: 3, name: '何青' }, count: 1, amountMinor: 5160 };
    work.clockMs += 86_400_000;
    const past = { businessDate: '2026-11-22' };
    expect(await work.ask('salespeople.day', past)).toEqual({ ...past, people: [lin, he], everybody: true });
    const { file } = await work.ask('salespeople.export', past);
    expect(readFileSync(file, 'utf8').split('\r\n').slice(1, 3)).toEqual(['周敏,1,77.40', '何青,1,51.60']);
    await work.ask('staff.signIn', HE);
    expect(await work.ask('salespeople.day', past)).toEqual({ ...past, people: [he], everybody: false });
    await expect(work.ask('salespeople.export', past)).rejects.toMatchObject({ code: 'right_missing' });
    expect(await work.ask('salespeople.day', { businessDate: '2026-11-21' })).toMatchObject({ people: [], everybody: false });
  });
});
