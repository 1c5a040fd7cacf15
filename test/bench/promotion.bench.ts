import { nowMs, percentile, type Bench, type BenchRow } from './bench.ts';
import { demoBasket, demoPromotions } from './promotion-generator.ts';
import { priceBasket } from '#main/store/promotion/price-basket.ts';
import type { PricedBasket } from '#contract/pricing.ts';
import type { PricingInput } from '#main/store/promotion/pricing-input.ts';

const PROMOTIONS = 200;

/** One size of basket, what it may take at most, and how many different ones are priced. */
const SIZES = [
  { lines: 10, goalMs: 5, baskets: 400 },
  { lines: 50, goalMs: 5, baskets: 400 },
  { lines: 500, goalMs: 30, baskets: 40 },
] as const;

/** Prices baskets of a shop with 200 running offers of every kind; every basket is another one. */
export const promotionBench: Bench = {
  name: 'promotion',
  run({ quick, log }) {
    const promotions = demoPromotions(PROMOTIONS);
    return Promise.resolve(
      SIZES.map(({ lines, goalMs, baskets }): BenchRow => {
        const count = quick ? Math.ceil(baskets / 4) : baskets;
        const inputs = Array.from({ length: count }, (_, seed) => inputOf(lines, seed, promotions));
        for (const input of inputs.slice(0, Math.ceil(count / 4))) priceBasket(input);
        let correct = true;
        const samples = inputs.map((input) => {
          const startMs = nowMs();
          const priced = priceBasket(input);
          const tookMs = nowMs() - startMs;
          correct &&= addsUp(priced);
          return tookMs;
        });
        const p99 = percentile(samples, 0.99);
        log(`${lines} lines: p50 ${percentile(samples, 0.5).toFixed(2)} ms, p99 ${p99.toFixed(2)} ms`);
        return {
          metric: `price ${lines} lines × ${PROMOTIONS} offers, p99`,
          ours: `${p99.toFixed(2)} ms`,
          floor: `p50 ${percentile(samples, 0.5).toFixed(2)} ms`,
          ratio: p99 / goalMs,
          goal: `≤ ${goalMs} ms`,
          reached: p99 <= goalMs,
          correct,
        };
      }),
    );
  },
};

function inputOf(lines: number, seed: number, promotions: PricingInput['promotions']): PricingInput {
  const moment = { date: '2026-11-26', weekday: 4, minuteOfDay: 900 };
  return { lines: demoBasket(lines, seed), moment, storeCode: 'S001', priceLists: [], promotions };
}

/** Every line is its gross less its discounts, and something was saved. */
function addsUp({ lines, grossMinor, totalMinor }: PricedBasket): boolean {
  const areExact = lines.every(
    (line) =>
      line.amountMinor >= 0 && line.discounts.reduce((left, { amountMinor }) => left - amountMinor, line.grossMinor) === line.amountMinor,
  );
  return areExact && totalMinor < grossMinor && lines.reduce((sum, { amountMinor }) => sum + amountMinor, 0) === totalMinor;
}
