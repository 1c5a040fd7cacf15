import { afterEach, beforeEach, expect, test } from 'vitest';
import { journalOf } from '../journal-of.ts';
import { openShop, sell, type ShopAtWork } from '../shop-fixture.ts';
import { newRequestId } from '#contract/ids.ts';
import { DEFAULT_RECEIPT_LAYOUT } from '#contract/receipt-layout.ts';
import { ledgerMigrations } from '#main/ledger/migrations.ts';
import { openDatabase } from '#main/ledger/open.ts';

const english = { ...DEFAULT_RECEIPT_LAYOUT, language: 'en' as const, footer: ['Thank you'] };
const DIAPERS = '6973012450313';

let work: ShopAtWork;

beforeEach(async () => {
  work = await openShop();
});
afterEach(() => work.close());

const words = (document: { readonly blocks: readonly unknown[] } | undefined): string => JSON.stringify(document?.blocks);

test('a saved layout is journaled once, holds from the next receipt on, also for copies of older ones, and after a restart', async () => {
  const { seq } = await sell(work, [DIAPERS], 20_000);
  expect(words((await work.ask('sale.get', { seq })).document)).toContain('谢谢惠顾');
  const requestId = newRequestId();
  await work.ask('receipt.design', { requestId, layout: english });
  await work.ask('receipt.design', { requestId, layout: english });
  expect(journalOf(work, 'receipt.designed')).toHaveLength(1);
  await work.reopen();
  expect(await work.ask('receipt.layout', {})).toEqual({ layout: english });
  const { document } = await work.ask('sale.get', { seq });
  expect(words(document)).toContain('Thank you');
  expect(words(document)).not.toContain('谢谢惠顾');
});

test('a sample and the last sale are shown on paper and printed marked, without a job and without an entry', async () => {
  await expect(work.ask('receipt.preview', { layout: english, of: 'last', paper: '58' })).rejects.toThrow();
  const sample = await work.ask('receipt.preview', { layout: english, of: 'sample', paper: '58' });
  expect(sample).toMatchObject({ columns: 32, widthDots: 384 });
  expect(JSON.stringify(sample.items)).toContain('Thank you');
  await sell(work, [DIAPERS], 20_000);
  const last = await work.ask('receipt.preview', { layout: english, of: 'last', paper: '80' });
  expect(JSON.stringify(last.items)).toContain('129.00');
  expect(await work.ask('receipt.test', { layout: english, of: 'last' })).toMatchObject({ result: 'printed' });
  expect(words(work.samples[0])).toMatch(/样张 SAMPLE.*129\.00.*样张 SAMPLE/);
  expect(journalOf(work, 'receipt.designed')).toEqual([]);
});

test('a layout saved before a part existed gets it at its end', async () => {
  const { parts } = DEFAULT_RECEIPT_LAYOUT;
  await work.reopen(async () => {
    const db = openDatabase(work.ledgerFile, { migrations: ledgerMigrations });
    const older = { ...english, parts: parts.filter(({ part }) => part !== 'invoice') };
    db.prepare('INSERT INTO receipt_layout(id, body) VALUES(1, ?)').run(JSON.stringify(older));
    db.close();
  });
  const { layout } = await work.ask('receipt.layout', {});
  expect(layout.parts.map(({ part }) => part)).toEqual([...parts.map(({ part }) => part).filter((part) => part !== 'invoice'), 'invoice']);
});

test('the customer display is told where the e-invoice is asked for, and only where the shop has it', async () => {
  await sell(work, [DIAPERS], 20_000);
  expect(work.topic('basket').paid?.invoiceUrl).toBeUndefined();
  await work.close();
  work = await openShop({ eInvoiceUrl: 'https://inv.cn/{order}/{amount}/{sign}' });
  await sell(work, [DIAPERS], 20_000);
  expect(work.topic('basket').paid?.invoiceUrl).toMatch(/^https:\/\/inv\.cn\/S001-01-1-000001\/129\.00\/[0-9a-f]{64}$/);
});

test('what goes with the goods is printed once the shop turns it on, and never what was bought', async () => {
  for (let sale = 0; sale < 2; sale += 1) await sell(work, [DIAPERS, 'SJ-80'], 20_000);
  await sell(work, [DIAPERS], 20_000);
  await work.ask('receipt.test', { layout: DEFAULT_RECEIPT_LAYOUT, of: 'last' });
  expect(words(work.samples.at(-1))).not.toContain('也常一起买');
  const parts = DEFAULT_RECEIPT_LAYOUT.parts.map((each) => (each.part === 'related' ? { ...each, on: true } : each));
  await work.ask('receipt.test', { layout: { ...DEFAULT_RECEIPT_LAYOUT, parts }, of: 'last' });
  expect(words(work.samples.at(-1))).toMatch(/也常一起买.*净芽 手口湿巾/);
  expect(words(work.samples.at(-1)).match(/棉绒 拉拉裤 XL/g)).toHaveLength(1);
  await work.ask('receipt.test', { layout: { ...DEFAULT_RECEIPT_LAYOUT, parts, language: 'both' }, of: 'sample' });
  expect(words(work.samples.at(-1))).toMatch(/也常一起买 Goes well with.*Jingya hand and mouth wipes/);
});
