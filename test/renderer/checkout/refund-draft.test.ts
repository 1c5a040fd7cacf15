import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { RefundableLine, RefundableSale } from '#contract/refund.ts';
import {
  beginRefund,
  changeWanted,
  partsForLess,
  refreshRefund,
  setWanted,
  stepLine,
  togglePlace,
  wantAll,
  wantedMinor,
  wantedParts,
} from '#renderer/screens/checkout/refund-draft.ts';

function line(lineId: number, quantityMilli: number, amountMinor: number, rest: Partial<RefundableLine> = {}): RefundableLine {
  const goods = {
    lineId,
    productId: lineId,
    sku: `SKU-${lineId}`,
    barcode: '',
    name: '奶嘴',
    spec: '',
    unit: '件',
    weighed: false,
    quantityMilli,
    priceMinor: amountMinor,
    amountMinor,
    labelled: false,
    taxRateBasisPoints: 1300,
    taxClass: '',
    taxMinor: 0,
    note: '',
  };
  return { line: goods, refundedMilli: 0, part: 'piece', ...rest };
}
const saleOf = (...lines: RefundableLine[]): RefundableSale => ({
  seq: 7,
  receiptNumber: 'S001-01-1-000042',
  businessDate: '2026-11-22',
  completedAtMs: 0,
  lines,
  refunds: [],
  tenders: [],
  returnedTenders: [],
  late: false,
  voidable: true,
});
const gone = line(1, 1000, 500, { refundedMilli: 1000 });
const three = line(2, 3000, 1000);
const rice = line(3, 357, 314, { part: 'any' });

test('begins at the first line of which something is left, and keys move between the ends', () => {
  const draft = beginRefund(saleOf(gone, three, rice));
  expect(draft.chosenLineId).toBe(2);
  expect(stepLine(stepLine(draft, 1), 1).chosenLineId).toBe(3);
  expect(stepLine(stepLine(draft, -1), -1).chosenLineId).toBe(1);
});

test('pieces are counted between nothing and what is left; goods by weight come whole until a weight is typed', () => {
  let draft = beginRefund(saleOf(gone, three, rice));
  for (let press = 0; press < 5; press += 1) draft = changeWanted(draft, 1);
  expect(wantedParts(draft)).toEqual([{ lineId: 2, quantityMilli: 3000, place: 'shelf', amountMinor: 1000 }]);
  draft = changeWanted(stepLine(changeWanted(draft, -1), 1), 1);
  // two of three for 10.00 are 6.67, and the rice
  expect(wantedMinor(draft)).toBe(667 + 314);
  // 314 × 100 ÷ 357 = 87.95
  expect(wantedMinor(setWanted(draft, 3, 100))).toBe(667 + 88);
  expect(wantedParts(setWanted(changeWanted(draft, -1), 2, 0))).toEqual([]);
});

test('everything that is left, and one of them damaged', () => {
  const draft = togglePlace(wantAll(beginRefund(saleOf(gone, three, rice))));
  expect(wantedParts(draft).map(({ lineId, place }) => [lineId, place])).toEqual([
    [2, 'damaged'],
    [3, 'shelf'],
  ]);
  expect(togglePlace(togglePlace(draft))).toEqual(draft);
});

test('a sale that changed elsewhere keeps what is still possible of the wish', () => {
  const draft = wantAll(beginRefund(saleOf(three, rice)));
  const fresh = refreshRefund(draft, saleOf({ ...three, refundedMilli: 2000 }, { ...rice, refundedMilli: 357 }));
  expect(wantedParts(fresh)).toEqual([{ lineId: 2, quantityMilli: 1000, place: 'shelf', amountMinor: 333 }]);
});

test('what is damaged is still damaged then', () => {
  const fresh = refreshRefund(togglePlace(wantAll(beginRefund(saleOf(three, rice)))), saleOf({ ...three, refundedMilli: 1000 }, rice));
  expect(wantedParts(fresh).map(({ quantityMilli, place }) => [quantityMilli, place])).toEqual([
    [2000, 'damaged'],
    [357, 'shelf'],
  ]);
});

test('less than the worth is shared over the lines: 9.00 of 13.14 is 6.85 and 2.15', () => {
  // 900 × 1000 ÷ 1314 = 684.9
  expect(partsForLess(wantAll(beginRefund(saleOf(three, rice))), 900).map(({ amountMinor }) => amountMinor)).toEqual([685, 215]);
});

test('whatever the lower amount, the parts add up to it and none is above its worth', () => {
  const amounts = fc.array(fc.integer({ min: 0, max: 100_000 }), { minLength: 1, maxLength: 8 });
  fc.assert(
    fc.property(amounts, fc.double({ min: 0, max: 1, noNaN: true }), (worths, fraction) => {
      const draft = wantAll(beginRefund(saleOf(...worths.map((worth, index) => line(index + 1, 1000, worth)))));
      const lessMinor = Math.floor(wantedMinor(draft) * fraction);
      const parts = partsForLess(draft, lessMinor);
      expect(parts.reduce((sum, { amountMinor }) => sum + amountMinor, 0)).toBe(lessMinor);
      parts.forEach(({ amountMinor }, index) => expect(0 <= amountMinor && amountMinor <= (worths[index] ?? 0)).toBe(true));
    }),
    { numRuns: 500 },
  );
});
