import { priceOf } from '#contract/money.ts';
import type { Promotion, PromotionRule } from '#contract/promotion.ts';
import type { ActivePriceList, PricingInput, PricingLine } from '#main/store/promotion/pricing-input.ts';

/** Thursday afternoon in the shop. */
export const THURSDAY = { date: '2026-11-26', weekday: 4, minuteOfDay: 15 * 60 };

/** A line of the basket: pieces at a price in yuan, each line its own product unless `sku` says otherwise. */
export function pieces(lineId: number, count: number, yuan: number, more: Partial<PricingLine> = {}): PricingLine {
  const priceMinor = Math.round(yuan * 100);
  return {
    lineId,
    sku: `S${lineId}`,
    category: '日用',
    brand: '',
    tags: [],
    quantityMilli: count * 1000,
    priceMinor,
    grossMinor: priceMinor * count,
    byPiece: true,
    ...more,
  };
}

/** A line by weight, at a price a kilogram. */
export function weighed(lineId: number, quantityMilli: number, yuan: number, more: Partial<PricingLine> = {}): PricingLine {
  const priceMinor = Math.round(yuan * 100);
  return { ...pieces(lineId, 1, yuan, more), quantityMilli, grossMinor: priceOf(priceMinor, quantityMilli), byPiece: false };
}

export function basket(lines: readonly PricingLine[], more: Partial<PricingInput> = {}): PricingInput {
  return { lines, moment: THURSDAY, storeCode: 'S001', priceLists: [], promotions: [], ...more };
}

/** A price list for everybody, always. */
export function priceList(id: string, prices: Readonly<Record<string, number>>, more: Partial<ActivePriceList> = {}): ActivePriceList {
  return {
    id,
    name: { zh: '会员价', en: 'Member price' },
    audience: { kind: 'all' },
    schedule: {},
    prices: new Map(Object.entries(prices).map(([sku, yuan]) => [sku, Math.round(yuan * 100)])),
    ...more,
  };
}

/** An offer on everything, for everybody, always. */
export function promotion(id: string, rule: PromotionRule, more: Partial<Promotion> = {}): Promotion {
  return { id, name: { zh: id, en: id }, rule, scope: {}, audience: { kind: 'all' }, schedule: {}, limits: {}, priority: 0, ...more };
}
