import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { basket, priceList } from '../promotion/goods.ts';
import { product, rice } from '../checkout/products.ts';
import type { BasketLine } from '#contract/basket.ts';
import { discountRows, sumOf } from '#contract/discount-rows.ts';
import type { Promotion } from '#contract/promotion.ts';
import { grossOf, type Discount } from '#contract/pricing.ts';
import type { Product } from '#contract/product.ts';
import type { RefundableLine } from '#contract/refund.ts';
import { addLabelled, addProduct, emptyContent } from '#main/store/checkout/basket.ts';
import { reprice } from '#main/store/checkout/reprice.ts';
import { saleMovements, salePostings } from '#main/store/checkout/sale.ts';
import { refundBody, refundMovements, refundPostings, type RefundBody } from '#main/store/refund/refund-body.ts';
import { refundableLines, returnedLines, wholeRest, type WantedPart } from '#main/store/refund/returned.ts';

/** Lines as a basket makes them, each of another product so that none are joined. */
function basketOf(
  goods: readonly { readonly of: Partial<Product>; readonly quantityMilli: number; readonly labelMinor?: number }[],
): BasketLine[] {
  return goods.reduce((content, { of, quantityMilli, labelMinor }, index) => {
    const article = product({ ...of, id: index + 1, sku: `SKU-${index + 1}` });
    if (labelMinor === undefined) return addProduct(content, article, '', quantityMilli);
    return addLabelled(content, article, { barcode: '21', quantityMilli, amountMinor: labelMinor });
  }, emptyContent).lines as BasketLine[];
}

const back = (lineId: number, quantityMilli: number, more: Partial<WantedPart> = {}): WantedPart => ({
  lineId,
  quantityMilli,
  place: 'shelf',
  ...more,
});

const plainRefund = (lines: RefundBody['lines'], sold: BasketLine[] = [], amountMinor = 0): RefundBody =>
  refundBody({
    basis: 'receipt',
    saleSeq: 2,
    saleNumber: 'S001-01-1-000001',
    lines,
    sold,
    reason: '尺码不合',
    tenders: amountMinor > 0 ? [{ kind: 'cash', amountMinor }] : [],
  });

describe('what can come back', () => {
  const [three] = basketOf([{ of: { name: '奶嘴' }, quantityMilli: 3000, labelMinor: 1000 }]) as [BasketLine];
  const after = (...quantities: number[]): RefundableLine[] =>
    refundableLines(
      [three],
      quantities.map((quantityMilli) => ({ lines: [{ ...three, quantityMilli, place: 'shelf' as const }] })),
    );

  test('three pieces for 10.00 with 1.15 VAT: 3.33 and 0.38, 3.34 and 0.39, 3.33 and 0.38', () => {
    expect(three).toMatchObject({ amountMinor: 1000, taxMinor: 115 });
    const given = [after(), after(1000), after(1000, 1000)].map((lines) => returnedLines(lines, [back(1, 1000)])[0]);
    // 115 × 333 ÷ 1000 = 38.3; 115 × 667 ÷ 1000 = 76.7, rounded 77; 77 − 38 = 39
    expect(given.map((line) => [line?.amountMinor, line?.taxMinor])).toEqual([
      [333, 38],
      [334, 39],
      [333, 38],
    ]);
  });

  test('more than is left is refused and names what is left', () => {
    expect(() => returnedLines(after(1000, 1000), [back(1, 2000)])).toThrow(
      expect.objectContaining({ code: 'refund_too_many', details: { name: '奶嘴', left: '1' } }) as Error,
    );
    expect(() => returnedLines(after(3000), [back(1, 1000)])).toThrow(expect.objectContaining({ code: 'refund_too_many' }) as Error);
  });

  test('pieces come back whole, goods by weight in any part, a part of a piece as it was sold', () => {
    const lines = refundableLines(
      basketOf([
        { of: {}, quantityMilli: 2000 },
        { of: rice, quantityMilli: 356 },
        { of: { name: '蛋糕 切块' }, quantityMilli: 250, labelMinor: 800 },
      ]),
      [],
    );
    expect(lines.map(({ part }) => part)).toEqual(['piece', 'any', 'left']);
    expect(() => returnedLines(lines, [back(1, 500)])).toThrow(expect.objectContaining({ code: 'quantity_whole' }) as Error);
    expect(() => returnedLines(lines, [back(3, 200)])).toThrow(expect.objectContaining({ code: 'refund_at_once' }) as Error);
    expect(returnedLines(lines, [back(2, 100), back(3, 250)]).map(({ amountMinor }) => amountMinor)).toEqual([88, 800]);
  });

  test('a line that was never sold, or is named twice, is refused', () => {
    expect(() => returnedLines(after(), [back(9, 1000)])).toThrow(expect.objectContaining({ code: 'line_unknown' }) as Error);
    expect(() => returnedLines(after(), [back(1, 1000), back(1, 1000)])).toThrow(expect.objectContaining({ code: 'bad_input' }) as Error);
  });

  test('a lower amount takes its part of the VAT, a higher one is refused', () => {
    // the first piece is worth 3.33 with 0.38 VAT; for 2.00 of it 38 × 200 ÷ 333 = 22.8
    expect(returnedLines(after(), [back(1, 1000, { amountMinor: 200 })])[0]).toMatchObject({ amountMinor: 200, taxMinor: 23 });
    expect(() => returnedLines(after(), [back(1, 1000, { amountMinor: 334 })])).toThrow(
      expect.objectContaining({ code: 'refund_price_over', details: { name: '奶嘴', max: '3.33' } }) as Error,
    );
  });

  test('no part of a line that was rounded up cost less than nothing before, however small or cheap it comes back', () => {
    // 50 kg for 0.50, rounded up to 1.00: the first 0.01 falls to 0.25 kg, the second to 0.75 kg; half of each was rounding, the first half upwards.
    const rounding: Discount = { source: 'rounding', label: { zh: '抹零', en: 'Rounding' }, amountMinor: -50 };
    const [rice50] = basketOf([{ of: rice, quantityMilli: 50_000, labelMinor: 100 }]) as [BasketLine];
    const line: BasketLine = { ...rice50, grossMinor: 50, discounts: [rounding] };
    const part = (refundedMilli: number, quantityMilli: number, more: Partial<WantedPart> = {}) => {
      const [returned] = returnedLines([{ line, refundedMilli, part: 'any' }], [back(1, quantityMilli, more)]);
      return returned && [returned.amountMinor, grossOf(returned)];
    };
    expect(part(0, 250)).toEqual([1, 0]);
    expect(part(499, 1)).toEqual([0, 0]);
    expect(part(500, 49_500)).toEqual([99, 50]);
    expect(part(0, 50_000, { amountMinor: 10 })).toEqual([10, 5]);
  });

  test('all that is left of a sale leaves out what came back before', () => {
    expect(wholeRest(after(1000))).toEqual([{ lineId: 1, quantityMilli: 2000, place: 'shelf' }]);
    expect(wholeRest(after(3000))).toEqual([]);
  });
});

describe('the books', () => {
  test('one of two diapers back, damaged: cash, revenue, VAT and both movements', () => {
    const lines = returnedLines(refundableLines(basketOf([{ of: {}, quantityMilli: 2000 }]), []), [back(1, 1000, { place: 'damaged' })]);
    const body = plainRefund(lines);
    expect(body).toMatchObject({ returnedMinor: 12_900, soldMinor: 0, totalMinor: -12_900, taxMinor: -1484, changeMinor: 12_900 });
    expect(refundPostings(body)).toEqual([
      { account: 'asset:cash', amountMinor: -12_900 },
      { account: 'revenue:1300', amountMinor: 11_416 },
      { account: 'vat:1300', amountMinor: 1484 },
    ]);
    expect(refundMovements(body)).toEqual([
      { productId: 1, sku: 'SKU-1', quantityMilli: 1000, reason: 'refund' },
      { productId: 1, sku: 'SKU-1', quantityMilli: -1000, reason: 'damage' },
    ]);
  });

  test('an exchange for something dearer: both sides stand in the books, only the difference is cash', () => {
    const [diapers] = returnedLines(refundableLines(basketOf([{ of: {}, quantityMilli: 1000 }]), []), [back(1, 1000)]);
    const taken = basketOf([{ of: { priceMinor: 15_900 }, quantityMilli: 1000 }]);
    const body = plainRefund(diapers ? [diapers] : [], taken, 5000);
    expect(body).toMatchObject({ returnedMinor: 12_900, soldMinor: 15_900, totalMinor: 3000, tenderedMinor: 5000, changeMinor: 2000 });
    expect(refundPostings(body)).toEqual([
      { account: 'asset:cash', amountMinor: 3000 },
      { account: 'revenue:1300', amountMinor: 11_416 },
      { account: 'vat:1300', amountMinor: 1484 },
      { account: 'revenue:1300', amountMinor: -14_071 },
      { account: 'vat:1300', amountMinor: -1829 },
    ]);
    expect(() => plainRefund(diapers ? [diapers] : [], taken, 2999)).toThrow(
      expect.objectContaining({ code: 'tender_short', details: { missing: '0.01' } }) as Error,
    );
  });

  const anyGoods = fc.array(
    fc.record({
      of: fc.record({
        weighed: fc.boolean(),
        unit: fc.constant('kg'),
        priceMinor: fc.integer({ min: 0, max: 300_000 }),
        taxRateBasisPoints: fc.constantFrom(0, 300, 600, 900, 1300),
      }),
      amount: fc.integer({ min: 1, max: 9999 }),
      labelMinor: fc.option(fc.integer({ min: 1, max: 200_000 }), { nil: undefined }),
    }),
    { minLength: 1, maxLength: 5 },
  );
  const linesOf = (goods: ReturnType<typeof anyGoods.generate>['value']): BasketLine[] =>
    basketOf(
      goods.map(({ of, amount, labelMinor }) => ({
        of,
        quantityMilli: of.weighed ? amount : (1 + (amount % 7)) * 1000,
        ...(labelMinor === undefined ? {} : { labelMinor }),
      })),
    );

  const anyAdjustment = fc.oneof(
    fc.record({ kind: fc.constant('price' as const), priceMinor: fc.integer({ min: 0, max: 400_000 }) }),
    fc.record({ kind: fc.constant('percent' as const), payBasisPoints: fc.integer({ min: 0, max: 10_000 }) }),
    fc.record({ kind: fc.constant('amount' as const), offMinor: fc.integer({ min: 1, max: 50_000 }) }),
    fc.constant({ kind: 'gift' as const }),
  );
  const always = { audience: { kind: 'all' }, schedule: {}, limits: {}, priority: 0, scope: {} } as const;
  const words = { zh: '优惠', en: 'Offer' };
  const OFFERS: readonly Promotion[] = [
    { ...always, id: 'HALF', name: words, rule: { kind: 'nthPiece', nth: 2, pay: { kind: 'percent', payBasisPoints: 5_000 } } },
    { ...always, id: 'FULL', name: words, rule: { kind: 'amountOff', tiers: [{ minimumMinor: 20_000, offMinor: 2_001 }], repeat: true } },
  ];
  /** What persons and rules take off: on lines, on the whole sale, by the price list of a member, and by rounding in both directions. */
  const anyPrices = fc.record({
    adjustments: fc.array(fc.option(anyAdjustment, { nil: undefined }), { maxLength: 5 }),
    discount: fc.option(
      fc.oneof(
        fc.record({ kind: fc.constant('percent' as const), payBasisPoints: fc.integer({ min: 0, max: 10_000 }) }),
        fc.record({ kind: fc.constant('amount' as const), offMinor: fc.integer({ min: 1, max: 200_000 }) }),
        fc.record({ kind: fc.constant('total' as const), totalMinor: fc.integer({ min: 0, max: 300_000 }) }),
      ),
    ),
    rounding: fc.option(fc.record({ to: fc.constantFrom('jiao', 'yuan'), way: fc.constantFrom('down', 'halfUp') }), { nil: undefined }),
    offered: fc.boolean(),
    memberRate: fc.option(fc.integer({ min: 5_000, max: 10_000 }), { nil: undefined }),
  });
  function priced(lines: readonly BasketLine[], prices: ReturnType<typeof anyPrices.generate>['value']): readonly BasketLine[] {
    const { adjustments, discount, rounding, memberRate, offered } = prices;
    const adjusted = lines.map((line, index): BasketLine => {
      const adjustment = adjustments[index];
      return adjustment && !(adjustment.kind === 'price' && line.labelled) ? { ...line, adjustment } : line;
    });
    const { content } = reprice(
      { ...emptyContent, lines: adjusted, terms: { ...emptyContent.terms, discount } },
      {
        ...basket([]),
        rounding,
        promotions: offered ? OFFERS : [],
        priceLists: memberRate === undefined ? [] : [priceList('VIP', {}, { rate: { scope: {}, payBasisPoints: memberRate } })],
      },
    );
    return content.lines;
  }

  /** Gives everything back in parts that the numbers choose, until nothing is left. */
  function giveBack(sold: readonly BasketLine[], choices: readonly number[]): RefundBody[] {
    const refunds: RefundBody[] = [];
    for (let turn = 0; ; turn += 1) {
      const open = refundableLines(sold, refunds).filter(({ line, refundedMilli }) => refundedMilli < line.quantityMilli);
      const choice = choices[turn];
      if (open.length === 0) return refunds;
      const wanted = choice === undefined ? wholeRest(open) : [chosen(open[choice % open.length] as RefundableLine, choice)];
      refunds.push(plainRefund(returnedLines(open, wanted)));
    }
  }
  function chosen({ line, refundedMilli, part }: RefundableLine, choice: number): WantedPart {
    const leftMilli = line.quantityMilli - refundedMilli;
    if (part === 'left') return back(line.lineId, leftMilli);
    const stepMilli = part === 'piece' ? 1000 : 1;
    return back(line.lineId, stepMilli * (1 + (choice % (leftMilli / stepMilli))));
  }
  function sums<Row>(rows: readonly Row[], key: (row: Row) => string, value: (row: Row) => number): Set<number> {
    const byKey = new Map<string, number>();
    for (const row of rows) byKey.set(key(row), (byKey.get(key(row)) ?? 0) + value(row));
    return new Set(byKey.values());
  }
  function booksOf(lines: readonly BasketLine[], refunds: readonly RefundBody[]): readonly [money: Set<number>, goods: Set<number>] {
    const totalMinor = lines.reduce((sum, line) => sum + line.amountMinor, 0);
    const postings = [
      ...salePostings({ lines: [...lines], tenders: [{ kind: 'cash', amountMinor: totalMinor }], changeMinor: 0 }),
      ...refunds.flatMap(refundPostings),
    ];
    const movements = [...saleMovements(lines), ...refunds.flatMap(refundMovements)];
    return [
      sums(
        postings,
        ({ account }) => account,
        ({ amountMinor }) => amountMinor,
      ),
      sums(
        movements,
        ({ sku }) => sku,
        ({ quantityMilli }) => quantityMilli,
      ),
    ];
  }
  const nothingButZero = (found: Set<number>): boolean => [...found].every((sum) => sum === 0);

  test('a sale at any prices given back in any parts and any order leaves every account, every stock and every discount at zero', () => {
    let refunds = 0;
    let discounts = 0;
    const tagged = ({ source, id, amountMinor }: Discount) => [`${source} ${id}`, amountMinor] as const;
    fc.assert(
      fc.property(anyGoods, anyPrices, fc.array(fc.nat({ max: 1_000_000 }), { maxLength: 12 }), (goods, prices, choices) => {
        const lines = priced(linesOf(goods), prices);
        discounts += discountRows(lines).length;
        const given = giveBack(lines, choices);
        refunds += given.length;
        const [money, stock] = booksOf(lines, given);
        expect([nothingButZero(money), nothingButZero(stock)]).toEqual([true, true]);
        for (const body of given) {
          expect(refundPostings(body).reduce((sum, { amountMinor }) => sum + amountMinor, 0)).toBe(0);
          for (const line of body.lines) {
            expect(0 <= line.taxMinor && line.taxMinor <= line.amountMinor).toBe(true);
            expect(grossOf(line) - sumOf(line.discounts ?? [])).toBe(line.amountMinor);
            expect(grossOf(line)).toBeGreaterThanOrEqual(0);
          }
        }
        const cameBack = discountRows(given.flatMap((body) => body.lines));
        expect(new Map(cameBack.map(tagged))).toEqual(new Map(discountRows(lines).map(tagged)));
      }),
      { numRuns: 2000 },
    );
    expect(refunds).toBeGreaterThan(4000);
    expect(discounts).toBeGreaterThan(3000);
  });

  test('an exchange, and then everything back that was kept of both, leaves every account and every stock at zero', () => {
    fc.assert(
      fc.property(anyGoods, anyGoods, anyPrices, fc.nat({ max: 1_000_000 }), (first, second, prices, choice) => {
        const lines = priced(linesOf(first), prices);
        const taken = priced(linesOf(second), prices).map((line) => ({ ...line, sku: `NEW-${line.lineId}` }));
        const open = refundableLines(lines, []);
        const swapped = returnedLines(open, [chosen(open[choice % open.length] as RefundableLine, choice)]);
        const exchange = plainRefund(swapped, taken, 99_999_999);
        expect(exchange.changeMinor).toBe(99_999_999 - exchange.soldMinor + exchange.returnedMinor);
        const rest = returnedLines(refundableLines(lines, [exchange]), wholeRest(refundableLines(lines, [exchange])));
        const all = [exchange, ...(rest.length > 0 ? [plainRefund(rest)] : []), ...giveBack(taken, [choice])];
        const [money, stock] = booksOf(lines, all);
        expect([nothingButZero(money), nothingButZero(stock)]).toEqual([true, true]);
      }),
      { numRuns: 1000 },
    );
  });
});
