import fc from 'fast-check';
import { expect, test } from 'vitest';
import { basket, priceList, promotion } from '../promotion/goods.ts';
import { shop } from '../shop-fixture.ts';
import { product } from './products.ts';
import type { BasketLine } from '#contract/basket.ts';
import { GuitaiError } from '#contract/error.ts';
import { grossOf, type LineAdjustment, type SaleDiscount } from '#contract/pricing.ts';
import { adjustLine, discountSale, withTerms } from '#main/store/checkout/adjust.ts';
import { addProduct, emptyContent, removeLine, setQuantity, type BasketContent } from '#main/store/checkout/basket.ts';
import { createDiscountLimits } from '#main/store/checkout/discount-limits.ts';
import { reprice } from '#main/store/checkout/reprice.ts';
import { rightMissing, type Act } from '#main/store/staff/act.ts';

/** Four articles that cost the shop 50 %, 80 %, 94 % and 99 % of their price. */
const GOODS = [
  product({ id: 1, sku: 'S1', priceMinor: 10_000, costMinor: 5_000 }),
  product({ id: 2, sku: 'S2', priceMinor: 20_000, costMinor: 16_000 }),
  product({ id: 3, sku: 'S3', priceMinor: 50_000, costMinor: 47_000 }),
  product({ id: 4, sku: 'S4', priceMinor: 30_000, costMinor: 29_700 }),
];
const findById = (id: number) => GOODS.find((article) => article.id === id);

/** May take off 5 %, and nobody gives leave. */
const cashier: Act = { operator: { id: 1, name: '周敏' }, demand: rightMissing };
const limits = createDiscountLimits({ catalog: { findById }, shop });

/** Members pay 93 %, everybody 30 less from 500. */
const rules = {
  ...basket([]),
  priceLists: [priceList('VIP', {}, { audience: { kind: 'members' }, rate: { scope: {}, payBasisPoints: 9_300 } })],
  promotions: [promotion('full', { kind: 'amountOff', tiers: [{ minimumMinor: 50_000, offMinor: 3_000 }] })],
};
const buyer = { level: 'gold', tags: [], joinedOn: '2026-01-01' } as const;
const priced = (content: BasketContent): BasketContent =>
  reprice(content, content.terms.memberId === null ? rules : { ...rules, buyer }).content;

interface Step {
  /** Given by hand: asked for at once, as the till does. */
  readonly gives?: true;
  readonly change: (content: BasketContent) => BasketContent;
}
const onLine = (change: (content: BasketContent, lineId: number) => BasketContent) =>
  fc.nat({ max: 5 }).map((place) => (content: BasketContent) => {
    const line = content.lines[place % Math.max(1, content.lines.length)];
    return line ? change(content, line.lineId) : content;
  });
const gives = (change: fc.Arbitrary<Step['change']>): fc.Arbitrary<Step> => change.map((one) => ({ gives: true, change: one }));
const plain = (change: fc.Arbitrary<Step['change']>): fc.Arbitrary<Step> => change.map((one) => ({ change: one }));

const percent = fc.integer({ min: 9_300, max: 9_999 }).map((payBasisPoints) => ({ kind: 'percent' as const, payBasisPoints }));
const amount = fc.integer({ min: 1, max: 3_000 }).map((offMinor) => ({ kind: 'amount' as const, offMinor }));
const total = fc.integer({ min: 9_000, max: 60_000 }).map((totalMinor) => ({ kind: 'total' as const, totalMinor }));
const adjusting = fc
  .oneof<fc.Arbitrary<LineAdjustment>[]>(percent, amount)
  .chain((adjustment) => onLine((content, lineId) => adjustLine(content, lineId, adjustment)));
const discounting = fc
  .oneof<fc.Arbitrary<SaleDiscount>[]>(percent, amount, total)
  .map((discount) => (content: BasketContent) => discountSale(content, discount));
const adding = fc.constantFrom(...GOODS).map((article) => (content: BasketContent) => addProduct(content, article, '', 1_000));
const counting = fc.integer({ min: 1, max: 4 }).chain((count) => onLine((content, lineId) => setQuantity(content, lineId, count * 1_000)));
const restoring = onLine((content, lineId) => adjustLine(content, lineId, undefined));
const removing = onLine(removeLine);
const showingCard = fc.constantFrom(null, 1).map((memberId) => (content: BasketContent) => withTerms(content, { memberId }));
const steps = fc.array(
  fc.oneof(
    { weight: 4, arbitrary: plain(adding) },
    { weight: 4, arbitrary: gives(adjusting) },
    { weight: 3, arbitrary: gives(discounting) },
    { weight: 2, arbitrary: plain(counting) },
    plain(restoring),
    plain(removing),
    plain(showingCard),
    plain(fc.constant((content: BasketContent) => discountSale(content, null))),
  ),
  { minLength: 4, maxLength: 16 },
);

/** The basket after the step; as before where it is refused. */
function after(content: BasketContent, { gives: isGiven, change }: Step): BasketContent {
  try {
    const changed = priced(change(content));
    return isGiven ? limits(changed, cashier).content : changed;
  } catch (error) {
    if (error instanceof GuitaiError) return content;
    throw error;
  }
}

function off({ discounts = [] }: BasketLine, ...sources: readonly string[]): number {
  return discounts.reduce((sum, { source, amountMinor }) => (sources.includes(source) ? sum + amountMinor : sum), 0);
}

test('whatever a person does one after the other, no line is paid for with more than their 5 % off by hand, nor below its cost', () => {
  let paid = 0;
  let generous = 0;
  fc.assert(
    fc.property(steps, (sequence) => {
      const content = sequence.reduce(after, emptyContent);
      try {
        limits(content, cashier);
      } catch {
        return;
      }
      paid += 1;
      for (const line of content.lines) {
        const listedMinor = grossOf(line) - off(line, 'priceList');
        const byHandMinor = off(line, 'manual', 'sale');
        if (byHandMinor === 0) continue;
        if (byHandMinor > listedMinor * 0.045) generous += 1;
        // A fen of each piece and of the whole sale may be rounding.
        const roundingMinor = line.quantityMilli / 1_000 + 1;
        expect(byHandMinor).toBeLessThanOrEqual(listedMinor * 0.05 + roundingMinor);
        const costMinor = ((findById(line.productId)?.costMinor ?? 0) * line.quantityMilli) / 1_000;
        expect(listedMinor - byHandMinor).toBeGreaterThanOrEqual(costMinor - roundingMinor);
      }
    }),
    { numRuns: 1_000 },
  );
  expect(paid).toBeGreaterThan(500);
  expect(generous).toBeGreaterThan(5);
});
