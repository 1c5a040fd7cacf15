import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { product, rice } from './products.ts';
import {
  addLabelled,
  addProduct,
  containedTax,
  countItems,
  emptyContent,
  lineAmount,
  linesAround,
  removeLine,
  setNote,
  setQuantity,
  settle,
  totals,
} from '#main/store/checkout/basket.ts';

describe('amounts', () => {
  test('price times quantity rounds half a fen up: 8.80 × 0.356 kg = 3.1328 → 3.13, 0.05 × 0.5 kg = 0.025 → 0.03', () => {
    expect(lineAmount(880, 356)).toBe(313);
    expect(lineAmount(5, 500)).toBe(3);
  });

  test('VAT is contained in the price: 129.00 at 13 % holds 14.84, 8.80 at 9 % holds 0.73, nothing at 0 %', () => {
    expect(containedTax(12_900, 1300)).toBe(1484);
    expect(containedTax(880, 900)).toBe(73);
    expect(containedTax(12_900, 0)).toBe(0);
  });

  test('an amount over the limit is refused, also where the product of price and quantity leaves the safe integers', () => {
    expect(() => lineAmount(999_999_999, 2000)).toThrow(expect.objectContaining({ code: 'amount_too_large' }));
    expect(() => lineAmount(999_999_999, 99_999_000)).toThrow(expect.objectContaining({ code: 'amount_too_large' }));
  });
});

describe('adding', () => {
  test('the same product again raises its line and selects it', () => {
    const once = addProduct(addProduct(emptyContent, product(), '6973012450313', 1000), product({ id: 3, name: '湿巾' }), 'x', 1000);
    const twice = addProduct(once, product(), '6973012450313', 1000);
    expect(twice.lines.map((line) => [line.lineId, line.quantityMilli, line.amountMinor])).toEqual([
      [1, 2000, 25_800],
      [2, 1000, 12_900],
    ]);
    expect(twice.lastLineId).toBe(1);
  });

  test('a line with a note or another price is not raised', () => {
    const noted = setNote(addProduct(emptyContent, product(), '', 1000), 1, '送货');
    expect(addProduct(noted, product(), '', 1000).lines).toHaveLength(2);
    expect(addProduct(addProduct(emptyContent, product(), '', 1000), product({ priceMinor: 11_900 }), '', 1000).lines).toHaveLength(2);
  });

  test('the amount on a scale label wins over price times weight and its quantity stays fixed', () => {
    const content = addLabelled(emptyContent, rice, { barcode: '2100103003140', quantityMilli: 357, amountMinor: 314 });
    expect(content.lines[0]).toMatchObject({ quantityMilli: 357, amountMinor: 314, taxMinor: 26, labelled: true });
    expect(() => setQuantity(content, 1, 500)).toThrow(expect.objectContaining({ code: 'line_fixed' }));
    expect(addLabelled(content, rice, { barcode: '2100103003140', quantityMilli: 357, amountMinor: 314 }).lines).toHaveLength(2);
  });

  test('a label that says 0.00 gives nothing away, unless the goods cost nothing', () => {
    const empty = { barcode: '2100103000001', quantityMilli: 1, amountMinor: 0 };
    expect(() => addLabelled(emptyContent, rice, empty)).toThrow(expect.objectContaining({ code: 'label_empty' }));
    expect(addLabelled(emptyContent, { ...rice, priceMinor: 0 }, empty).lines).toHaveLength(1);
  });

  test('pieces refuse fractions, goods by weight take them', () => {
    expect(() => addProduct(emptyContent, product(), '', 1500)).toThrow(expect.objectContaining({ code: 'quantity_whole' }));
    expect(addProduct(emptyContent, rice, '', 1500).lines[0]?.amountMinor).toBe(1320);
  });

  test('a basket holds 1000 lines and says so at the next', () => {
    let content = emptyContent;
    for (let id = 1; id <= 1000; id += 1) content = addProduct(content, product({ id }), '', 1000);
    expect(() => addProduct(content, product({ id: 1001 }), '', 1000)).toThrow(expect.objectContaining({ code: 'basket_full' }));
  });
});

describe('editing', () => {
  const two = addProduct(addProduct(emptyContent, product(), '', 1000), rice, '', 1000);

  test('removing selects the line above; removing the last line empties the basket', () => {
    expect(removeLine(two, 2).lastLineId).toBe(1);
    expect(removeLine(removeLine(two, 2), 1)).toMatchObject({ lines: [], lastLineId: null });
  });

  test('a line that is gone is named as such', () => {
    expect(() => removeLine(two, 9)).toThrow(expect.objectContaining({ code: 'line_unknown' }));
    expect(() => setQuantity(two, 9, 1000)).toThrow(expect.objectContaining({ code: 'line_unknown' }));
  });

  test.each([0, -1000, 99_999_001, 1.5, Number.NaN])('quantity %s is refused', (quantityMilli) => {
    expect(() => setQuantity(two, 2, quantityMilli)).toThrow(expect.objectContaining({ code: 'quantity_invalid' }));
  });

  test('a part of a piece, by the amount on its label, counts as one', () => {
    const part = { barcode: '2100103003140', quantityMilli: 24, amountMinor: 314 };
    expect(countItems(addLabelled(emptyContent, product(), part).lines)).toBe(1);
  });

  test('goods by weight count as one piece', () => {
    expect(countItems(setQuantity(setQuantity(two, 1, 3000), 2, 2345).lines)).toBe(4);
  });
});

describe('what the customer is shown', () => {
  const lines = Array.from({ length: 100 }, (_, index) => ({ lineId: index + 1 }));

  test('the last 24 lines; when an earlier line is touched, the 24 with it in the middle', () => {
    expect(linesAround(lines, 100).map((line) => line.lineId)).toEqual(Array.from({ length: 24 }, (_, index) => 77 + index));
    expect(linesAround(lines, 50).map((line) => line.lineId)).toEqual(Array.from({ length: 24 }, (_, index) => 38 + index));
    expect(linesAround(lines, 3).map((line) => line.lineId)).toEqual(Array.from({ length: 14 }, (_, index) => 1 + index));
    expect(linesAround(lines.slice(0, 2), null)).toHaveLength(2);
  });
});

describe('settling', () => {
  const basket = addProduct(emptyContent, product(), '', 2000);

  test('258.00 paid with 300.00 gives 42.00 back', () => {
    expect(settle(basket, [{ kind: 'cash', amountMinor: 30_000 }])).toEqual({
      totalMinor: 25_800,
      taxMinor: 2968,
      tenderedMinor: 30_000,
      changeMinor: 4200,
    });
  });

  test('too little says how much is missing; an empty basket cannot be paid', () => {
    expect(() => settle(basket, [{ kind: 'cash', amountMinor: 25_799 }])).toThrow(
      expect.objectContaining({ code: 'tender_short', details: { missing: '0.01' } }),
    );
    expect(() => settle(emptyContent, [{ kind: 'cash', amountMinor: 0 }])).toThrow(expect.objectContaining({ code: 'basket_empty' }));
  });

  test('for any basket the lines sum to the total, the total is never lost and change is never negative', () => {
    const items = fc.array(
      fc.record({
        id: fc.integer({ min: 1, max: 50 }),
        price: fc.integer({ min: 0, max: 99_999 }),
        pieces: fc.integer({ min: 1, max: 20 }),
      }),
      {
        minLength: 1,
        maxLength: 60,
      },
    );
    fc.assert(
      fc.property(items, fc.integer({ min: 0, max: 100_000 }), (list, extraMinor) => {
        let content = emptyContent;
        let expectedMinor = 0;
        for (const { id, price, pieces } of list) {
          content = addProduct(content, product({ id, priceMinor: price }), '', pieces * 1000);
          expectedMinor += price * pieces;
        }
        const { totalMinor, taxMinor } = totals(content.lines);
        expect(totalMinor).toBe(expectedMinor);
        expect(taxMinor).toBeLessThanOrEqual(totalMinor);
        expect(settle(content, [{ kind: 'cash', amountMinor: totalMinor + extraMinor }]).changeMinor).toBe(extraMinor);
      }),
    );
  });
});
