import { test } from 'vitest';
import type { Scope } from '#contract/promotion.ts';
import { pieces, priceList } from './goods.ts';
import { expectCase, off, over, second, type Case } from './handbook.ts';

// What thresholds, conditions, groups and coupons do, and what comes of several offers together, one case a row. Prices in yuan.

const skus = (...names: string[]): { scope: Scope } => ({ scope: { skus: names } });
const gold = { level: 'gold', tags: ['孕妈'], joinedOn: '2026-11-20' } as const;
const FOOD = { category: '食品' };

const cases: readonly Case[] = [
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

test.each(cases.map((row) => [row[0], row] as const))('%s', (_, row) => expectCase(row));
