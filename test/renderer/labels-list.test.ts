import { expect, test } from 'vitest';
import type { LabelTemplateSummary } from '#contract/label.ts';
import type { ProductSummary } from '#contract/product.ts';
import { addToList, countLabels, orderItems, setCopies, setDetails, withoutOrdered } from '#renderer/screens/labels/label-list.ts';

function product(id: number): ProductSummary {
  return { id, sku: `S${id}`, name: `商品 ${id}`, spec: '', category: '', unit: '件', priceMinor: 100, weighed: false, barcode: '' };
}

const item: LabelTemplateSummary = { id: 'item-40x30', width: 400, height: 300, asks: ['batch', 'expiry'], serial: false };
const shelf: LabelTemplateSummary = { id: 'shelf-40x30', width: 400, height: 300, asks: [], serial: false };

test('the same product counts up, another batch is a row of its own, and the newest stands on top', () => {
  let list = addToList([], product(1), { batch: 'A' });
  list = addToList(list, product(2));
  list = addToList(list, product(1), { batch: 'A' });
  list = addToList(list, product(1), { batch: 'B' });
  expect(list.map((row) => [row.product.id, row.batch, row.copies])).toEqual([
    [1, 'B', 1],
    [2, undefined, 1],
    [1, 'A', 2],
  ]);
  expect(countLabels(list)).toBe(4);
});

test('copies keep to 1 … 999', () => {
  const list = addToList([], product(1));
  expect(setCopies(list, 1, 0)[0]?.copies).toBe(1);
  expect(setCopies(list, 1, 5000)[0]?.copies).toBe(999);
  expect(setCopies(list, 1, Number.NaN)[0]?.copies).toBe(1);
});

test('the shop is told what the template prints, in the order of scanning; emptied details are left out', () => {
  let list = addToList(addToList([], product(1), { batch: 'A', expiry: '2027-01-31' }), product(2));
  expect(orderItems(list, item)).toEqual([
    { productId: 1, copies: 1, batch: 'A', expiry: '2027-01-31' },
    { productId: 2, copies: 1 },
  ]);
  expect(orderItems(list, shelf)).toEqual([
    { productId: 1, copies: 1 },
    { productId: 2, copies: 1 },
  ]);
  list = setDetails(list, 1, { batch: '', wasMinor: 500 });
  expect(orderItems(list, item)[0]).toEqual({ productId: 1, copies: 1, expiry: '2027-01-31' });
});

test('what was scanned while an order was on its way stays in the list', () => {
  const ordered = addToList(addToList([], product(1)), product(2));
  const now = addToList(addToList(ordered, product(2)), product(3));
  expect(withoutOrdered(now, ordered).map((row) => [row.product.id, row.copies])).toEqual([
    [3, 1],
    [2, 1],
  ]);
  expect(withoutOrdered(ordered, ordered)).toEqual([]);
});
