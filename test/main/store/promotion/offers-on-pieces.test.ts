import { test } from 'vitest';
import type { Scope } from '#contract/promotion.ts';
import { pieces, weighed } from './goods.ts';
import { expectCase, off, price, second, type Case } from './handbook.ts';

// What each offer on pieces does, one case a row. Prices in yuan.

const skus = (...names: string[]): { scope: Scope } => ({ scope: { skus: names } });

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
    // 40 and 25 go for 50; of the 15.00 saved 9.23 and 5.77 fall to them.
    '组合价: goods the set excludes take part in none of its parts, however dear they are',
    [pieces(1, 1, 40), pieces(2, 1, 25, { category: '食品' }), pieces(3, 1, 60)],
    [
      [
        'a',
        {
          kind: 'set',
          parts: [
            { scope: { categories: ['日用'] }, count: 1 },
            { ...skus('S2'), count: 1 },
          ],
          priceMinor: 5000,
        },
        { scope: { except: { skus: ['S3'] } } },
      ],
    ],
    [3077, 1923, 6000],
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
];

test.each(cases.map((row) => [row[0], row] as const))('%s', (_, row) => expectCase(row));
