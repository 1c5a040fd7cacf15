import { expect, test } from 'vitest';
import { emptyContent } from '#main/store/checkout/basket.ts';
import { createHeldList } from '#main/store/hold/held-list.ts';
import type { Held } from '#main/store/hold/hold-sql.ts';
import type { Member } from '#contract/member.ts';

const line = {
  lineId: 1,
  productId: 5,
  sku: 'SJ-80',
  barcode: '6973012450771',
  name: '净芽 手口湿巾',
  spec: '80 抽',
  unit: '件',
  weighed: false,
  quantityMilli: 2000,
  priceMinor: 3990,
  amountMinor: 7980,
  labelled: false,
  taxRateBasisPoints: 1300,
  taxClass: '',
  taxMinor: 918,
  note: '',
};

function heldBasket(number: number, memberId: number | null = null): Held {
  const content = { ...emptyContent, lines: [line], terms: { ...emptyContent.terms, memberId } };
  return { number, basketId: `basket-${number}`, name: '', heldAtMs: 1_000 + number, by: { id: 0, name: '' }, content, tendered: false };
}

/** A table in memory that counts how many baskets were read whole. */
function table(...rows: readonly Held[]): {
  readonly rows: Map<number, Held>;
  reads: number;
  names(): Held[];
  get(number: number): Held | undefined;
} {
  return {
    rows: new Map(rows.map((row) => [row.number, row])),
    reads: 0,
    names() {
      return [...this.rows.values()].toSorted((a, b) => b.number - a.number);
    },
    get(number) {
      this.reads += 1;
      return this.rows.get(number);
    },
  };
}

test('each basket put aside is read once, however often the list is told', () => {
  const held = table(...Array.from({ length: 500 }, (_, index) => heldBasket(index + 1)));
  const list = createHeldList(held, '01', () => undefined);
  expect(list()).toHaveLength(500);
  expect(held.reads).toBe(500);
  held.rows.delete(7);
  held.rows.set(501, heldBasket(501));
  expect(
    list()
      .map(({ number }) => number)
      .slice(0, 2),
  ).toEqual([501, 500]);
  expect(list().some(({ number }) => number === 7)).toBe(false);
  expect(held.reads).toBe(501);
});

test('a new name, and one of its member, are told although the basket is not read again', () => {
  const held = table(heldBasket(1, 9));
  let memberName = '王女士';
  const list = createHeldList(held, '01', () => ({ name: memberName }) as Member);
  expect(list()).toMatchObject([{ code: 'GTH01-000001', name: '', memberName: '王女士', lineCount: 1, itemCount: 2, totalMinor: 7980 }]);
  held.rows.set(1, { ...heldBasket(1, 9), name: '灰外套' });
  memberName = '王太太';
  expect(list()).toMatchObject([{ name: '灰外套', memberName: '王太太', goods: [{ name: '净芽 手口湿巾', quantityMilli: 2000 }] }]);
  expect(list()[0]).not.toHaveProperty('memberId');
  expect(held.reads).toBe(1);
});
