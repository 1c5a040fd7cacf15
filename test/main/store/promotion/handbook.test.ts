import { expect, test } from 'vitest';
import { Promotion, type PromotionRule, type Scope } from '#contract/promotion.ts';
import { priceBasket } from '#main/store/promotion/price-basket.ts';
import type { PricingInput, PricingLine } from '#main/store/promotion/pricing-input.ts';
import { basket, pieces, priceList, promotion, weighed } from './goods.ts';

// What each kind of offer does, one case a row: the goods, the offers, what every line then costs, worked out by hand. Prices in yuan.

type Offer = Parameters<typeof promotion>;
type Case = readonly [
  what: string,
  lines: readonly PricingLine[],
  offers: readonly Offer[],
  amounts: readonly number[],
  more?: Partial<PricingInput>,
];

const off = (payPercent: number): { kind: 'percent'; payBasisPoints: number } => ({ kind: 'percent', payBasisPoints: payPercent * 100 });
const price = (yuan: number): { kind: 'price'; priceMinor: number } => ({ kind: 'price', priceMinor: yuan * 100 });
const skus = (...names: string[]): { scope: Scope } => ({ scope: { skus: names } });
const second: PromotionRule = { kind: 'nthPiece', nth: 2, pay: off(50) };
const over = (minimum: number, minus: number): PromotionRule => ({
  kind: 'amountOff',
  tiers: [{ minimumMinor: minimum * 100, offMinor: minus * 100 }],
});
const gold = { level: 'gold', tags: ['孕妈'], joinedOn: '2026-11-20' } as const;
const FOOD = { category: '食品' };

const cases: readonly Case[] = [
  // 特价
  ['特价: a price of its own for every piece', [pieces(1, 3, 12)], [['a', { kind: 'special', pay: price(9.9) }]], [2970]],
  [
    '特价 9 折: each piece is rounded for itself, 9.99 × 90 % = 8.99',
    [pieces(1, 3, 9.99)],
    [['a', { kind: 'special', pay: off(90) }]],
    [2697],
  ],
  ['特价 never makes dearer', [pieces(1, 1, 8)], [['a', { kind: 'special', pay: price(9.9) }]], [800]],
  // 0.356 kg × 8.80 = 3.13; × 80 % = 2.504
  ['特价 by weight: the share of the amount', [weighed(1, 356, 8.8)], [['a', { kind: 'special', pay: off(80) }]], [250]],
  // 0.356 × 5.00 = 1.78
  ['特价 by weight: another price a kilogram', [weighed(1, 356, 8.8)], [['a', { kind: 'special', pay: price(5) }]], [178]],
  [
    '特价 limited to 2 pieces a basket',
    [pieces(1, 5, 10)],
    [['a', { kind: 'special', pay: price(6) }, { limits: { perBasket: 2 } }]],
    [4200],
  ],
  // 第 N 件
  ['第 2 件半价: 129 + 64.50', [pieces(1, 2, 129)], [['a', second]], [19_350]],
  ['第 2 件半价 again for the 4th; the 5th costs its price', [pieces(1, 5, 100)], [['a', second]], [40_000]],
  ['第 2 件半价 once only', [pieces(1, 4, 100)], [['a', { ...second, once: true }]], [35_000]],
  // 100 and 60: the cheaper is half, 30 off; shared 100 : 60 = 18.75 and 11.25
  [
    '第 2 件半价 of two different goods: what it saves is shared by both',
    [pieces(1, 1, 100), pieces(2, 1, 60)],
    [['a', second]],
    [8125, 4875],
  ],
  ['第 3 件减 60', [pieces(1, 3, 298)], [['a', { kind: 'nthPiece', nth: 3, pay: { kind: 'off', offMinor: 6000 } }]], [83_400]],
  ['第 3 件 1 元', [pieces(1, 3, 20)], [['a', { kind: 'nthPiece', nth: 3, pay: price(1) }]], [4100]],
  // 买送
  ['买 5 送 1', [pieces(1, 6, 7.9)], [['a', { kind: 'buyGet', buy: 5, get: 1 }]], [3950]],
  ['买 5 送 1: five pieces are five', [pieces(1, 5, 7.9)], [['a', { kind: 'buyGet', buy: 5, get: 1 }]], [3950]],
  // the cheapest of 30, 20, 10 is free: 10 over 60 = 5.00, 3.33, 1.67
  [
    '买 2 送 1: the cheapest is free, shared by all three',
    [pieces(1, 1, 30), pieces(2, 1, 20), pieces(3, 1, 10)],
    [['a', { kind: 'buyGet', buy: 2, get: 1 }]],
    [2500, 1667, 833],
  ],
  // 任选、组合、阶梯
  // 39.90 × 3 = 119.70
  ['任选 3 件 99', [pieces(1, 3, 39.9)], [['a', { kind: 'bundle', count: 3, priceMinor: 9900 }]], [9900]],
  [
    '任选 3 件 99: the dearest go in, the cheapest stays outside',
    [pieces(1, 2, 50), pieces(2, 2, 30)],
    [['a', { kind: 'bundle', count: 3, priceMinor: 9900 }]],
    [7615, 5285],
  ],
  [
    '任选 2 件 20 is not used where the goods are cheaper',
    [pieces(1, 2, 9)],
    [['a', { kind: 'bundle', count: 2, priceMinor: 2000 }]],
    [1800],
  ],
  // 40 + 25 = 65 for 50: 15 over 65 = 9.23 and 5.77
  [
    '组合价: this and that for 50',
    [pieces(1, 1, 40), pieces(2, 1, 25)],
    [
      [
        'a',
        {
          kind: 'set',
          parts: [
            { ...skus('S1'), count: 1 },
            { ...skus('S2'), count: 1 },
          ],
          priceMinor: 5000,
        },
      ],
    ],
    [3077, 1923],
  ],
  [
    '组合价: without that nothing happens',
    [pieces(1, 2, 40)],
    [
      [
        'a',
        {
          kind: 'set',
          parts: [
            { ...skus('S1'), count: 1 },
            { ...skus('S2'), count: 1 },
          ],
          priceMinor: 5000,
        },
      ],
    ],
    [8000],
  ],
  [
    '阶梯价: 2 pieces 90 %',
    [pieces(1, 2, 50)],
    [
      [
        'a',
        {
          kind: 'ladder',
          tiers: [
            { count: 2, pay: off(90) },
            { count: 3, pay: off(80) },
          ],
        },
      ],
    ],
    [9000],
  ],
  [
    '阶梯价: with the 3rd piece all are 80 %',
    [pieces(1, 1, 50), pieces(2, 2, 30)],
    [
      [
        'a',
        {
          kind: 'ladder',
          tiers: [
            { count: 2, pay: off(90) },
            { count: 3, pay: off(80) },
          ],
        },
      ],
    ],
    [4000, 4800],
  ],
  // 满减、满折
  // 30 over 200 and 110: 19.35 and 10.65
  ['满 299 减 30, shared by what each costs', [pieces(1, 1, 200), pieces(2, 1, 110)], [['a', over(299, 30)]], [18_065, 9935]],
  ['满 299 减 30: 298.99 is not enough', [pieces(1, 1, 298.99)], [['a', over(299, 30)]], [29_899]],
  [
    '每满 100 减 10: 350 is three times',
    [pieces(1, 1, 350)],
    [['a', { kind: 'amountOff', tiers: [{ minimumMinor: 10_000, offMinor: 1000 }], repeat: true }]],
    [32_000],
  ],
  [
    '满减 in tiers: the highest that is reached',
    [pieces(1, 1, 520)],
    [
      [
        'a',
        {
          kind: 'amountOff',
          tiers: [
            { minimumMinor: 20_000, offMinor: 2000 },
            { minimumMinor: 50_000, offMinor: 8000 },
          ],
        },
      ],
    ],
    [44_000],
  ],
  [
    '满减 of a category does not count other goods',
    [pieces(1, 1, 90, FOOD), pieces(2, 1, 90)],
    [['a', over(100, 20), { scope: { categories: ['食品'] } }]],
    [9000, 9000],
  ],
  [
    '满减 without some goods: they neither count nor get cheaper',
    [pieces(1, 1, 120), pieces(2, 1, 50)],
    [['a', over(100, 20), { scope: { except: { skus: ['S2'] } } }]],
    [10_000, 5000],
  ],
  [
    '满 1000 打 95 折, at most 40',
    [pieces(1, 1, 1000)],
    [['a', { kind: 'percentOff', tiers: [{ minimumMinor: 100_000, payBasisPoints: 9500 }], mostMinor: 4000 }]],
    [96_000],
  ],
  // 满赠、换购
  [
    '满 199 送: the cup that was scanned is free and does not count',
    [pieces(1, 1, 200), pieces(2, 1, 39)],
    [['a', { kind: 'reward', minimumMinor: 19_900, goods: [{ sku: 'S2', priceMinor: 0 }], count: 1 }]],
    [20_000, 0],
  ],
  [
    '满 199 送: with the cup alone making it 199 there is no gift',
    [pieces(1, 1, 180), pieces(2, 1, 39)],
    [['a', { kind: 'reward', minimumMinor: 19_900, goods: [{ sku: 'S2', priceMinor: 0 }], count: 1 }]],
    [18_000, 3900],
  ],
  [
    '满 100 换购 9.9: one of two cups',
    [pieces(1, 1, 100), pieces(2, 2, 29)],
    [['a', { kind: 'reward', minimumMinor: 10_000, goods: [{ sku: 'S2', priceMinor: 990 }], count: 1 }]],
    [10_000, 3890],
  ],
  // 谁、何时
  ['会员专享: nobody, nothing', [pieces(1, 2, 100)], [['a', second, { audience: { kind: 'members' } }]], [20_000]],
  [
    '会员专享: gold members joined within 7 days',
    [pieces(1, 2, 100)],
    [['a', second, { audience: { kind: 'members', levels: ['gold'], joinedWithinDays: 7 } }]],
    [15_000],
    { buyer: gold },
  ],
  [
    '星期与时段: Thursday from 14 to 16',
    [pieces(1, 2, 100)],
    [['a', second, { schedule: { weekdays: [4], hours: [{ fromMinute: 840, toMinute: 960 }] } }]],
    [15_000],
  ],
  [
    '时段: at 16:00 sharp it is over',
    [pieces(1, 2, 100)],
    [['a', second, { schedule: { hours: [{ fromMinute: 840, toMinute: 960 }] } }]],
    [20_000],
    { moment: { date: '2026-11-26', weekday: 4, minuteOfDay: 960 } },
  ],
  [
    '限量 10, 9 gone: one pair is left',
    [pieces(1, 4, 100)],
    [['a', second, { limits: { total: 10 } }]],
    [35_000],
    { used: new Map([['a', { today: 3, ever: 9, byBuyerToday: 0 }]]) },
  ],
  // 叠加与最优
  // 200 → 150 by the second piece, and 150 does not reach 199: 满减 alone leaves 170
  [
    'the better one where both together do not go',
    [pieces(1, 2, 100)],
    [
      ['a', second],
      ['b', over(199, 60)],
    ],
    [14_000],
  ],
  // 2 × 129: 193.50, which still reaches 150: 193.50 - 20
  [
    '单品 first, then 满减 on what is left',
    [pieces(1, 2, 129)],
    [
      ['a', second],
      ['b', over(150, 20)],
    ],
    [17_350],
  ],
  [
    '满减 for goods at full price only: the reduced piece does not count',
    [pieces(1, 1, 100), pieces(2, 1, 80)],
    [
      ['a', { kind: 'special', pay: off(90) }, skus('S2')],
      ['b', over(150, 20), { fullPriceOnly: true }],
    ],
    [8889, 7111],
  ],
  [
    '互斥组: the one with the higher priority, though the other saves more',
    [pieces(1, 1, 100)],
    [
      ['a', { kind: 'special', pay: off(90) }, { group: 'g', priority: 5 }],
      ['b', { kind: 'special', pay: off(50) }, { group: 'g' }],
    ],
    [9000],
  ],
  [
    'a cashier who wants the smaller one gets it',
    [pieces(1, 1, 100)],
    [
      ['a', { kind: 'special', pay: off(90) }],
      ['b', { kind: 'special', pay: off(50) }],
    ],
    [9000],
    { choice: { use: ['a'], avoid: [] } },
  ],
  [
    'a cashier who does not want the best gets the next',
    [pieces(1, 1, 100)],
    [
      ['a', { kind: 'special', pay: off(90) }],
      ['b', { kind: 'special', pay: off(50) }],
    ],
    [9000],
    { choice: { use: [], avoid: ['b'] } },
  ],
  // 券
  [
    '券: its minimum is what is left after promotions, 150 - 20 = 130',
    [pieces(1, 1, 150)],
    [
      ['a', over(150, 20)],
      ['b', over(140, 50), { coupon: { code: 'FALL-50' } }],
    ],
    [10_000],
    { coupons: ['FALL-50'] },
  ],
  ['券 that nobody brought does nothing', [pieces(1, 1, 150)], [['b', over(100, 50), { coupon: { code: 'FALL-50' } }]], [15_000]],
  [
    '券: two of different stack groups together',
    [pieces(1, 1, 150)],
    [
      ['a', over(100, 10), { coupon: { code: 'AAA-1', stackGroup: 'x' } }],
      ['b', over(100, 20), { coupon: { code: 'BBB-1', stackGroup: 'y' } }],
    ],
    [12_000],
    { coupons: ['AAA-1', 'BBB-1'] },
  ],
  [
    '券: one without a stack group goes with no other: the better one',
    [pieces(1, 1, 150)],
    [
      ['a', over(100, 10), { coupon: { code: 'AAA-1' } }],
      ['b', over(100, 20), { coupon: { code: 'BBB-1', stackGroup: 'y' } }],
    ],
    [13_000],
    { coupons: ['AAA-1', 'BBB-1'] },
  ],
  // 会员价、改价、抹零
  // 278 × 3 = 834, less 60
  [
    '会员价 first, then the offer on it',
    [pieces(1, 3, 298)],
    [['a', { kind: 'nthPiece', nth: 3, pay: { kind: 'off', offMinor: 6000 } }]],
    [77_400],
    { priceLists: [priceList('member', { S1: 278 })] },
  ],
  [
    '改价 ends automatic offers for its line',
    [pieces(1, 2, 100, { adjustment: { kind: 'price', priceMinor: 8800 } })],
    [['a', second]],
    [17_600],
  ],
  // 193.50 → 9 折 174.15 → 174.10
  [
    'then the discount of the whole sale, then 抹零',
    [pieces(1, 2, 129)],
    [['a', second]],
    [17_410],
    { saleDiscount: { kind: 'percent', payBasisPoints: 9000 }, rounding: { to: 'jiao', way: 'down' } },
  ],
];

test.each(cases.map((row) => [row[0], row] as const))('%s', (_, [, lines, offers, amounts, more = {}]) => {
  const promotions = offers.map((offer) => Promotion.parse(promotion(...offer)));
  const priced = priceBasket(basket(lines, { promotions, ...more }));
  expect(priced.lines.map(({ amountMinor }) => amountMinor)).toEqual(amounts);
  expect(priced.bounded).toBeUndefined();
});

const said = (lines: readonly PricingLine[], offers: readonly Offer[], more: Partial<PricingInput> = {}): ReturnType<typeof priceBasket> =>
  priceBasket(basket(lines, { promotions: offers.map((offer) => promotion(...offer)), ...more }));

test('every offer about the goods says what became of it, and how often it was used', () => {
  const { offers } = said(
    [pieces(1, 4, 100)],
    [
      ['half', second],
      ['half-2', { ...second, once: true }],
      ['members', second, { audience: { kind: 'members' } }],
      ['over-1000', over(1000, 50)],
      ['christmas', second, { schedule: { fromDate: '2026-12-24' } }],
      ['toys', second, { scope: { categories: ['玩具'] } }],
    ],
  );
  expect(offers.map(({ id, state, amountMinor, times, reason }) => [id, state, amountMinor, times, reason?.zh])).toEqual([
    ['half', 'applied', 10_000, 2, undefined],
    ['half-2', 'possible', 0, undefined, '别的组合更省'],
    ['over-1000', 'declined', 0, undefined, '还差 700 元'],
    ['members', 'declined', 0, undefined, '会员专享，还没有会员'],
    ['christmas', 'declined', 0, undefined, '2026-12-24 开始'],
  ]);
});

test('hints name the nearest thresholds: money, the next time, pieces', () => {
  const { hints } = said(
    [pieces(1, 5, 7.9), pieces(2, 1, 238.5)],
    [
      ['puree', { kind: 'buyGet', buy: 5, get: 1 }, skus('S1')],
      ['over-299', over(299, 30)],
      ['each-100', { kind: 'amountOff', tiers: [{ minimumMinor: 10_000, offMinor: 1000 }], repeat: true }],
      ['over-1000', over(1000, 100)],
    ],
  );
  // 39.50 + 238.50 = 278.00
  expect(hints.map(({ words }) => words.zh)).toEqual(['再买 1 件可享 puree', '再买 21 元减 30 元', '再买 22 元减 10 元']);
  expect(hints[1]).toMatchObject({ missing: { unit: 'minor', amountMinor: 2100 }, gainMinor: 3000 });
});
