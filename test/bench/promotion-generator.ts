import type { Promotion, PromotionRule, Scope } from '#contract/promotion.ts';
import type { PricingLine } from '#main/store/promotion/pricing-input.ts';

const CATEGORIES = 40;
const BRANDS = 60;
const PRODUCTS = 1200;

/** Numbers that look like chance and are the same every time. */
export function createDice(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** Products as a shop sells them, each always the same. */
function product(number: number): Pick<PricingLine, 'sku' | 'category' | 'brand' | 'tags' | 'priceMinor'> {
  return {
    sku: `S${number}`,
    category: `C${number % CATEGORIES}`,
    brand: `B${number % BRANDS}`,
    tags: number % 5 === 0 ? ['新款'] : [],
    priceMinor: 500 + ((number * 7919) % 30_000),
  };
}

/** A basket of so many lines, one to three pieces each. */
export function demoBasket(lines: number, seed: number): PricingLine[] {
  const dice = createDice(seed);
  return Array.from({ length: lines }, (_, index) => {
    const goods = product(dice(PRODUCTS));
    const count = 1 + dice(3);
    return { ...goods, lineId: index + 1, quantityMilli: count * 1000, grossMinor: goods.priceMinor * count, byPiece: true };
  });
}

/** So many offers of every kind: most on some products, a category or a brand, one in forty on everything. */
export function demoPromotions(count: number): Promotion[] {
  const dice = createDice(1);
  return Array.from({ length: count }, (_, index) => ({
    id: `P${index}`,
    name: { zh: `活动 ${index}`, en: `Offer ${index}` },
    rule: ruleOf(index, dice),
    scope: scopeOf(index, dice),
    audience: { kind: 'all' },
    schedule: {},
    limits: index % 7 === 0 ? { perBasket: 2 } : {},
    priority: 0,
    ...(index % 9 === 0 ? { group: `G${index % 4}` } : {}),
  }));
}

function scopeOf(index: number, dice: (below: number) => number): Scope {
  if (index % 40 === 39) return {};
  if (index % 3 === 0) return { categories: [`C${dice(CATEGORIES)}`] };
  if (index % 3 === 1) return { brands: [`B${dice(BRANDS)}`] };
  return { skus: Array.from({ length: 12 }, () => `S${dice(PRODUCTS)}`) };
}

function ruleOf(index: number, dice: (below: number) => number): PromotionRule {
  if (index % 40 === 39) return { kind: 'amountOff', tiers: [{ minimumMinor: 29_900 + dice(50_000), offMinor: 3000 }] };
  switch (index % 8) {
    case 0:
      return { kind: 'nthPiece', nth: 2, pay: { kind: 'percent', payBasisPoints: 5000 } };
    case 1:
      return { kind: 'special', pay: { kind: 'percent', payBasisPoints: 8500 } };
    case 2:
      return { kind: 'buyGet', buy: 5, get: 1 };
    case 3:
      return { kind: 'bundle', count: 3, priceMinor: 9900 };
    case 4:
      return {
        kind: 'ladder',
        tiers: [
          { count: 2, pay: { kind: 'percent', payBasisPoints: 9000 } },
          { count: 3, pay: { kind: 'percent', payBasisPoints: 8000 } },
        ],
      };
    case 5:
      return { kind: 'amountOff', tiers: [{ minimumMinor: 20_000, offMinor: 2000 }], repeat: true };
    case 6:
      return { kind: 'percentOff', tiers: [{ minimumMinor: 30_000, payBasisPoints: 9000 }], mostMinor: 5000 };
    default:
      return { kind: 'nthPiece', nth: 3, pay: { kind: 'price', priceMinor: 990 } };
  }
}
