import { expect, it } from 'vitest';
import { addProduct, emptyContent, removeLine, setQuantity, totals, type BasketContent } from '#main/store/checkout/basket.ts';
import { addDeposit, followDeposits } from '#main/store/checkout/deposits.ts';
import { product } from './products.ts';

const milk = product({ id: 3, sku: 'SP03', name: '玻璃瓶鲜奶', priceMinor: 850, deposit: 'SP04' });
const bottle = product({ id: 4, sku: 'SP04', name: '玻璃瓶押金', priceMinor: 100, taxRateBasisPoints: 0 });

/** Two bottles of milk: 2 × 8.50 + 2 × 1.00 = 19.00. */
const twoBottles = addDeposit(addProduct(emptyContent, milk, '', 2000), bottle);

function shown(content: BasketContent): unknown {
  return content.lines.map(({ lineId, sku, quantityMilli, amountMinor, depositOf }) => [
    lineId,
    sku,
    quantityMilli,
    amountMinor,
    depositOf,
  ]);
}

it('the deposit comes with its article, in its quantity and without VAT', () => {
  expect(shown(twoBottles)).toEqual([
    [1, 'SP03', 2000, 1700, undefined],
    [2, 'SP04', 2000, 200, 1],
  ]);
  expect(totals(twoBottles.lines)).toMatchObject({ totalMinor: 1900, taxMinor: 196 });
  expect(twoBottles.lastLineId).toBe(1);
});

it('follows when the article is counted again, and is not charged twice', () => {
  const three = followDeposits(addDeposit(addProduct(twoBottles, milk, '', 1000), bottle));
  expect(shown(three)).toEqual([
    [1, 'SP03', 3000, 2550, undefined],
    [2, 'SP04', 3000, 300, 1],
  ]);
  expect(followDeposits(setQuantity(three, 1, 1000)).lines[1]).toMatchObject({ quantityMilli: 1000, amountMinor: 100 });
});

it('goes with the article', () => {
  const emptied = followDeposits(removeLine(twoBottles, 1));
  expect(emptied).toEqual({ ...emptied, lines: [], lastLineId: null });
});

it('may be taken out alone, for a customer who brings a bottle, but has no quantity of its own', () => {
  expect(shown(followDeposits(removeLine(twoBottles, 2)))).toEqual([[1, 'SP03', 2000, 1700, undefined]]);
  expect(() => setQuantity(twoBottles, 2, 1000)).toThrow(expect.objectContaining({ code: 'line_follows' }));
});

it('a deposit that is sold alone is a line of its own', () => {
  expect(shown(addProduct(twoBottles, bottle, '', 1000))).toEqual([
    [1, 'SP03', 2000, 1700, undefined],
    [2, 'SP04', 2000, 200, 1],
    [3, 'SP04', 1000, 100, undefined],
  ]);
});

it('leaves the lines alone where nothing changed', () => {
  const same = followDeposits(twoBottles);
  expect(same.lines.every((line, index) => line === twoBottles.lines[index])).toBe(true);
});
