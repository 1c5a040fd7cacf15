import { demoProducts } from '../catalog/demo-shop.ts';
import type { PriceList, Promotion } from '#contract/promotion.ts';

const always = { audience: { kind: 'all' }, schedule: {}, limits: {}, priority: 0 } as const;
const forMembers = { ...always, audience: { kind: 'members' } } as const;

/** The offers of the demo shop, one of nearly every kind. */
export function demoPromotions(): Promotion[] {
  const skuOf = createSkuOf();
  return [...onPieces(skuOf), ...onAmounts(skuOf)];
}

type SkuOf = (name: string, spec: string) => string[];

function onPieces(skuOf: SkuOf): Promotion[] {
  return [
    {
      ...always,
      id: 'second-half',
      name: { zh: '第 2 件半价', en: '2nd half price' },
      rule: { kind: 'nthPiece', nth: 2, pay: { kind: 'percent', payBasisPoints: 5000 } },
      scope: { skus: skuOf('棉绒 拉拉裤 XL', '44 片') },
    },
    {
      ...always,
      id: 'puree-5-1',
      name: { zh: '果泥买 5 送 1', en: 'Puree: buy 5, get 1' },
      rule: { kind: 'buyGet', buy: 5, get: 1 },
      scope: { skus: skuOf('豆芽 有机果泥 苹果胡萝卜', '100 g') },
    },
    {
      ...always,
      id: 'new-90',
      name: { zh: '新款 9 折', en: 'New in: 10% off' },
      rule: { kind: 'special', pay: { kind: 'percent', payBasisPoints: 9000 } },
      scope: { skus: skuOf('小屿 纯棉连体哈衣', '月白 80 码') },
    },
    {
      ...forMembers,
      id: 'milk-3-third',
      name: { zh: '3 段第 3 罐减 60', en: 'Stage 3: 60 off the 3rd' },
      rule: { kind: 'nthPiece', nth: 3, pay: { kind: 'off', offMinor: 6000 } },
      scope: { skus: skuOf('禾牧 幼儿配方奶粉 3段', '800 g') },
    },
    {
      ...always,
      id: 'wipes-3',
      name: { zh: '湿巾任选 3 件 99', en: 'Any 3 wipes for 99' },
      rule: { kind: 'bundle', count: 3, priceMinor: 9900 },
      scope: { skus: skuOf('净芽 手口湿巾', '80 抽×5 包') },
    },
    {
      ...always,
      id: 'toys-ladder',
      name: { zh: '玩具 2 件 9 折 3 件 8 折', en: 'Toys: 2 for 10% off, 3 for 20%' },
      rule: {
        kind: 'ladder',
        tiers: [
          { count: 2, pay: { kind: 'percent', payBasisPoints: 9000 } },
          { count: 3, pay: { kind: 'percent', payBasisPoints: 8000 } },
        ],
      },
      scope: { categories: ['玩具'] },
    },
  ];
}

function onAmounts(skuOf: SkuOf): Promotion[] {
  return [
    {
      ...always,
      id: 'all-299-30',
      name: { zh: '满 299 减 30', en: '30 off 299' },
      rule: { kind: 'amountOff', tiers: [{ minimumMinor: 29_900, offMinor: 3000 }] },
      scope: { except: { categories: ['奶粉'] } },
      group: 'basket',
    },
    {
      ...always,
      id: 'all-1200-15',
      name: { zh: '满 1200 打 95 折，最多减 100', en: '5% off 1200, at most 100' },
      rule: { kind: 'percentOff', tiers: [{ minimumMinor: 120_000, payBasisPoints: 9500 }], mostMinor: 10_000 },
      scope: { except: { categories: ['奶粉'] } },
      group: 'basket',
    },
    {
      ...forMembers,
      id: 'cup-for-2990',
      name: { zh: '满 199 换购吸管杯 29.9', en: 'Straw cup 29.90 with 199' },
      rule: {
        kind: 'reward',
        minimumMinor: 19_900,
        goods: skuOf('贝初 吸管杯 带重力球', '300 ml').map((sku) => ({ sku, priceMinor: 2990 })),
        count: 1,
      },
      scope: {},
    },
  ];
}

/** A list for members. */
export const DEMO_PRICE_LIST: PriceList = {
  id: 'member',
  name: { zh: '会员价', en: 'Member price' },
  audience: { kind: 'members' },
  schedule: {},
};

/** What its goods cost. */
export function demoListPrices(): { readonly sku: string; readonly priceMinor: number }[] {
  const skuOf = createSkuOf();
  return skuOf('禾牧 幼儿配方奶粉 3段', '800 g').map((sku) => ({ sku, priceMinor: 27_800 }));
}

/** Finds the demo's own products by name and spec; throws where there is none, so that an offer is never about nothing. */
function createSkuOf(): SkuOf {
  const skus = new Map(demoProducts().map(({ name, spec, sku }) => [`${name} · ${spec}`, sku]));
  return (name, spec) => {
    const sku = skus.get(`${name} · ${spec}`);
    if (sku === undefined) throw new Error(`no demo product: ${name} · ${spec}`);
    return [sku];
  };
}
