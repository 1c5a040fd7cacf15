import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { journalOf } from '../journal-of.ts';
import { newRequestId } from '#contract/ids.ts';
import type { JournalEntry } from '#main/ledger/entry.ts';
import { openShop, sell, type ShopAtWork } from '../shop-fixture.ts';

const LIN = { code: '1', name: '林岚', role: 'owner', active: true, pin: '739146' } as const;
const ZHOU = { code: '12', name: '周敏', role: 'cashier', active: true, pin: '280517' } as const;

let work: ShopAtWork;

beforeEach(async () => {
  work = await openShop();
});
afterEach(() => work.close());

/** The shop with an owner and a cashier, nobody signed in. */
async function hire(): Promise<void> {
  await work.ask('staff.save', LIN);
  await work.ask('staff.signIn', LIN);
  await work.ask('staff.save', ZHOU);
  await work.ask('staff.lock', {});
}

const journal = (...kinds: readonly string[]): readonly JournalEntry[] => journalOf(work, ...kinds);

describe('a shop without operators', () => {
  test('is open: everything may be done, and its sales name nobody', async () => {
    expect(work.topic('operator')).toMatchObject({ state: 'open', operator: null });
    await work.ask('drawer.open', { reason: '换零钱' });
    const sale = await sell(work, ['6973012450313'], 20_000);
    expect(sale.operator).toBeUndefined();
    expect(journal('drawer.ordered')[0]?.body).toEqual({ v: 1, reason: '换零钱' });
  });

  test('takes an owner as its first operator and nobody else, so that nobody is shut out', async () => {
    await expect(work.ask('staff.save', ZHOU)).rejects.toMatchObject({ code: 'staff_owner_needed' });
    await work.ask('staff.save', LIN);
    expect(work.topic('operator')).toMatchObject({ state: 'locked', operator: null, rights: [] });
  });
});

describe('a till with operators', () => {
  test('does nothing while it is locked, keeps the basket, and tells the cashier of a scan', async () => {
    await work.ask('basket.scan', { text: '6973012450313', source: 'scanner' }, 'device');
    await hire();
    await expect(work.ask('tender.begin', {})).rejects.toMatchObject({ code: 'till_locked' });
    await expect(work.ask('sale.list', { limit: 10 })).rejects.toMatchObject({ code: 'till_locked' });
    await expect(work.ask('basket.scan', { text: '6973012450313', source: 'scanner' }, 'device')).rejects.toMatchObject({
      code: 'till_locked',
    });
    expect(work.topic('scan').outcome).toMatchObject({ kind: 'refused', error: { code: 'till_locked' } });
    expect(work.topic('basket').totalMinor).toBe(12_900);
    await work.ask('print.resume', { role: 'receiptPrinter' }, 'device');
    await work.ask('staff.signIn', ZHOU);
    await work.ask('shift.open', { count: [] });
    await work.ask('tender.begin', {});
  });

  test('names who sold in the journal, on the sale and on the receipt', async () => {
    await hire();
    await work.ask('staff.signIn', ZHOU);
    await work.ask('shift.open', { count: [] });
    const sale = await sell(work, ['6973012450313'], 20_000);
    expect(sale.operator).toEqual({ id: 2, name: '周敏' });
    expect(journal('sale.completed')[0]?.body).toMatchObject({ operator: { id: 2, name: '周敏' } });
    const { document } = await work.ask('sale.get', { seq: sale.seq });
    expect(document.blocks).toContainEqual({ type: 'pair', left: '2026-11-22 15:43:52', right: '收银员 周敏' });
  });

  test('changes hands with the basket in it', async () => {
    await hire();
    await work.ask('staff.signIn', ZHOU);
    await work.ask('basket.scan', { text: '6973012450313', source: 'scanner' });
    await work.ask('staff.signIn', LIN);
    expect(work.topic('operator')).toMatchObject({ state: 'signed_in', operator: { name: '林岚' }, role: 'owner' });
    expect(work.topic('basket').totalMinor).toBe(12_900);
    const people = journal('staff.signed_in', 'staff.signed_out').map(({ kind, body }) => [
      kind,
      (body['operator'] as { name: string }).name,
    ]);
    expect(people).toEqual([
      ['staff.signed_in', '林岚'],
      ['staff.signed_out', '林岚'],
      ['staff.signed_in', '周敏'],
      ['staff.signed_out', '周敏'],
      ['staff.signed_in', '林岚'],
    ]);
  });

  test('is locked after a restart', async () => {
    await hire();
    await work.ask('staff.signIn', ZHOU);
    await work.reopen();
    expect(work.topic('operator').state).toBe('locked');
  });

  test('locks a person out who may no longer work', async () => {
    await hire();
    await work.ask('staff.signIn', LIN);
    await work.ask('staff.save', { ...ZHOU, id: 2, pin: undefined, active: false });
    await expect(work.ask('staff.signIn', ZHOU)).rejects.toMatchObject({ code: 'pin_wrong' });
    await expect(work.ask('staff.save', { ...LIN, id: 1, pin: undefined, active: false })).rejects.toMatchObject({
      code: 'staff_owner_needed',
    });
  });
});

test('one request may need leave for two rights, and each leave holds for its own', async () => {
  await hire();
  await work.ask('staff.signIn', LIN);
  await work.ask('staff.setRights', { role: 'cashier', rights: [] });
  await work.ask('staff.signIn', ZHOU);
  await work.ask('shift.open', { count: [] });
  const order = { requestId: newRequestId(), kind: 'paid_out', amountMinor: 100, reason: '退押金' } as const;
  const leave = (right: 'cash.move' | 'shift.difference'): Promise<unknown> =>
    work.ask('staff.override', { code: '1', pin: LIN.pin, requestId: order.requestId, reason: '准许', right });
  await expect(work.ask('cash.move', order)).rejects.toMatchObject({ code: 'right_missing', details: { right: 'cash.move' } });
  await leave('cash.move');
  await expect(work.ask('cash.move', order)).rejects.toMatchObject({ code: 'right_missing', details: { right: 'shift.difference' } });
  await leave('shift.difference');
  await work.ask('cash.move', order);
  expect(journal('cash.moved')).toHaveLength(1);
});

describe('PINs', () => {
  test('five wrong ones lock the number, also after a restart, longer each time, and the clock lets go', async () => {
    await hire();
    const wrong = (): Promise<unknown> => work.ask('staff.signIn', { code: '12', pin: '000000' });
    for (const left of [4, 3, 2, 1]) await expect(wrong()).rejects.toMatchObject({ code: 'pin_wrong', details: { left } });
    await expect(wrong()).rejects.toMatchObject({ code: 'pin_locked', details: { seconds: 30 } });
    await work.reopen();
    await expect(work.ask('staff.signIn', ZHOU)).rejects.toMatchObject({ code: 'pin_locked' });
    expect(journal('staff.locked_out')[0]?.body).toMatchObject({ code: '12', failures: 5 });
    work.clockMs += 30_000;
    await expect(wrong()).rejects.toMatchObject({ code: 'pin_locked', details: { seconds: 60 } });
    work.clockMs += 60_000;
    await work.ask('staff.signIn', ZHOU);
    await expect(wrong()).rejects.toMatchObject({ code: 'pin_wrong', details: { left: 4 } });
  });

  test('many guesses at once are as many guesses', async () => {
    await hire();
    const guesses = Array.from({ length: 12 }, (_, guess) => work.ask('staff.signIn', { code: '12', pin: String(100_000 + guess) }));
    const codes = (await Promise.allSettled(guesses)).map((result) =>
      result.status === 'rejected' ? (result.reason as { code: string }).code : 'in',
    );
    expect(codes.slice(0, 4)).toEqual(['pin_wrong', 'pin_wrong', 'pin_wrong', 'pin_wrong']);
    expect(codes.slice(4)).toEqual(Array.from({ length: 8 }, () => 'pin_locked'));
  });

  test('a number nobody has is refused in the same words', async () => {
    await hire();
    await expect(work.ask('staff.signIn', { code: '77', pin: '280517' })).rejects.toMatchObject({
      code: 'pin_wrong',
      details: { left: 4 },
    });
  });

  test('stand on no disk, and without the key of the machine they cannot be tried', async () => {
    await hire();
    for (const file of [work.ledgerFile, `${work.ledgerFile}-wal`]) {
      const bytes = readFileSync(file);
      for (const pin of ['739146', '280517']) expect(bytes.includes(pin)).toBe(false);
    }
    expect(readFileSync(join(dirname(work.ledgerFile), 'pepper.key'))).toHaveLength(32);
  });
});

describe('rights', () => {
  test('a cashier may not open the drawer; the owner allows it once, for this request, and the journal names both', async () => {
    await hire();
    await work.ask('staff.signIn', ZHOU);
    const requestId = newRequestId();
    const open = { requestId, reason: '换零钱' };
    await expect(work.ask('drawer.open', open)).rejects.toMatchObject({ code: 'right_missing', details: { right: 'drawer.open' } });
    expect(work.drawerOpenings).toBe(0);
    await work.ask('staff.override', { ...LIN, requestId, right: 'drawer.open', reason: '去银行' });
    await expect(work.ask('drawer.open', { reason: '换零钱' })).rejects.toMatchObject({ code: 'right_missing' });
    await work.ask('drawer.open', open);
    await work.ask('drawer.open', open);
    expect(work.drawerOpenings).toBe(1);
    expect(journal('drawer.ordered')[0]?.body).toEqual({
      v: 1,
      reason: '换零钱',
      operator: { id: 2, name: '周敏' },
      override: { by: { id: 1, name: '林岚' }, right: 'drawer.open', reason: '去银行' },
    });
    expect(journal('staff.override')).toHaveLength(1);
  });

  test('a leave is for one right, from somebody else who has it, and not for long', async () => {
    await hire();
    await work.ask('staff.signIn', ZHOU);
    const requestId = newRequestId();
    const allow = (person: { code: string; pin: string }) =>
      work.ask('staff.override', { ...person, requestId, right: 'drawer.open', reason: '去银行' });
    await expect(allow(ZHOU)).rejects.toMatchObject({ code: 'override_self' });
    await allow(LIN);
    work.clockMs += 60_001;
    await expect(work.ask('drawer.open', { requestId, reason: '换零钱' })).rejects.toMatchObject({ code: 'right_missing' });
    await work.ask('staff.signIn', LIN);
    await expect(allow(ZHOU)).rejects.toMatchObject({ code: 'right_missing' });
  });

  test('a shop changes what a role may do, but never what the owner may', async () => {
    await hire();
    await work.ask('staff.signIn', LIN);
    await work.ask('staff.setRights', { role: 'cashier', rights: ['drawer.open'] });
    await expect(work.ask('staff.setRights', { role: 'owner', rights: [] })).rejects.toMatchObject({ code: 'bad_input' });
    await work.ask('staff.signIn', ZHOU);
    expect(work.topic('operator').rights).toEqual(['drawer.open']);
    await work.ask('drawer.open', { reason: '换零钱' });
    await expect(work.ask('basket.clear', {})).rejects.toMatchObject({ code: 'right_missing' });
    await expect(work.ask('staff.list', {})).rejects.toMatchObject({ code: 'right_missing' });
  });

  test('a number is one person, and a repeated request adds nobody twice', async () => {
    await hire();
    await work.ask('staff.signIn', LIN);
    await expect(work.ask('staff.save', { ...ZHOU, name: '周二' })).rejects.toMatchObject({
      code: 'staff_code_taken',
      details: { code: '12' },
    });
    const requestId = newRequestId();
    const wang = { requestId, code: '15', name: '王强', role: 'lead', active: true, pin: '481516' } as const;
    const first = await work.ask('staff.save', wang);
    expect(await work.ask('staff.save', wang)).toEqual(first);
    expect((await work.ask('staff.list', {})).members.map(({ name }) => name)).toEqual(['林岚', '周敏', '王强']);
  });
});

test('a till nobody touches locks itself and keeps the basket', async () => {
  const idle = await openShop({ idleLockMs: 1 });
  try {
    await idle.ask('basket.scan', { text: '6973012450313', source: 'scanner' });
    await idle.ask('staff.save', LIN);
    await idle.ask('staff.signIn', LIN);
    await idle.until('operator', ({ state }) => state === 'locked');
    expect(idle.topic('operator')).toMatchObject({ operator: { name: '林岚' }, role: null });
    expect(idle.topic('basket').totalMinor).toBe(12_900);
  } finally {
    await idle.close();
  }
});
