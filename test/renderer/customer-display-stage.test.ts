import { expect, test } from 'vitest';
import type { CustomerView } from '#contract/basket.ts';
import { customerStage, visibleLines, type CustomerLine } from '#renderer/screens/customer-display/stage.ts';
import { customerLines, paidView, sellingView } from '../fakes/screen-values.ts';

const line = (lineId: number): CustomerLine => ({
  lineId,
  name: 'A',
  spec: '',
  unit: '件',
  weighed: false,
  quantityMilli: 1000,
  amountMinor: 100,
});
const lines = (count: number): CustomerLine[] => Array.from({ length: count }, (_, index) => line(index + 1));
const idsOf = (shown: readonly CustomerLine[]): number[] => shown.map(({ lineId }) => lineId);
const selling = sellingView(customerLines);

test('without a connection or before anything is known the screen is quiet', () => {
  expect(customerStage(selling, false, undefined)).toBe('quiet');
  expect(customerStage(undefined, true, undefined)).toBe('quiet');
});

test('an empty basket is a welcome, a line opens the basket, tendering asks for the money', () => {
  expect(customerStage(sellingView([]), true, undefined)).toBe('idle');
  expect(customerStage(selling, true, undefined)).toBe('basket');
  expect(customerStage({ ...selling, phase: 'tendering' }, true, undefined)).toBe('pay');
});

test('a paid sale is thanked for until its time is over, and the next sale again', () => {
  const paid = paidView(selling, 120_000, 'S001-01-1-000042');
  expect(customerStage(paid, true, undefined)).toBe('paid');
  expect(customerStage(paid, true, 'S001-01-1-000041')).toBe('paid');
  expect(customerStage(paid, true, 'S001-01-1-000042')).toBe('idle');
  const broken: CustomerView = { ...paid, paid: null };
  expect(customerStage(broken, true, undefined)).toBe('idle');
});

test('the last twelve lines are drawn, however long the basket', () => {
  expect(idsOf(visibleLines(lines(500), 500))).toEqual([489, 490, 491, 492, 493, 494, 495, 496, 497, 498, 499, 500]);
  expect(idsOf(visibleLines(lines(3), 3))).toEqual([1, 2, 3]);
  expect(visibleLines([], null)).toEqual([]);
});

test('when an earlier line is touched the stretch moves so that it stands among the four lowest rows', () => {
  const shown = idsOf(visibleLines(lines(500), 40));
  expect(shown).toEqual([32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43]);
  expect(shown.slice(-4)).toContain(40);
  expect(idsOf(visibleLines(lines(500), 1))).toEqual([1, 2, 3, 4]);
  expect(idsOf(visibleLines(lines(20), 7_000))).toEqual([9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20]);
});
