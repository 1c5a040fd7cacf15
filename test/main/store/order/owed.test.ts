import fc from 'fast-check';
import { expect, test } from 'vitest';
import { product } from '../checkout/products.ts';
import { MAX_BASKET_LINES } from '#contract/basket.ts';
import { sumOfTenders, type HandedTender } from '#contract/tender.ts';
import type { Posting } from '#main/ledger/entry.ts';
import { withTerms } from '#main/store/checkout/adjust.ts';
import { addDeposit } from '#main/store/checkout/deposits.ts';
import { addProduct, dueNow, emptyContent, removeLine, totals, type BasketContent } from '#main/store/checkout/basket.ts';
import { saleBody, salePostings } from '#main/store/checkout/sale.ts';
import { contentOf, pickUp } from '#main/store/order/handing-over.ts';
import { cancelled, cancelledPostings, placedBody, placedPostings } from '#main/store/order/order-body.ts';

const BASKET = '0190b7a0-0000-7000-8000-000000000001';
const CODE = 'S001-01-1-D000001';
const details = { name: '李雪', phone: '13800006027', wantedOn: '2026-11-28', delivery: null, note: '' };
const stateOf = (content: BasketContent) => ({ basketId: BASKET, revision: 1, phase: 'tendering', content, paid: null }) as const;

const goods = fc.array(
  fc.record({
    priceMinor: fc.integer({ min: 1, max: 50_000 }),
    pieces: fc.integer({ min: 1, max: 5 }),
    rate: fc.constantFrom(0, 900, 1300),
    taken: fc.boolean(),
  }),
  { minLength: 1, maxLength: 6 },
);
const ways = fc.array(fc.constantFrom('card', 'other', 'voucher'), { maxLength: 3 });

function basketOf(lines: readonly { readonly priceMinor: number; readonly pieces: number; readonly rate: number }[]): BasketContent {
  return lines.reduce(
    (content, { priceMinor, pieces, rate }, index) =>
      addProduct(content, product({ id: index + 1, sku: `S${index}`, priceMinor, taxRateBasisPoints: rate }), '', pieces * 1000),
    emptyContent,
  );
}

/** An amount in these ways, a part in each, the rest and a little more in cash. */
function tendersOf(amountMinor: number, kinds: readonly ('card' | 'other' | 'voucher')[]): HandedTender[] {
  const partMinor = Math.floor(amountMinor / (kinds.length + 1));
  if (partMinor === 0) return [{ kind: 'cash', amountMinor: amountMinor + 7 }];
  const parts = kinds.map((kind, index): HandedTender => {
    if (kind === 'card') return { kind, amountMinor: partMinor, reference: `R${index}` };
    if (kind === 'other') return { kind, amountMinor: partMinor, name: '商场卡' };
    return { kind, amountMinor: partMinor, number: `V${index}`, valueMinor: partMinor };
  });
  return [...parts, { kind: 'cash', amountMinor: amountMinor - sumOfTenders(parts) + 7 }];
}

function add(sums: Map<string, number>, postings: readonly Posting[]): void {
  expect(postings.reduce((sum, { amountMinor }) => sum + amountMinor, 0)).toBe(0);
  for (const { account, amountMinor } of postings) sums.set(account, (sums.get(account) ?? 0) + amountMinor);
}

test('whatever is ordered, paid ahead, left out, handed over or given up, in the end nothing is owed and the books are right', () => {
  fc.assert(
    fc.property(goods, fc.nat(100), fc.nat(100), ways, ways, fc.boolean(), (lines, percent, keep, before, after, isGivenUp) => {
      const sums = new Map<string, number>();
      const content = basketOf(lines);
      const orderMinor = totals(content.lines).totalMinor;
      const depositMinor = Math.floor((orderMinor * percent) / 100);
      const placing = withTerms(content, { order: { kind: 'placing', details, depositMinor } });
      const placed = placedBody(stateOf(placing), tendersOf(depositMinor, before));
      add(sums, placedPostings(placed));
      if (isGivenUp) {
        const end = cancelled(placed, Math.floor((depositMinor * keep) / 100));
        add(sums, cancelledPostings(end));
        expect(sumOfTenders(end.back) + end.cashMinor + end.keptMinor).toBe(depositMinor);
        expect(sums.get('income:forfeited-deposits') ?? 0).toBe(0 - end.keptMinor);
      } else {
        const all = contentOf(placed.ordered, { seq: 1, code: CODE, depositMinor }, null, 1);
        const taken = all.lines.filter((_, index) => lines[index]?.taken === false).slice(1);
        const collecting = taken.reduce((left, { lineId }) => removeLine(left, lineId), all);
        const handed = [...collecting.terms.tenders, ...tendersOf(dueNow(collecting), after)];
        const body = saleBody(stateOf(collecting), handed, { seq: 1, paid: placed.tenders });
        add(sums, salePostings(body));
        const turnoverMinor = [...sums].reduce((sum, [account, minor]) => (/^(revenue|vat):/.test(account) ? sum - minor : sum), 0);
        expect(turnoverMinor).toBe(body.totalMinor);
      }
      expect(sums.get('liability:customer-deposits') ?? 0).toBe(0);
    }),
    { numRuns: 1000 },
  );
});

test('pieces with serial numbers make no more lines than a basket holds', () => {
  const [line] = basketOf([{ priceMinor: 100, pieces: 2, rate: 1300 }]).lines;
  if (!line) throw new Error('no line');
  const many = Array.from({ length: MAX_BASKET_LINES }, (_, index) => ({ ...line, lineId: index + 1 }));
  const full = contentOf(many, { seq: 1, code: CODE, depositMinor: 0 }, null, 1);
  const piece = { productId: 1, quantityMilli: 1000, barcode: '', gs1: { serial: 'A1' } };
  expect(() => pickUp(full, piece)).toThrow(expect.objectContaining({ code: 'basket_full' }));
});

test('each piece with a batch of its own takes its deposit along', () => {
  const milk = addProduct(emptyContent, product({ id: 1, sku: 'MILK', priceMinor: 850 }), '', 3000);
  const { lines } = addDeposit(milk, product({ id: 2, sku: 'BOTTLE', priceMinor: 100, taxRateBasisPoints: 0 }));
  const ordered = contentOf(lines, { seq: 1, code: CODE, depositMinor: 0 }, null, 1);
  const scanned = ['L1', 'L2', 'L2'].reduce(
    (content, batch) => pickUp(content, { productId: 1, quantityMilli: 1000, barcode: '', gs1: { batch } }) ?? content,
    ordered,
  );
  expect(
    scanned.lines.map(({ lineId, sku, quantityMilli, amountMinor, gs1, depositOf }) => [
      lineId,
      sku,
      quantityMilli,
      amountMinor,
      gs1?.batch,
      depositOf,
    ]),
  ).toEqual([
    [1, 'MILK', 1000, 850, 'L2', undefined],
    [5, 'MILK', 1000, 850, 'L2', undefined],
    [3, 'MILK', 1000, 850, 'L1', undefined],
    [2, 'BOTTLE', 1000, 100, undefined, 1],
    [6, 'BOTTLE', 1000, 100, undefined, 5],
    [4, 'BOTTLE', 1000, 100, undefined, 3],
  ]);
});

test('pieces scanned one by one with serial numbers of their own cost together exactly what was agreed', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 50_000 }), fc.integer({ min: 1, max: 6 }), fc.nat(100), (priceMinor, pieces, off) => {
      const [line] = basketOf([{ priceMinor, pieces, rate: 1300 }]).lines;
      if (!line) throw new Error('no line');
      const offMinor = Math.floor((line.amountMinor * off) / 100);
      const agreed = {
        ...line,
        amountMinor: line.amountMinor - offMinor,
        taxMinor: Math.floor(((line.amountMinor - offMinor) * 13) / 113),
        grossMinor: line.amountMinor,
        discounts: [{ source: 'manual' as const, label: { zh: '打折', en: 'Discount' }, amountMinor: offMinor }],
      };
      let content = contentOf([agreed], { seq: 1, code: CODE, depositMinor: 0 }, null, 1);
      for (let piece = 0; piece < pieces; piece += 1) {
        content = pickUp(content, { productId: 1, quantityMilli: 1000, barcode: '', gs1: { serial: `A${piece}` } }) ?? content;
      }
      expect(content.lines.map(({ gs1 }) => gs1?.serial).filter(Boolean)).toHaveLength(pieces);
      expect(totals(content.lines)).toEqual({ totalMinor: agreed.amountMinor, taxMinor: agreed.taxMinor });
      expect(content.lines.reduce((sum, { discounts = [] }) => sum + (discounts[0]?.amountMinor ?? 0), 0)).toBe(offMinor);
    }),
    { numRuns: 300 },
  );
});
