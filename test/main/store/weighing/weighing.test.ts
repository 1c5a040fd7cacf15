import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openShop, plain, type ShopAtWork } from '../shop-fixture.ts';
import { newRequestId } from '#contract/ids.ts';
import type { ScanOutcome } from '#contract/scan.ts';
import type { Weight, WeightReading } from '#contract/scale.ts';

const NUTS = { ...plain, sku: 'NUTS', barcodes: [], name: '散装 核桃仁', unit: '斤', priceMinor: 4400, weighed: true, plu: '00104' };

const CRAB = {
  ...plain,
  sku: 'CRAB',
  barcodes: [],
  name: '时价 大闸蟹',
  unit: 'kg',
  priceMinor: 10_000,
  weighed: true,
  plu: '00106',
  traits: { openPrice: { minMinor: 5_000, maxMinor: 50_000 } },
};

const SALT = { ...plain, sku: 'SALT', barcodes: [], name: '散装 粗盐', unit: 'kg', priceMinor: 80, weighed: true, plu: '00105' };

let work: ShopAtWork;
let rice: number;
let nuts: number;

beforeEach(async () => {
  work = await openShop({}, [NUTS, SALT, CRAB]);
  rice = await begin('RICE');
  nuts = await begin('NUTS');
});
afterEach(async () => {
  expect(work.unexpected).toEqual([]);
  await work.close();
});

/** Scans goods by weight and returns their product id. */
async function begin(sku: string): Promise<number> {
  const outcome = await work.ask('basket.scan', { text: sku, source: 'scanner' });
  return outcome.kind === 'weigh' ? outcome.product.id : 0;
}

const kg = (value: number): Weight => ({ value, decimals: 3, unit: 'kg' });

function onScale(grams: number, load: string | null = 'load-1'): void {
  work.scale = () => ({ result: 'weight', scaleId: 'scale', weight: kg(grams), load });
}

const weigh = (productId: number, again?: true): Promise<ScanOutcome> =>
  work.ask('basket.weigh', { productId, ...(again ? { again } : {}) });
const refusal = (outcome: ScanOutcome): string => (outcome.kind === 'refused' ? outcome.error.code : outcome.kind);

async function pay(): Promise<void> {
  const { basketId, revision } = work.topic('basket');
  await work.ask('sale.complete', { basketId, basketRevision: revision, tenders: [{ kind: 'cash', amountMinor: 100_000 }] });
}

describe('goods by weight', () => {
  test('wait for their weight: nothing is added, and everybody sees what is being weighed', async () => {
    await begin('RICE');
    expect(work.topic('basket').lines).toEqual([]);
    expect(work.topic('weighing').product).toEqual({ id: rice, name: '散装 五常大米', spec: '', unit: 'kg', priceMinor: 880 });
  });

  test('0.355 kg at 8.80 a kilogram are 3.12, weighed, with the words of the scale', async () => {
    await begin('RICE');
    onScale(355);
    expect(await weigh(rice)).toEqual({ kind: 'added', lineId: 1, name: '散装 五常大米', quantityMilli: 355 });
    expect(work.topic('basket').lines[0]).toMatchObject({
      quantityMilli: 355,
      amountMinor: 312,
      labelled: false,
      weighing: { source: 'scale', scaleId: 'scale', weight: { value: 355, decimals: 3, unit: 'kg' }, load: 'load-1' },
    });
    expect(work.topic('weighing')).toEqual({ product: null });
  });

  test('goods at the price of the day: 1.200 kg at the 168.00 that was typed are 201.60', async () => {
    const scan = { text: 'CRAB', source: 'scanner', answers: { priceMinor: 16_800 } } as const;
    const outcome = await work.ask('basket.scan', scan);
    const crab = outcome.kind === 'weigh' ? outcome.product.id : 0;
    onScale(1_200);
    await weigh(crab);
    expect(work.topic('basket').lines[0]).toMatchObject({ priceMinor: 16_800, amountMinor: 20_160 });
  });

  test('goods priced by the jin: 0.355 kg are 0.71 jin, at 44.00 31.24', async () => {
    await begin('NUTS');
    onScale(355);
    await weigh(nuts);
    expect(work.topic('basket').lines[0]).toMatchObject({ quantityMilli: 710, amountMinor: 3124 });
  });

  test('every weighing is a line of its own, and its weight is not changed by hand', async () => {
    onScale(355, 'load-1');
    await begin('RICE');
    await weigh(rice);
    onScale(355, 'load-2');
    await begin('RICE');
    await weigh(rice);
    expect(work.topic('basket').lines).toHaveLength(2);
    await expect(work.ask('basket.setQuantity', { lineId: 1, quantityMilli: 400 })).rejects.toMatchObject({ code: 'line_weighed' });
  });

  test('the sale in the journal says scale and weight', async () => {
    await begin('RICE');
    onScale(355);
    await weigh(rice);
    await pay();
    const { sales } = await work.ask('sale.list', { limit: 1 });
    const { sale } = await work.ask('sale.get', { seq: sales[0]?.seq ?? 0 });
    expect(sale.lines[0]?.weighing).toEqual({ source: 'scale', scaleId: 'scale', weight: kg(355), load: 'load-1' });
  });

  test('the same request weighs once, whatever lies on the scale by then', async () => {
    await begin('RICE');
    onScale(355);
    const requestId = newRequestId();
    await work.ask('basket.weigh', { requestId, productId: rice });
    work.scale = () => ({ result: 'failed', reason: 'zero' });
    expect(await work.ask('basket.weigh', { requestId, productId: rice })).toMatchObject({ kind: 'added', lineId: 1 });
    expect(work.topic('basket').lines).toHaveLength(1);
  });
});

describe('no weight, no line', () => {
  test.each([
    ['no_scale', 'scale_missing'],
    ['not_ready', 'scale_not_ready'],
    ['unstable', 'weight_unstable'],
    ['zero', 'weight_zero'],
    ['under_zero', 'weight_under_zero'],
    ['overweight', 'weight_over'],
  ] as const)('a scale that says %s is refused with %s, and the goods go on waiting', async (reason, code) => {
    await begin('RICE');
    work.scale = () => ({ result: 'failed', reason });
    expect(refusal(await weigh(rice))).toBe(code);
    expect(work.topic('basket').lines).toEqual([]);
    expect(work.topic('weighing').product?.id).toBe(rice);
    expect(work.topic('scan').outcome).toMatchObject({ kind: 'refused', error: { code } });
  });

  test('less than a thousandth of the unit is nothing', async () => {
    await begin('RICE');
    work.scale = () => ({ result: 'weight', scaleId: 'scale', weight: { value: 4, decimals: 4, unit: 'g' }, load: 'x' });
    expect(refusal(await weigh(rice))).toBe('weight_zero');
  });

  test('goods that cost something are not added for nothing', async () => {
    const salt = await begin('SALT');
    // 0.005 kg at 0.80 are 0.4 fen, 0.007 kg 0.56.
    onScale(5);
    expect(refusal(await weigh(salt))).toBe('weight_zero');
    onScale(7);
    expect(refusal(await weigh(salt))).toBe('added');
    expect(work.topic('basket').totalMinor).toBe(1);
  });

  test('goods that were given up, or changed for others while the scale was asked, are not added', async () => {
    const asked = Promise.withResolvers<WeightReading>();
    await begin('RICE');
    work.scale = () => asked.promise;
    const weighing = weigh(rice);
    await begin('NUTS');
    asked.resolve({ result: 'weight', scaleId: 'scale', weight: kg(355), load: 'x' });
    expect(refusal(await weighing)).toBe('weighing_ended');
    await work.ask('weighing.cancel', {});
    onScale(355);
    expect(refusal(await weigh(nuts))).toBe('weighing_ended');
    expect(work.topic('basket').lines).toEqual([]);
  });

  test('nobody pays while goods wait for their weight, and nothing is weighed into a basket that is being paid', async () => {
    await work.ask('basket.scan', { text: 'BAG-M', source: 'typed' });
    await begin('RICE');
    await expect(work.ask('tender.begin', {})).rejects.toMatchObject({ code: 'weighing_open' });
    await work.ask('weighing.cancel', {});
    await work.ask('tender.begin', {});
    onScale(355);
    expect(refusal(await weigh(rice))).toBe('basket_locked');
  });

  test('a restart forgets what was being weighed and keeps what was', async () => {
    onScale(355);
    await begin('RICE');
    await weigh(rice);
    await begin('NUTS');
    await work.reopen();
    expect(work.topic('weighing')).toEqual({ product: null });
    expect(work.topic('basket').lines).toMatchObject([{ weighing: { source: 'scale' } }]);
  });
});

describe('one load is sold once', () => {
  beforeEach(async () => {
    onScale(355);
    await begin('RICE');
    await weigh(rice);
    await begin('NUTS');
  });

  test('what was not taken off the scale is refused for any goods', async () => {
    expect(refusal(await weigh(nuts))).toBe('weight_taken');
    expect(work.topic('basket').lines).toHaveLength(1);
  });

  test('another load is sold', async () => {
    onScale(355, 'load-2');
    expect(refusal(await weigh(nuts))).toBe('added');
  });

  test('a person may say that it is meant, and the line says so', async () => {
    expect(refusal(await weigh(nuts, true))).toBe('added');
    expect(work.topic('basket').lines[1]?.weighing).toMatchObject({ load: 'load-1', again: true });
  });

  test('a line taken out of the basket frees its load', async () => {
    await work.ask('basket.remove', { lineId: 1 });
    expect(refusal(await weigh(nuts))).toBe('added');
  });

  test('the next customer does not pay for what the last one left on the scale', async () => {
    await pay();
    await begin('NUTS');
    expect(refusal(await weigh(nuts))).toBe('weight_taken');
    await work.ask('basket.scan', { text: 'BAG-M', source: 'typed' });
    expect(refusal(await weigh(nuts))).toBe('weight_taken');
    onScale(355, 'load-2');
    expect(refusal(await weigh(nuts))).toBe('added');
  });

  test('a scale whose loads nobody watches sells whatever lies on it', async () => {
    onScale(355, null);
    expect(refusal(await weigh(nuts))).toBe('added');
    await begin('NUTS');
    expect(refusal(await weigh(nuts))).toBe('added');
  });
});

describe('a typed weight', () => {
  test('is added, marked as typed, and ends the waiting', async () => {
    await begin('RICE');
    await work.ask('basket.add', { productId: rice, quantityMilli: 355 });
    expect(work.topic('basket').lines[0]).toMatchObject({ quantityMilli: 355, amountMinor: 312, weighing: { source: 'typed' } });
    expect(work.topic('weighing')).toEqual({ product: null });
  });

  test('is not mixed with a weighed one', async () => {
    onScale(355);
    await begin('RICE');
    await weigh(rice);
    await work.ask('basket.add', { productId: rice, quantityMilli: 100 });
    await work.ask('basket.add', { productId: rice, quantityMilli: 100 });
    expect(work.topic('basket').lines.map(({ quantityMilli, weighing }) => [quantityMilli, weighing?.source])).toEqual([
      [355, 'scale'],
      [200, 'typed'],
    ]);
  });

  test('over 100 kg is a lost decimal point, by the jin over 200', async () => {
    expect(refusal(await work.ask('basket.add', { productId: rice, quantityMilli: 100_001 }))).toBe('weight_limit');
    expect(refusal(await work.ask('basket.add', { productId: rice, quantityMilli: 100_000 }))).toBe('added');
    expect(refusal(await work.ask('basket.add', { productId: nuts, quantityMilli: 200_001 }))).toBe('weight_limit');
    expect(refusal(await work.ask('basket.add', { productId: nuts, quantityMilli: 200_000 }))).toBe('added');
  });

  test('pieces and labels say nothing of a weighing, and other goods do not end it', async () => {
    await begin('NUTS');
    await work.ask('basket.scan', { text: 'BAG-M', source: 'scanner' });
    await work.ask('basket.scan', { text: '2100103003149', source: 'scanner' });
    expect(work.topic('basket').lines.map(({ weighing }) => weighing)).toEqual([undefined, undefined]);
    expect(work.topic('weighing').product?.id).toBe(nuts);
  });
});
