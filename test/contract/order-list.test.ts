import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ListedGoods, MAX_LISTED, readOrderList } from '#contract/order-list.ts';

test('a list names goods by SKU or barcode with quantities, the same goods added up', () => {
  expect(readOrderList('GTL1:SJ-80*2;6973012450313*1;RICE*1.5;SJ-80*1')).toEqual([
    { code: 'SJ-80', quantityMilli: 3000 },
    { code: '6973012450313', quantityMilli: 1000 },
    { code: 'RICE', quantityMilli: 1500 },
  ]);
  expect(readOrderList('GTL1:A%3BB%2A1*2')).toEqual([{ code: 'A;B*1', quantityMilli: 2000 }]);
});

test('any other code is none, whatever it is', () => {
  for (const code of ['6973012450313', 'GTH01-000012', 'GTL', 'gtl1:A*1', ' GTL1:A*1', '']) expect(readOrderList(code)).toBeUndefined();
});

test.each([
  ['of another version', 'GTL2:A*1'],
  ['without goods', 'GTL1:'],
  ['without a quantity', 'GTL1:A'],
  ['of nothing', 'GTL1:A*0'],
  ['below nothing', 'GTL1:A*-1'],
  ['with too many decimals', 'GTL1:A*1.0001'],
  ['with two quantities', 'GTL1:A*1*2'],
  ['with an empty code', 'GTL1:*1'],
  ['with a broken escape', 'GTL1:%E0%A4*1'],
  ['with a control character', 'GTL1:A%00B*1'],
  ['with too long a code', `GTL1:${'A'.repeat(65)}*1`],
  ['with more than a line may have', 'GTL1:A*99999;A*1'],
  ['of too many goods', `GTL1:${Array.from({ length: MAX_LISTED + 1 }, (_, index) => `A${index}*1`).join(';')}`],
  ['that is too long', `GTL1:${'A*1;'.repeat(600)}A*1`],
])('a list %s is refused whole', (_, text) => {
  expect(readOrderList(text)).toBe('unreadable');
});

test('whatever stands in a code, it is read within bounds or not at all', () => {
  const hostile = fc.oneof(fc.string({ maxLength: 300 }), fc.stringMatching(/^[A-C%*;.0-9]{0,60}$/)).map((text) => `GTL1:${text}`);
  fc.assert(
    fc.property(hostile, (text) => {
      const list = readOrderList(text);
      if (list === 'unreadable') return;
      expect(list?.length).toBeGreaterThan(0);
      for (const goods of list ?? []) expect(ListedGoods.safeParse(goods).success).toBe(true);
    }),
    { numRuns: 300 },
  );
});
