import { expect, test } from 'vitest';
import { PriceList, Promotion } from '#contract/promotion.ts';
import { demoProducts } from '#main/store/catalog/demo-shop.ts';
import { DEMO_PRICE_LIST, demoListPrices, demoPromotions } from '#main/store/promotion/demo-offers.ts';
import { priceBasket } from '#main/store/promotion/price-basket.ts';
import type { PricingLine } from '#main/store/promotion/pricing-input.ts';
import { basket, pieces } from './goods.ts';

/** Pieces of a product of the demo shop. */
function demo(lineId: number, count: number, name: string, spec: string): PricingLine {
  const product = demoProducts().find((row) => row.name === name && row.spec === spec);
  if (!product) throw new Error(name);
  return pieces(lineId, count, product.priceMinor / 100, { sku: product.sku, category: product.category });
}

test('every offer of the demo shop is one the till takes', () => {
  for (const promotion of demoPromotions()) expect(Promotion.parse(promotion)).toEqual(promotion);
  expect(PriceList.safeParse(DEMO_PRICE_LIST).success).toBe(true);
});

test('the basket of the pictures: second half price, new in, member price, 30 off 299', () => {
  const lines = [
    demo(1, 2, '棉绒 拉拉裤 XL', '44 片'),
    demo(2, 1, '小屿 纯棉连体哈衣', '月白 80 码'),
    demo(3, 2, '禾牧 幼儿配方奶粉 3段', '800 g'),
    demo(4, 1, '净芽 手口湿巾', '80 抽×5 包'),
  ];
  const members = { ...DEMO_PRICE_LIST, prices: new Map(demoListPrices().map(({ sku, priceMinor }) => [sku, priceMinor])) };
  const buyer = { level: 'gold', tags: [], joinedOn: '2026-01-01' } as const;
  const { lines: priced, discounts } = priceBasket(basket(lines, { promotions: demoPromotions(), priceLists: [members], buyer }));
  // 193.50 + 89.10 + 39.90 = 322.50 without the milk, which reaches 299
  expect(priced[2]).toMatchObject({
    amountMinor: 55_600,
    discounts: [{ source: 'priceList', label: { zh: '会员价 278.00' }, amountMinor: 4000 }],
  });
  // What one line earned stands on it; what lines earned together is told once.
  expect(priced[0]?.discounts.map(({ label, shared }) => [label.zh, shared])).toEqual([
    ['第 2 件半价', undefined],
    ['满 299 减 30', true],
  ]);
  expect(discounts.map(({ label, amountMinor }) => [label.zh, amountMinor])).toEqual([
    ['会员价 278.00', 4000],
    ['第 2 件半价', 6450],
    ['新款 9 折', 990],
    ['满 299 减 30', 3000],
  ]);
});
