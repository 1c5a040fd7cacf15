import { expect, test } from 'vitest';
import { priceBasket } from '#main/store/promotion/price-basket.ts';
import { basket, pieces, priceList, weighed } from './goods.ts';

const amounts = (input: Parameters<typeof priceBasket>[0]): number[] => priceBasket(input).lines.map(({ amountMinor }) => amountMinor);

test('without offers a basket costs what its lines cost', () => {
  expect(priceBasket(basket([pieces(1, 2, 129), weighed(2, 356, 8.8)]))).toEqual({
    lines: [
      { lineId: 1, grossMinor: 25_800, discounts: [], amountMinor: 25_800 },
      { lineId: 2, grossMinor: 313, discounts: [], amountMinor: 313 },
    ],
    grossMinor: 26_113,
    totalMinor: 26_113,
    discounts: [],
    offers: [],
    hints: [],
  });
});

test('the lowest price of all lists that hold is taken, and says its name and price', () => {
  const lists = [priceList('gold', { S1: 278 }), priceList('silver', { S1: 288 }), priceList('dear', { S1: 320 })];
  const { lines } = priceBasket(basket([pieces(1, 2, 298)], { priceLists: lists }));
  expect(lines[0]?.discounts).toEqual([
    { source: 'priceList', id: 'gold', label: { zh: '会员价 278.00', en: 'Member price 278.00' }, amountMinor: 4000 },
  ]);
});

test('a list for gold members holds for them alone, one of another store or hour not at all', () => {
  const gold = priceList('gold', { S1: 9 }, { audience: { kind: 'members', levels: ['gold'] } });
  const other = priceList('other', { S1: 8 }, { stores: ['S002'] });
  const morning = priceList('morning', { S1: 7 }, { schedule: { hours: [{ fromMinute: 0, toMinute: 720 }] } });
  const priceLists = [gold, other, morning];
  expect(amounts(basket([pieces(1, 1, 10)], { priceLists }))).toEqual([1000]);
  const buyer = { level: 'gold', tags: [], joinedOn: '2026-01-01' } as const;
  expect(amounts(basket([pieces(1, 1, 10)], { priceLists, buyer }))).toEqual([900]);
});

test('a list may take a share of every price; a price of its own goes before it', () => {
  const list = priceList('vip', { S2: 5 }, { rate: { scope: {}, payBasisPoints: 9500 } });
  // 9.99 × 95 % = 9.4905
  expect(amounts(basket([pieces(1, 3, 9.99), pieces(2, 1, 10)], { priceLists: [list] }))).toEqual([2847, 500]);
});

test('what a person changed: a price, a share, an amount, a gift', () => {
  const lines = [
    pieces(1, 2, 100, { adjustment: { kind: 'price', priceMinor: 8000 } }),
    pieces(2, 3, 9.99, { adjustment: { kind: 'percent', payBasisPoints: 9000 } }),
    pieces(3, 1, 10, { adjustment: { kind: 'amount', offMinor: 1500 } }),
    pieces(4, 1, 10, { adjustment: { kind: 'gift' } }),
  ];
  // 9.99 × 90 % = 8.991, three of 8.99; no line goes below nothing
  expect(amounts(basket(lines))).toEqual([16_000, 2697, 0, 0]);
  expect(priceBasket(basket(lines)).lines.map(({ discounts }) => discounts[0]?.label.zh)).toEqual([
    '改价 80.00',
    '手工 9 折',
    '手工减 15.00',
    '赠品',
  ]);
});

test('a dearer price is the price: the line then costs more, without a discount', () => {
  const line = pieces(1, 2, 10, { adjustment: { kind: 'price', priceMinor: 1200 } });
  expect(priceBasket(basket([line])).lines).toEqual([{ lineId: 1, grossMinor: 2400, discounts: [], amountMinor: 2400 }]);
});

test('a price that a person set replaces the price of a list', () => {
  const line = pieces(1, 1, 10, { adjustment: { kind: 'price', priceMinor: 950 } });
  expect(amounts(basket([line], { priceLists: [priceList('gold', { S1: 9 })] }))).toEqual([950]);
});

test('10 off a sale of 100, 50 and 0.01 is shared by what each costs', () => {
  const lines = [pieces(1, 1, 100), pieces(2, 1, 50), pieces(3, 1, 0.01)];
  const { lines: priced, totalMinor } = priceBasket(basket(lines, { saleDiscount: { kind: 'amount', offMinor: 1000 } }));
  // 666.62, 333.31, 0.07: the fen that is left goes to .62
  expect(priced.map(({ discounts }) => discounts[0]?.amountMinor ?? 0)).toEqual([667, 333, 0]);
  expect(totalMinor).toBe(14_001);
});

test('a whole sale for a round sum, or for a share; never for less than nothing', () => {
  const lines = [pieces(1, 1, 19.9), pieces(2, 1, 30)];
  expect(priceBasket(basket(lines, { saleDiscount: { kind: 'total', totalMinor: 4500 } })).totalMinor).toBe(4500);
  expect(priceBasket(basket(lines, { saleDiscount: { kind: 'total', totalMinor: 6000 } })).totalMinor).toBe(4990);
  expect(priceBasket(basket(lines, { saleDiscount: { kind: 'percent', payBasisPoints: 8500 } })).totalMinor).toBe(4242);
  expect(priceBasket(basket(lines, { saleDiscount: { kind: 'amount', offMinor: 9000 } })).totalMinor).toBe(0);
});

test('one price for the whole sale, and rounding, count what stays as it is: a deposit on a bottle, goods of an order', () => {
  const beside = { besideMinor: 237 };
  const lines = [pieces(1, 1, 19.9), pieces(2, 1, 30)];
  // 49.90 + 2.37 = 52.27
  expect(priceBasket(basket(lines, { ...beside, saleDiscount: { kind: 'total', totalMinor: 5000 } })).totalMinor).toBe(4763);
  expect(priceBasket(basket(lines, { ...beside, rounding: { to: 'jiao', way: 'down' } })).totalMinor).toBe(4983);
  expect(priceBasket(basket(lines, { ...beside, saleDiscount: { kind: 'total', totalMinor: 100 } })).totalMinor).toBe(0);
});

test('rounding comes last: down to the jiao or the yuan, or to the nearest', () => {
  const total = (yuan: number, to: 'jiao' | 'yuan', way: 'down' | 'halfUp'): number =>
    priceBasket(basket([pieces(1, 1, yuan)], { rounding: { to, way } })).totalMinor;
  expect([total(12.39, 'jiao', 'down'), total(12.99, 'yuan', 'down')]).toEqual([1230, 1200]);
  expect([total(12.35, 'jiao', 'halfUp'), total(12.34, 'jiao', 'halfUp'), total(12.5, 'yuan', 'halfUp')]).toEqual([1240, 1230, 1300]);
  const up = priceBasket(basket([pieces(1, 1, 12.35)], { rounding: { to: 'jiao', way: 'halfUp' } })).lines[0];
  expect(up).toMatchObject({ grossMinor: 1235, amountMinor: 1240, discounts: [{ source: 'rounding', amountMinor: -5 }] });
});
