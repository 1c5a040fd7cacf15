import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ledgerMigrations } from '#main/ledger/migrations.ts';
import { openDatabase } from '#main/ledger/open.ts';
import { createReader } from '#main/ledger/reader.ts';
import { openShop, sell, type ShopAtWork } from '../shop-fixture.ts';

const REQUEST = '019abcde-0000-7000-8000-000000000001';

let work: ShopAtWork;
beforeEach(async () => {
  work = await openShop();
});
afterEach(async () => {
  expect(work.unexpected).toEqual([]);
  await work.close();
});

/** The journal as it is on disk after the key of the terminal: kind and facts of every entry. */
function journal(): readonly (readonly [string, unknown])[] {
  const db = openDatabase(work.ledgerFile, { readonly: true, migrations: ledgerMigrations });
  const reader = createReader(db);
  const entries: (readonly [string, unknown])[] = [];
  for (let seq = 2; ; seq += 1) {
    const entry = reader.read(seq);
    if (!entry) break;
    entries.push([entry.kind, entry.kind === 'sale.completed' ? null : entry.body]);
  }
  db.close();
  return entries;
}

const open = () => work.ask('drawer.open', { requestId: REQUEST, reason: '换零钱' });

describe('opened by hand', () => {
  test('the order is on disk before the pulse, and what became of it after', async () => {
    work.drawer = { pulse: 'sent', position: 'open' };
    expect(await open()).toEqual({ pulse: 'sent', position: 'open' });
    expect(journal()).toEqual([
      ['drawer.ordered', { v: 1, reason: '换零钱' }],
      ['drawer.pulsed', { v: 1, order: 2, pulse: 'sent', position: 'open' }],
    ]);
  });

  test('the same request pulses once and has the same answer, after a restart too', async () => {
    await Promise.all([open(), open()]);
    await work.reopen();
    expect(await open()).toEqual({ pulse: 'sent', position: 'unknown' });
    expect(work.drawerOpenings).toBe(1);
    expect(journal()).toHaveLength(2);
  });

  test('no pulse is an error, and the journal says that the drawer stayed shut', async () => {
    work.drawer = { pulse: 'failed', position: 'closed' };
    await expect(open()).rejects.toMatchObject({ code: 'device_not_ready' });
    await expect(open()).rejects.toMatchObject({ code: 'device_not_ready' });
    expect(work.drawerOpenings).toBe(1);
    expect(journal().at(-1)).toEqual(['drawer.pulsed', { v: 1, order: 2, pulse: 'failed', position: 'closed' }]);
  });

  test('a drawer that got its pulse and stayed shut is said to be stuck', async () => {
    work.drawer = { pulse: 'sent', position: 'closed' };
    await expect(open()).rejects.toMatchObject({ code: 'drawer_stuck' });
  });

  test('a till without a drawer says so', async () => {
    work.drawer = { pulse: 'none', position: 'unknown' };
    await expect(open()).rejects.toMatchObject({ code: 'device_not_ready' });
  });

  test('another drawer than the one of the till is named in the order', async () => {
    await work.ask('drawer.open', { reason: 'test', drawerId: 'drawer-2' });
    expect(journal()[0]).toEqual(['drawer.ordered', { v: 1, reason: 'test', drawer: 'drawer-2' }]);
  });

  test('the same request with another reason is refused', async () => {
    await open();
    await expect(work.ask('drawer.open', { requestId: REQUEST, reason: '盘点现金' })).rejects.toMatchObject({ code: 'request_conflict' });
    expect(work.drawerOpenings).toBe(1);
  });
});

describe('opened by a sale', () => {
  test('the sale is the order, and a drawer that opened needs no entry of its own', async () => {
    await sell(work, ['BAG-M'], 100);
    await work.reopen();
    expect(work.drawerOpenings).toBe(1);
    expect(journal()).toEqual([['sale.completed', null]]);
  });

  test.each([
    ['no pulse', { pulse: 'failed', position: 'unknown' }],
    ['a pulse nobody knows of', { pulse: 'unknown', position: 'unknown' }],
    ['a drawer that stayed shut', { pulse: 'sent', position: 'closed' }],
  ] as const)('%s is written down, and the sale stands', async (_what, outcome) => {
    work.drawer = outcome;
    await sell(work, ['BAG-M'], 100);
    await work.reopen();
    expect(journal()).toEqual([
      ['sale.completed', null],
      ['drawer.missed', { v: 1, order: 2, ...outcome }],
    ]);
  });

  test('a shop without a drawer has nothing to write down', async () => {
    work.drawer = { pulse: 'none', position: 'unknown' };
    await sell(work, ['BAG-M'], 100);
    await work.reopen();
    expect(journal()).toHaveLength(1);
  });
});
