import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { withTerms } from '#main/store/checkout/adjust.ts';
import { mergeContent, splitContent } from '#main/store/hold/split-merge.ts';
import { addLabelled, addProduct, emptyContent, setNote, totals, type BasketContent } from '#main/store/checkout/basket.ts';
import type { Product } from '#contract/product.ts';

const product = (id: number, priceMinor: number): Product => ({
  id,
  sku: `S${id}`,
  barcodes: [],
  name: `Goods ${id}`,
  spec: '',
  category: '',
  unit: '件',
  priceMinor,
  costMinor: null,
  taxRateBasisPoints: 1300,
  taxClass: '',
  weighed: false,
  plu: null,
  image: '',
  active: true,
});

/** Pieces of each article in all baskets together. */
function pieces(...contents: readonly BasketContent[]): Readonly<Record<string, number>> {
  const sums: Record<string, number> = {};
  for (const { sku, quantityMilli } of contents.flatMap(({ lines }) => lines)) sums[sku] = (sums[sku] ?? 0) + quantityMilli;
  return sums;
}
const total = (...contents: readonly BasketContent[]): number => contents.reduce((sum, { lines }) => sum + totals(lines).totalMinor, 0);

describe('splitting and joining', () => {
  test('an amount that was taken off a line is not taken off twice', () => {
    const base = addProduct(emptyContent, product(1, 5000), '', 2000);
    const content = { ...base, lines: base.lines.map((line) => ({ ...line, adjustment: { kind: 'amount', offMinor: 1000 } as const })) };
    const { stays, goes } = splitContent(content, [{ lineId: 1, quantityMilli: 1000 }]);
    expect([stays.lines[0]?.adjustment, goes.lines[0]?.adjustment]).toEqual([{ kind: 'amount', offMinor: 1000 }, undefined]);
  });

  test('baskets that both hold one voucher are not joined: it would pay twice and nothing could be sold', () => {
    const voucher = { kind: 'voucher', amountMinor: 1000, number: 'v-1', valueMinor: 1000 } as const;
    const open = withTerms(addProduct(emptyContent, product(1, 5000), '', 1000), { tenders: [voucher] });
    const held = withTerms(open, { tenders: [{ ...voucher, number: 'V-1' }] });
    expect(() => mergeContent(open, held)).toThrow(expect.objectContaining({ code: 'voucher_taken' }));
    expect(mergeContent(open, withTerms(held, { tenders: [{ ...voucher, number: 'V-2' }] })).terms.tenders).toHaveLength(2);
  });

  test('a label goes whole; lines with a note stay lines of their own', () => {
    const labelled = addLabelled(emptyContent, product(1, 5000), { barcode: '2100001012345', quantityMilli: 1250, amountMinor: 6250 });
    const content = setNote(addProduct(labelled, product(2, 300), '', 2000), 2, '礼物');
    expect(() => splitContent(content, [{ lineId: 1, quantityMilli: 1000 }])).toThrow(expect.objectContaining({ code: 'line_fixed' }));
    const { stays, goes } = splitContent(content, [{ lineId: 1, quantityMilli: 1250 }]);
    const joined = mergeContent(addProduct(stays, product(2, 300), '', 1000), goes);
    expect(joined.lines.map(({ sku, quantityMilli, note, amountMinor }) => [sku, quantityMilli, note, amountMinor])).toEqual([
      ['S2', 2000, '礼物', 600],
      ['S2', 1000, '', 300],
      ['S1', 1250, '', 6250],
    ]);
  });

  test('in any order no piece and no fen is lost or made (500 cases)', () => {
    const basket = fc.array(fc.record({ id: fc.integer({ min: 1, max: 4 }), count: fc.integer({ min: 1, max: 9 }) }), {
      minLength: 1,
      maxLength: 8,
    });
    const cuts = fc.array(fc.record({ line: fc.nat(20), count: fc.integer({ min: 1, max: 9 }), join: fc.boolean() }), { maxLength: 12 });
    fc.assert(
      fc.property(basket, cuts, (wanted, steps) => {
        let open = wanted.reduce((content, { id, count }) => addProduct(content, product(id, id * 333), '', count * 1000), emptyContent);
        const before = [pieces(open), total(open)];
        let aside: BasketContent[] = [];
        for (const { line, count, join } of steps) {
          const chosen = open.lines[line % open.lines.length];
          const quantityMilli = Math.min(count * 1000, chosen?.quantityMilli ?? 0);
          const isAll = open.lines.length === 1 && quantityMilli === chosen?.quantityMilli;
          if (join && aside[0]) {
            open = mergeContent(open, aside[0]);
            aside = aside.slice(1);
          } else if (chosen && !isAll) {
            const { stays, goes } = splitContent(open, [{ lineId: chosen.lineId, quantityMilli }]);
            open = stays;
            aside = [...aside, goes];
          }
          expect([pieces(open, ...aside), total(open, ...aside)]).toEqual(before);
        }
        expect(new Set(open.lines.map(({ lineId }) => lineId)).size).toBe(open.lines.length);
      }),
      { numRuns: 500 },
    );
  });
});
