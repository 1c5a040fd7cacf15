import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openShop, plain, sell, type ShopAtWork } from '../shop-fixture.ts';
import { openDatabase } from '#main/ledger/open.ts';
import { ledgerMigrations } from '#main/ledger/migrations.ts';
import type { ImportRow } from '#main/store/catalog/import-row.ts';

const CAN = 'SP01';
const drinks: readonly ImportRow[] = [
  { ...plain, sku: CAN, barcodes: ['6978800110011'], name: '饮用水', unit: '瓶', priceMinor: 200 },
  {
    ...plain,
    sku: 'SP02',
    barcodes: ['6978800110028'],
    name: '饮用水 整箱',
    unit: '箱',
    priceMinor: 3900,
    traits: { pack: { sku: CAN, pieces: 24 } },
  },
];

let work: ShopAtWork;
beforeEach(async () => {
  work = await openShop({ goods: { expired: 'block', expiryWarnDays: 7, unknownSerial: 'allow', stock: 'block' } }, drinks);
});
afterEach(() => work.close());

async function idOf(query: string): Promise<number> {
  return (await work.ask('catalog.search', { query, limit: 1 })).products[0]?.id ?? 0;
}
const scan = (text: string, quantityMilli = 1000) => work.ask('basket.scan', { text, source: 'scanner', quantityMilli });

/** On hand by SKU, as the table keeps it and as the movements add up. */
async function stockTwice(): Promise<readonly [unknown, unknown]> {
  let both: readonly [unknown, unknown] = [undefined, undefined];
  await work.reopen(() => {
    const db = openDatabase(work.ledgerFile, { readonly: true, migrations: ledgerMigrations });
    both = [
      db.prepare('SELECT sku, on_hand_milli AS milli FROM stock ORDER BY sku').all(),
      db.prepare('SELECT sku, sum(quantity_milli) AS milli FROM movement GROUP BY sku ORDER BY sku').all(),
    ];
    db.close();
    return Promise.resolve();
  });
  return both;
}

describe('stock', () => {
  it('means nothing until somebody counted, whatever was sold before', async () => {
    await sell(work, ['SJ-80', 'SJ-80'], 10_000);
    expect(await scan('SJ-80', 5000)).toMatchObject({ kind: 'added' });
    await work.ask('basket.clear', {});
    expect(await work.ask('stock.count', { productId: await idOf('SJ-80'), countedMilli: 3000 })).toEqual({ onHandMilli: 3000 });
    expect(await scan('SJ-80', 3000)).toMatchObject({ kind: 'added' });
    expect(await scan('SJ-80')).toMatchObject({
      kind: 'asks',
      questions: [{ ask: 'short', onHandMilli: 3000, wantedMilli: 4000, right: 'goods.short' }],
    });
  });

  it('of a case is that of its pieces: two cases leave 2 of 50 bottles, and a third does not go', async () => {
    await work.ask('stock.count', { productId: await idOf(CAN), countedMilli: 50_000 });
    await sell(work, ['6978800110028', '6978800110028'], 10_000);
    expect(await scan(CAN, 2000)).toMatchObject({ kind: 'added' });
    expect(await scan('6978800110028')).toMatchObject({ questions: [{ ask: 'short', onHandMilli: 2000, wantedMilli: 26_000 }] });
    await expect(work.ask('stock.count', { productId: await idOf('SP02'), countedMilli: 1000 })).rejects.toMatchObject({
      code: 'stock_of_pieces',
    });
  });

  it('stops the payment where a quantity was raised beyond it, unless somebody answered for it', async () => {
    await work.ask('stock.count', { productId: await idOf(CAN), countedMilli: 2000 });
    await scan(CAN, 2000);
    await work.ask('basket.setQuantity', { lineId: 1, quantityMilli: 3000 });
    const pay = () => {
      const { basketId, revision } = work.topic('basket');
      return work.ask('sale.complete', { basketId, basketRevision: revision, tenders: [{ kind: 'cash', amountMinor: 10_000 }] });
    };
    await expect(pay()).rejects.toMatchObject({ code: 'stock_short', details: { left: '2', wanted: '3' } });
    await work.ask('basket.scan', { text: CAN, source: 'scanner', answers: { allowed: ['short'] } });
    expect((await pay()).lines[0]).toMatchObject({ quantityMilli: 4000, allowed: ['short'] });
  });

  it('is the sum of the movements, after any sales, refunds to the shelf or damaged, and counts', async () => {
    const step = fc.record({
      act: fc.constantFrom('sell', 'refund', 'damage', 'count'),
      code: fc.constantFrom(CAN, '6978800110028', 'SJ-80'),
      pieces: fc.integer({ min: 1, max: 5 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 12 }), async (steps) => {
        for (const { act, code, pieces } of steps) {
          const product = code === '6978800110028' ? 'SP02' : code;
          if (act === 'count') {
            const productId = await idOf(product === 'SP02' ? CAN : product);
            await work.ask('stock.count', { productId, countedMilli: pieces * 100_000 });
            continue;
          }
          await work.ask('basket.scan', { text: code, source: 'scanner', quantityMilli: pieces * 1000, answers: { allowed: ['short'] } });
          const { basketId, revision } = work.topic('basket');
          const sale = await work.ask('sale.complete', {
            basketId,
            basketRevision: revision,
            tenders: [{ kind: 'cash', amountMinor: 1_000_000 }],
          });
          await work.ask('sale.dismiss', {});
          if (act === 'sell') continue;
          await work.ask('refund.complete', {
            basketId: work.topic('basket').basketId,
            basketRevision: work.topic('basket').revision,
            saleSeq: sale.seq,
            lines: [{ lineId: sale.lines[0]?.lineId ?? 0, quantityMilli: 1000, place: act === 'damage' ? 'damaged' : 'shelf' }],
            returnedMinor: Math.round((sale.lines[0]?.amountMinor ?? 0) / pieces),
            reason: '不想要了',
            tenders: [],
          });
          await work.ask('sale.dismiss', {});
        }
        const [kept, added] = await stockTwice();
        expect(kept).toEqual(added);
      }),
      { numRuns: 15 },
    );
  });
});
