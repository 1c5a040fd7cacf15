import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { journalOf } from '../journal-of.ts';
import { openShop, publishPrices, type ShopAtWork } from '../shop-fixture.ts';
import { bringSheet } from '../sheet/bring-sheet.ts';
import { newRequestId } from '#contract/ids.ts';
import type { Envelope } from '#main/ledger/envelope.ts';
import { ledgerMigrations } from '#main/ledger/migrations.ts';
import { openDatabase } from '#main/ledger/open.ts';
import { offersRebuild } from '#main/store/promotion/rebuild.ts';
import { preparePriceTable } from '#main/store/price-list/price-list-sql.ts';

const DIAPERS = '6973012450313';
const head = { id: 'vip', name: { zh: '会员价', en: 'Member price' }, audience: { kind: 'all' }, schedule: {} } as const;

let work: ShopAtWork;

beforeEach(async () => {
  work = await openShop();
});
afterEach(() => work.close());

const total = (): number => work.topic('basket').totalMinor;
const scan = (text: string): Promise<unknown> => work.ask('basket.scan', { text, source: 'scanner' });
const priced = async (more: { readonly changed?: true } = {}): Promise<unknown[]> =>
  (await work.ask('priceList.prices', { id: 'vip', limit: 200, ...more })).prices.map(({ sku, liveMinor, draft }) => [
    sku,
    liveMinor,
    draft?.priceMinor,
  ]);

describe('a draft', () => {
  test('holds for nobody until it is published, then at once, also for the open basket', async () => {
    await scan(DIAPERS);
    await work.ask('priceList.save', { list: head });
    await work.ask('priceList.put', { id: 'vip', prices: [{ sku: 'nd-xl-44', priceMinor: 11_900 }] });
    expect(total()).toBe(12_900);
    expect(await priced()).toEqual([['ND-XL-44', null, 11_900]]);
    await work.ask('priceList.publish', { id: 'vip' });
    expect(total()).toBe(11_900);
    expect(await priced()).toEqual([['ND-XL-44', 11_900, undefined]]);
    await work.reopen();
    expect(total()).toBe(11_900);
  });

  test('counts only what differs from what holds, takes articles off, and can be discarded', async () => {
    await publishPrices(work, 'vip', { 'ND-XL-44': 11_900, 'SJ-80': 3_500 });
    await work.ask('priceList.put', {
      id: 'vip',
      prices: [
        { sku: 'ND-XL-44', priceMinor: 11_900 },
        { sku: 'SJ-80', priceMinor: null },
        { sku: 'YD-60', priceMinor: 1_800 },
      ],
    });
    expect(await priced({ changed: true })).toEqual([
      ['SJ-80', 3_500, null],
      ['YD-60', null, 1_800],
    ]);
    expect((await work.ask('priceList.list', {})).lists).toMatchObject([{ priceCount: 2, draftCount: 2, stage: 'running' }]);
    await work.ask('priceList.discard', { id: 'vip' });
    expect(await priced({ changed: true })).toEqual([]);
  });

  test('stands in the journal once it is published: who, how many prices there are then, and every change', async () => {
    await publishPrices(work, 'vip', { 'SJ-80': 3_500, 'YD-60': 1_900 });
    const requestId = newRequestId();
    await work.ask('priceList.put', {
      id: 'vip',
      prices: [
        { sku: 'YD-60', priceMinor: null },
        { sku: 'SJ-80', priceMinor: 3_300 },
      ],
    });
    await work.ask('priceList.publish', { id: 'vip', requestId });
    await work.ask('priceList.publish', { id: 'vip', requestId });
    const published = journalOf(work, 'promotion.changed').filter(({ body }) => 'publishedPrices' in body);
    expect(published).toHaveLength(2);
    expect(published[1]?.body).toEqual({
      v: 1,
      publishedPrices: 'vip',
      prices: 1,
      changes: [
        ['SJ-80', 3_300],
        ['YD-60', null],
      ],
    });
  });

  test('is refused for goods nobody sells and lists nobody made', async () => {
    const prices = [{ sku: 'NOPE', priceMinor: 100 }];
    await expect(work.ask('priceList.put', { id: 'vip', prices })).rejects.toMatchObject({ code: 'promotion_unknown' });
    await work.ask('priceList.save', { list: head });
    await expect(work.ask('priceList.put', { id: 'vip', prices })).rejects.toMatchObject({ code: 'product_unknown' });
    await expect(work.ask('priceList.publish', { id: 'other' })).rejects.toMatchObject({ code: 'promotion_unknown' });
  });
});

test('an ended list holds no more, keeps its prices, and begins again when it is saved', async () => {
  await publishPrices(work, 'vip', { 'ND-XL-44': 11_900 });
  await scan(DIAPERS);
  await work.ask('priceList.end', { id: 'vip' });
  expect(total()).toBe(12_900);
  expect((await work.ask('priceList.list', {})).lists).toEqual([]);
  expect((await work.ask('priceList.list', { ended: true })).lists).toMatchObject([{ stage: 'ended', priceCount: 1 }]);
  await work.ask('priceList.save', { list: head });
  expect(total()).toBe(11_900);
});

test('goods are found by words, with what they cost and what the list says', async () => {
  await publishPrices(work, 'vip', { 'SJ-80': 3_500 });
  const { prices } = await work.ask('priceList.prices', { id: 'vip', query: '湿巾', limit: 20 });
  expect(new Map(prices.map(({ sku, baseMinor, liveMinor }) => [sku, [baseMinor, liveMinor]]))).toEqual(
    new Map([
      ['SJ-80', [3_990, 3_500]],
      ['YD-60', [1_990, null]],
    ]),
  );
});

describe('a table of prices', () => {
  const table = async (text: string, more: { readonly replaces?: true } = {}): ReturnType<typeof bringSheet> => {
    await work.ask('priceList.save', { list: head });
    const bytes = Buffer.from(text);
    return bringSheet(work, bytes, 'csv', (uploadId) => work.ask('priceList.import', { id: 'vip', uploadId, ...more }));
  };

  test('is drafted by SKU or barcode, with or without a header, and bad rows are told by line and reason', async () => {
    const progress = await table(`${DIAPERS},119\nSJ-80,35.555\nNOPE,1\nYD-60,18.5\n`);
    expect(progress).toMatchObject({ done: true, rows: 4, added: 2, updated: 0, refused: 2 });
    expect(progress.wrong.map(({ line, reasons: [reason] }) => [line, reason?.en])).toEqual([
      [2, 'price has more than two decimals: "35.555"'],
      [3, 'no article has this SKU or barcode: NOPE'],
    ]);
    expect(await priced()).toEqual([
      ['ND-XL-44', null, 11_900],
      ['YD-60', null, 1_850],
    ]);
    expect(total()).toBe(0);
    expect(await table('货号,会员价\nYD-60,18.5\nSJ-80,35\n')).toMatchObject({ rows: 2, added: 2, refused: 0 });
  });

  test('that was exported comes in again as it is', async () => {
    await publishPrices(work, 'vip', { 'SJ-80': 3_500, 'YD-60': 1_850 });
    const { file } = await work.ask('priceList.export', { id: 'vip' });
    const text = readFileSync(file, 'utf8');
    expect(text).toContain('SJ-80,净芽 手口湿巾,,39.90,35.00\r\n');
    const progress = await table(text);
    expect(progress).toMatchObject({ rows: 2, kept: 2, refused: 0 });
    expect(await priced({ changed: true })).toEqual([]);
  });

  test('that is to replace the list takes nothing off before a row of it is of goods the shop has', async () => {
    await publishPrices(work, 'vip', { 'SJ-80': 3_500, 'YD-60': 1_850 });
    await work.ask('priceList.put', { id: 'vip', prices: [{ sku: 'SJ-80', priceMinor: 3_300 }] });
    const replaces = { replaces: true } as const;
    expect(await table('foo,货号\n1,SJ-80\n', replaces)).toMatchObject({ done: true, rows: 0, problem: {} });
    expect(await table('NOPE,1\nSJ-80,1.005\n', replaces)).toMatchObject({ rows: 2, refused: 2 });
    expect(await priced({ changed: true })).toEqual([['SJ-80', 3_500, 3_300]]);
    expect(await table(`NOPE,1\n${'NOPE,2\n'.repeat(600)}SJ-80,35\n`, replaces)).toMatchObject({ rows: 602, kept: 1, refused: 601 });
    expect(await priced({ changed: true })).toEqual([['YD-60', 1_850, null]]);
  });

  test('that did not arrive whole is not read, and no file of it stays', async () => {
    await work.ask('priceList.save', { list: head });
    const uploadId = crypto.randomUUID();
    const put = (piece: number): Promise<unknown> =>
      work.ask('sheet.put', { uploadId, format: 'csv', piece, base64: Buffer.from('SJ-80,1\n').toString('base64') });
    await put(0);
    await put(0);
    await expect(put(2)).rejects.toMatchObject({ code: 'upload_unknown' });
    const other = work.ask('priceList.import', { id: 'vip', uploadId: crypto.randomUUID() });
    await expect(other).rejects.toMatchObject({ code: 'upload_unknown' });
    const requestId = newRequestId();
    const first = await work.ask('priceList.import', { id: 'vip', uploadId, requestId });
    expect(first).toMatchObject({ done: true, rows: 1, added: 1 });
    expect(await work.ask('priceList.import', { id: 'vip', uploadId, requestId })).toEqual(first);
    expect(readdirSync(join(dirname(work.ledgerFile), 'uploads'))).toEqual([]);
  });
});

test('lists of earlier versions keep their prices, the last one of an article, in the table and when it is made anew from the journal', () => {
  const folder = mkdtempSync(join(tmpdir(), 'guitai-list-'));
  const file = join(folder, 'ledger.db');
  const before = openDatabase(file, { migrations: ledgerMigrations.filter(([version]) => version < 17) });
  const prices = [
    { sku: 'A', priceMinor: 100 },
    { sku: 'B', priceMinor: 200 },
    { sku: 'A', priceMinor: 90 },
  ];
  before.prepare("INSERT INTO offer VALUES('priceList', 'vip', ?, 0)").run(JSON.stringify({ ...head, prices }));
  before.close();
  const after = openDatabase(file, { migrations: ledgerMigrations });
  const table = preparePriceTable(after);
  expect([table.price('vip', 'A'), table.price('vip', 'B'), table.price('vip', 'C')]).toEqual([90, 200, undefined]);
  expect(JSON.parse(after.prepare<[], string>('SELECT body FROM offer').pluck().get() ?? '')).toEqual(head);
  const rebuilt = offersRebuild.begin(after, after);
  const data = { priceList: { ...head, prices: [...prices, { sku: 'C', priceMinor: 300 }] } };
  rebuilt.take({ kind: 'promotion.changed', businessDate: '2026-11-01', data } as unknown as Envelope);
  expect(table.rows('vip', '', 9).map(({ sku, liveMinor }) => [sku, liveMinor])).toEqual([
    ['A', 90],
    ['B', 200],
    ['C', 300],
  ]);
  after.close();
  rmSync(folder, { recursive: true });
});
