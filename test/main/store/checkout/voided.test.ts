import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { journalOf } from '../journal-of.ts';
import { openShop, type ShopAtWork } from '../shop-fixture.ts';
import { product, rice } from './products.ts';
import { newRequestId } from '#contract/ids.ts';
import { addProduct, emptyContent, removeLine, setQuantity } from '#main/store/checkout/basket.ts';
import { voidingOf } from '#main/store/checkout/voided.ts';

const PULL_UPS = '6973012450313';
const WIPES = '6973012450771';

describe('what a command voids', () => {
  const one = addProduct(emptyContent, product(), PULL_UPS, 3000);
  const two = addProduct(one, rice, '', 1500);

  test('a removed line is voided whole', () => {
    expect(voidingOf('basket.remove', two, removeLine(two, 1), false)).toEqual({
      kind: 'line.voided',
      facts: {
        by: 'remove',
        tendered: false,
        lines: [
          {
            lineId: 1,
            productId: 1,
            sku: 'ND-XL-44',
            name: '棉绒 拉拉裤 XL',
            quantityMilli: 3000,
            priceMinor: 12_900,
            amountMinor: 38_700,
          },
        ],
        totalMinor: 38_700,
      },
    });
  });

  test('a lowered quantity is voided by the difference, a raised one not at all', () => {
    // 1.500 kg at 8.80 is 13.20, 0.505 kg is 4.444 and rounds to 4.44: 0.995 kg and 8.76 left the basket.
    expect(voidingOf('basket.setQuantity', two, setQuantity(two, 2, 505), true)?.facts).toMatchObject({
      by: 'quantity',
      tendered: true,
      lines: [{ lineId: 2, quantityMilli: 995, amountMinor: 876 }],
      totalMinor: 876,
    });
    expect(voidingOf('basket.setQuantity', two, setQuantity(two, 1, 4000), false)).toBeUndefined();
  });

  test('clearing voids the sale with its lines; an empty basket has nothing to void', () => {
    const voided = voidingOf('basket.clear', two, emptyContent, false);
    expect(voided).toMatchObject({ kind: 'sale.voided', facts: { by: 'clear', totalMinor: 40_020 } });
    expect(voided?.facts['lines']).toHaveLength(2);
    expect(voidingOf('basket.clear', emptyContent, emptyContent, false)).toBeUndefined();
  });

  test('an undo that brings goods back says so, one that takes a scan back is a void', () => {
    expect(voidingOf('basket.undo', one, two, false)).toMatchObject({ kind: 'void.undone', facts: { totalMinor: 1320 } });
    expect(voidingOf('basket.undo', two, one, false)).toMatchObject({ kind: 'line.voided', facts: { by: 'undo', totalMinor: 1320 } });
  });

  test('what only adds, and notes, void nothing', () => {
    expect(voidingOf('basket.scan', one, two, false)).toBeUndefined();
    expect(voidingOf('basket.note', two, two, false)).toBeUndefined();
  });
});

describe('the journal of the till', () => {
  let work: ShopAtWork;
  beforeEach(async () => {
    work = await openShop();
  });
  afterEach(() => work.close());

  const scan = (text: string): Promise<unknown> => work.ask('basket.scan', { text, source: 'scanner' });
  const voids = () =>
    journalOf(work, 'line.voided', 'sale.voided', 'void.undone').map(({ kind, body }) => [
      kind,
      body['by'],
      body['totalMinor'],
      body['tendered'],
    ]);

  test('tells every void in its order, in a shop without operators too', async () => {
    await scan(PULL_UPS);
    await scan(WIPES);
    await work.ask('basket.setQuantity', { lineId: 1, quantityMilli: 3000 });
    await work.ask('basket.setQuantity', { lineId: 1, quantityMilli: 1000 });
    await work.ask('basket.remove', { lineId: 2 });
    await work.ask('basket.undo', {});
    await work.ask('tender.begin', {});
    await work.ask('tender.cancel', {});
    await work.ask('basket.remove', { lineId: 2 });
    await work.ask('basket.clear', {});
    await work.ask('basket.clear', {});
    expect(voids()).toEqual([
      ['line.voided', 'quantity', 25_800, false],
      ['line.voided', 'remove', 3990, false],
      ['void.undone', undefined, 3990, false],
      ['line.voided', 'remove', 3990, true],
      ['sale.voided', 'clear', 12_900, true],
    ]);
    expect(journalOf(work, 'line.voided')[0]?.body).not.toHaveProperty('operator');
  });

  test('the next basket has not been tendered', async () => {
    await scan(PULL_UPS);
    await work.ask('tender.begin', {});
    await work.ask('tender.cancel', {});
    await work.ask('basket.clear', {});
    await scan(WIPES);
    await work.ask('basket.clear', {});
    expect(voids().map(([, , , tendered]) => tendered)).toEqual([true, false]);
  });

  test('names who voided and by whose leave, once for a repeated request', async () => {
    await work.ask('staff.save', { code: '1', name: '林岚', role: 'owner', active: true, pin: '739146' });
    await work.ask('staff.signIn', { code: '1', pin: '739146' });
    await work.ask('staff.save', { code: '12', name: '周敏', role: 'cashier', active: true, pin: '280517' });
    await work.ask('staff.setRights', { role: 'cashier', rights: [] });
    await work.ask('staff.signIn', { code: '12', pin: '280517' });
    await scan(PULL_UPS);
    const requestId = newRequestId();
    await expect(work.ask('basket.remove', { requestId, lineId: 1 })).rejects.toMatchObject({ code: 'right_missing' });
    expect(voids()).toEqual([]);
    await work.ask('staff.override', { code: '1', pin: '739146', requestId, right: 'line.void', reason: '顾客要求' });
    await work.ask('basket.remove', { requestId, lineId: 1 });
    await work.ask('basket.remove', { requestId, lineId: 1 });
    expect(journalOf(work, 'line.voided').map(({ body }) => body)).toMatchObject([
      {
        operator: { id: 2, name: '周敏' },
        override: { by: { id: 1, name: '林岚' }, right: 'line.void', reason: '顾客要求' },
        totalMinor: 12_900,
      },
    ]);
    expect(work.topic('basket').lines).toEqual([]);
  });

  test('basket and journal agree after a restart', async () => {
    await scan(PULL_UPS);
    await work.ask('basket.remove', { lineId: 1 });
    await work.reopen();
    expect(work.topic('basket').lines).toEqual([]);
    expect(voids()).toEqual([['line.voided', 'remove', 12_900, false]]);
  });
});
